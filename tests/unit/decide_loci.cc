#include <gtest/gtest.h>

#include "model/unicode.h"
#include "reconcile/collate.h"
#include "reconcile/decide.h"

namespace jiaokan {

namespace {

Witness witness(const char* name, WitnessKind kind, std::u32string_view text) {
  Witness out;
  out.name = name;
  out.kind = kind;
  Source source;
  source.name = name;
  source.bytes = to_utf8(text);
  out.sources.push_back(source);
  out.source_begin.push_back(0);
  uint32_t at = 0;
  for (const char32_t c : text) {
    out.chars.push_back(c);
    out.offset.push_back(at);
    out.role.push_back(Role::text);
    at += static_cast<uint32_t>(to_utf8(std::u32string_view(&c, 1)).size());
  }
  out.lines.push_back(0);
  out.blocks.push_back({{0, static_cast<uint32_t>(text.size())}, BlockKind::paragraph, 0, 1, false});
  return out;
}

Collation pair(std::u32string_view a, WitnessKind kind_a, std::u32string_view b, WitnessKind kind_b) {
  Diags diags;
  return collate({witness("a.txt", kind_a, a), witness("b.md", kind_b, b)}, diags);
}

const LanguageModel* model() {
  static const std::unique_ptr<LanguageModel> opened = open_chinese_model("");
  return opened.get();
}

// The edition's text: agreed columns and lemmas.
std::u32string edition(const Collation& collation, const std::vector<Decision>& decisions) {
  std::u32string out;
  size_t next = 0;
  for (uint32_t column = 0; column < collation.columns(); ++column) {
    if (next < collation.loci.size() && collation.loci[next].begin == column) {
      out += decisions[next].choices[decisions[next].lemma].text;
      column = collation.loci[next++].end - 1;
      continue;
    }
    out.push_back(collation.witnesses[0].chars[collation.cell(column, 0)]);
  }
  return out;
}

struct Case {
  const char* name;
  WitnessKind kind_a, kind_b;
  std::u32string_view a, b, edition;
};

constexpr WitnessKind kLayer = WitnessKind::text_layer, kOcr = WitnessKind::ocr, kVision = WitnessKind::vision_model, kAny = WitnessKind::unknown;

// Sentences of our own; what is told apart is the kind of evidence.
constexpr Case kCases[] = {
    {"a doubled character", kAny, kAny, U"这项研究说明了制度的重要作用。", U"这项研究说明了制度的的重要作用。", U"这项研究说明了制度的重要作用。"},
    {"a look-alike that makes no word", kOcr, kOcr, U"农村土地制度的改苹与发展", U"农村土地制度的改革与发展", U"农村土地制度的改革与发展"},
    {"a look-alike, the other way round", kOcr, kOcr, U"这里己经形成了稳定的社会秩序", U"这里已经形成了稳定的社会秩序", U"这里已经形成了稳定的社会秩序"},
    {"what the document says elsewhere", kAny, kAny, U"必须增进垸民互济。学者认为垸民互济是关键。垸民互济之法，由来已久。今论垸民互济如下。",
     U"必须增进垸民互济。学者认为垸民互济是关键。垸民互济之法，由来已久。今论垸民互助如下。", U"必须增进垸民互济。学者认为垸民互济是关键。垸民互济之法，由来已久。今论垸民互济如下。"},
    {"a smoothing vision model", kLayer, kVision, U"这并不意味各国会得到同样的结果", U"这并不意味着各国会得到同样的结果", U"这并不意味各国会得到同样的结果"},
    {"a vision model puts in a word", kOcr, kVision, U"轻信可以避免不得作为独立的标准，理由有三。他影响细菌的生长。", U"轻信可以避免不得作为独立的标准，理由有三。他影响到细菌的生长。", U"轻信可以避免不得作为独立的标准，理由有三。他影响细菌的生长。"},
    {"a vision model leaves out a word", kOcr, kVision, U"不得作为独立的归责标准，轻信可以避免的人不在此列", U"不得作为独立归责标准，轻信可以避免的人不在此列", U"不得作为独立的归责标准，轻信可以避免的人不在此列"},
    {"a vision model says it in another word", kOcr, kVision, U"在各行为人之间存在意思联络时，方可连带", U"在各行为人之间具有意思联络时，方可连带", U"在各行为人之间存在意思联络时，方可连带"},
    {"a vision model's look-alike in the midst of what is well read", kOcr, kVision, U"论文区分了两种情况，取其绝对值", U"论文区分了两种清况，取其绝对值", U"论文区分了两种情况，取其绝对值"},
    {"an engine's look-alike", kOcr, kVision, U"他们不仅熟悉章程与日案，还能够借助官府", U"他们不仅熟悉章程与旧案，还能够借助官府", U"他们不仅熟悉章程与旧案，还能够借助官府"},
    {"a lost quote", kLayer, kVision, U"他提出“共同的家园。这一说法流传很广。", U"他提出“共同的家园”。这一说法流传很广。", U"他提出“共同的家园”。这一说法流传很广。"},
    {"a month that no year has", kOcr, kOcr, U"会议于2019年17月3日在武汉召开", U"会议于2019年11月3日在武汉召开", U"会议于2019年11月3日在武汉召开"},
};

TEST(Decide, evidence_finds_the_right_reading_in_either_order) {
  if (model() == nullptr) GTEST_SKIP() << "no language model is installed";
  for (const Case& c : kCases) {
    for (const bool swapped : {false, true}) {
      const Collation collation = swapped ? pair(c.b, c.kind_b, c.a, c.kind_a) : pair(c.a, c.kind_a, c.b, c.kind_b);
      Diags diags;
      const std::vector<Decision> decisions = decide(collation, {}, model(), diags);
      EXPECT_EQ(to_utf8(edition(collation, decisions)), to_utf8(c.edition)) << c.name << (swapped ? ", swapped" : "");
    }
  }
}

// An entry of the reference list beside two others, lines as printed.
std::u32string list_with(std::u32string_view entry) {
  return U"参考文献\n[1]林晓棠.集市的演变[J].乡土研究,2016(4):52-63.\n" + std::u32string(entry) + U"\n[3]邵一舟.港口经济学入门[M].宁波:甬江大学出版社,2014:201.\n";
}

struct EntryCase {
  const char* name;
  std::u32string_view right, wrong;
};
constexpr EntryCase kEntries[] = {
    {"the type mark", U"[2]周砚.盐场与灶户[J].边政学报,2009,31(2):118-126.", U"[2]周砚.盐场与灶户口].边政学报,2009,31(2):118-126."},
    {"pages that rise", U"[2]周砚.盐场与灶户[J].边政学报,2009,31(2):118-126.", U"[2]周砚.盐场与灶户[J].边政学报,2009,31(2):118-106."},
    {"a digit read as a letter", U"[2]周砚.盐场与灶户[J].边政学报,2009,31(2):118-126.", U"[2]周砚.盐场与灶户[J].边政学报,2o09,31(2):118-126."},
    {"a bracket that closes", U"[2]周砚.盐场与灶户[J].边政学报,2009,31(2):118-126.", U"[2]周砚.盐场与灶户[J].边政学报,2009,31(2:118-126."},
    {"the number of the entry", U"[2]周砚.盐场与灶户[J].边政学报,2009,31(2):118-126.", U"[7]周砚.盐场与灶户[J].边政学报,2009,31(2):118-126."},
};

TEST(Decide, an_entry_of_the_list_is_the_one_that_passes_its_checks) {
  const auto witness_of = [](const char* name, std::u32string_view text) {
    Witness out = witness(name, kOcr, text);
    out.blocks.clear();
    out.lines.clear();
    for (uint32_t i = 0; i < text.size();) {
      const uint32_t end = static_cast<uint32_t>(text.find(U'\n', i)) + 1;
      out.lines.push_back(i);
      out.blocks.push_back({{i, end}, BlockKind::paragraph, 0, 1, false});
      out.role[end - 1] = Role::line_break;
      i = end;
    }
    return out;
  };
  for (const EntryCase& c : kEntries)
    for (const bool swapped : {false, true}) {
      Diags diags;
      const std::u32string a = list_with(swapped ? c.wrong : c.right), b = list_with(swapped ? c.right : c.wrong);
      const Collation collation = collate({witness_of("a.txt", a), witness_of("b.md", b)}, diags);
      const std::vector<Decision> decisions = decide(collation, {}, nullptr, diags);
      EXPECT_NE(to_utf8(edition(collation, decisions)).find(to_utf8(c.right)), std::string::npos) << c.name << (swapped ? ", swapped: " : ": ") << to_utf8(edition(collation, decisions));
    }
}

TEST(Decide, probabilities_of_a_locus_sum_to_one_and_open_is_under_the_threshold) {
  for (const Case& c : kCases) {
    const Collation collation = pair(c.a, c.kind_a, c.b, c.kind_b);
    Diags diags;
    for (const double ask : {0.0, 0.9, 1.1}) {
      Settings settings;
      settings.ask = ask;
      const std::vector<Decision> decisions = decide(collation, settings, nullptr, diags);
      ASSERT_EQ(decisions.size(), collation.loci.size());
      for (const Decision& decision : decisions) {
        double sum = 0;
        for (const Choice& choice : decision.choices) sum += choice.probability;
        EXPECT_NEAR(sum, 1, 1e-9);
        const bool unsure = decision.by == DecidedBy::evidence && decision.choices[decision.lemma].probability < ask;
        EXPECT_EQ(decision.open, unsure);
      }
    }
  }
}

TEST(Decide, trust_of_the_settings_moves_a_decision) {
  const Collation collation = pair(U"县里的账目由甲管理", kAny, U"县里的账目由乙管理", kAny);
  Diags diags;
  for (const auto& [name, wanted] : {std::pair<const char*, std::u32string>{"a.txt", U"甲"}, {"b.md", U"乙"}}) {
    Settings settings;
    settings.witnesses[name].trust = 6;
    const std::vector<Decision> decisions = decide(collation, settings, nullptr, diags);
    ASSERT_EQ(decisions.size(), 1u);
    EXPECT_EQ(decisions[0].choices[decisions[0].lemma].text, wanted);
  }
}

EditorDecision choice(std::u32string before, std::u32string after, std::vector<std::u32string> readings, std::u32string lemma) {
  EditorDecision out;
  out.before = std::move(before);
  out.after = std::move(after);
  out.readings = std::move(readings);
  out.lemma = std::move(lemma);
  out.by = "editor";
  return out;
}

struct EditorCase {
  const char* name;
  EditorDecision decision;
  std::u32string_view edition;     // of 县里的账目由甲管理，乡里的账目由丙管理 against 乙 and 丁
  std::vector<Code> said;
};

TEST(Decide, the_editor_wins_and_a_lost_choice_is_reported) {
  const std::u32string a = U"县里的账目由甲管理，乡里的账目由丙管理", b = U"县里的账目由乙管理，乡里的账目由丁管理";
  EditorDecision everywhere = choice(U"", U"", {U"甲", U"乙"}, U"乙");
  everywhere.scope = EditorDecision::Scope::article;
  const EditorCase cases[] = {
      {"a reading", choice(U"县里的账目由", U"管理", {U"甲", U"乙"}, U"乙"), U"由乙管理", {}},
      {"readings in another order", choice(U"县里的账目由", U"管理", {U"乙", U"甲"}, U"乙"), U"由乙管理", {}},
      {"an emendation", choice(U"县里的账目由", U"管理", {U"甲", U"乙"}, U"申"), U"由申管理", {}},
      {"changed farther off", choice(U"州里县里的账目由", U"管理", {U"甲", U"乙"}, U"乙"), U"由乙管理", {Code::decision_moved}},
      {"no such readings", choice(U"县里的账目由", U"管理", {U"子", U"丑"}, U"丑"), U"由", {Code::decision_lost}},
      {"no such place", choice(U"府中的谷仓归", U"看守", {U"甲", U"乙"}, U"乙"), U"由", {Code::decision_lost}},
      {"agreed by now", choice(U"乡里的", U"目由", {U"账", U"帐"}, U"账"), U"由", {}},
      {"the whole article", everywhere, U"由乙管理", {}},
  };
  const Collation collation = pair(a, kAny, b, kAny);
  for (const EditorCase& c : cases) {
    Settings settings;
    settings.decisions.push_back(c.decision);
    Diags diags;
    const std::vector<Decision> decisions = decide(collation, settings, nullptr, diags);
    EXPECT_NE(edition(collation, decisions).find(c.edition), std::u32string::npos) << c.name;
    std::vector<Code> said;
    for (const Diag& diag : diags) said.push_back(diag.code);
    EXPECT_EQ(said, c.said) << c.name;
  }
}

// Two paragraphs, in which three versions have 霸 and 覇 in different ways.
Witness in_paragraphs(const char* name, std::u32string_view text) {
  Witness out = witness(name, kAny, text);
  out.blocks.clear();
  for (uint32_t i = 0; i < text.size();) {
    const uint32_t end = static_cast<uint32_t>(text.find(U'\n', i)) + 1;
    out.blocks.push_back({{i, end}, BlockKind::paragraph, 0, 1, false});
    out.role[end - 1] = Role::line_break;
    i = end;
  }
  return out;
}

struct ScopeCase {
  const char* name;
  EditorDecision::Scope scope;
  const char* witness;
  std::u32string reads;
  std::u32string_view edition;
  std::vector<Code> said;
};

TEST(Decide, a_choice_reaches_as_far_as_its_scope_says) {
  using Scope = EditorDecision::Scope;
  const ScopeCase cases[] = {
      {"here", Scope::here, "", U"", U"州里覇占市场，县里霸占灶地，乡里霸占引岸。府中霸占盐仓的人反而受害。", {}},
      {"paragraph", Scope::paragraph, "", U"", U"州里覇占市场，县里覇占灶地，乡里覇占引岸。府中霸占盐仓的人反而受害。", {}},
      {"where b.md has it", Scope::witness, "b.md", U"覇", U"州里覇占市场，县里霸占灶地，乡里覇占引岸。府中覇占盐仓的人反而受害。", {}},
      {"where c.txt has the other", Scope::witness, "c.txt", U"霸", U"州里覇占市场，县里霸占灶地，乡里霸占引岸。府中覇占盐仓的人反而受害。", {}},
      {"where a.txt has it: nowhere", Scope::witness, "a.txt", U"覇", U"州里霸占市场，县里霸占灶地，乡里霸占引岸。府中霸占盐仓的人反而受害。", {Code::decision_lost}},
      {"article", Scope::article, "", U"", U"州里覇占市场，县里覇占灶地，乡里覇占引岸。府中覇占盐仓的人反而受害。", {}},
  };
  Diags diags;
  const Collation collation = collate({in_paragraphs("a.txt", U"州里霸占市场，县里霸占灶地，乡里霸占引岸。\n府中霸占盐仓的人反而受害。\n"),
                                       in_paragraphs("b.md", U"州里覇占市场，县里霸占灶地，乡里覇占引岸。\n府中覇占盐仓的人反而受害。\n"),
                                       in_paragraphs("c.txt", U"州里霸占市场，县里覇占灶地，乡里覇占引岸。\n府中霸占盐仓的人反而受害。\n")}, diags);
  for (const ScopeCase& c : cases) {
    Settings settings;
    settings.witnesses["a.txt"].trust = 50;
    settings.decisions.push_back(choice(U"州里", U"占市场", {U"覇", U"霸"}, U"覇"));
    settings.decisions[0].scope = c.scope;
    settings.decisions[0].witness = c.witness;
    settings.decisions[0].reads = c.reads;
    Diags of_case;
    std::u32string read = edition(collation, decide(collation, settings, nullptr, of_case));
    std::erase(read, U'\n');
    EXPECT_EQ(to_utf8(read), to_utf8(c.edition)) << c.name;
    std::vector<Code> said;
    for (const Diag& diag : of_case) said.push_back(diag.code);
    EXPECT_EQ(said, c.said) << c.name;
  }
}

TEST(LanguageModel, prefers_what_is_said_and_knows_words) {
  if (model() == nullptr) GTEST_SKIP() << "no language model is installed";
  EXPECT_TRUE(model()->knows(U"国际"));
  EXPECT_FALSE(model()->knows(U"际国"));
  EXPECT_FALSE(model()->knows(U""));
  EXPECT_GT(model()->log_probability(U"土地制度改革"), model()->log_probability(U"土地制度改苹"));
  EXPECT_GT(model()->log_probability(U"學習歷史"), model()->log_probability(U"學習曆史"));
  EXPECT_EQ(model()->log_probability(U"，12abc"), 0);
  EXPECT_NEAR(model()->log_probability(U"国际，社会"), model()->log_probability(U"国际") + model()->log_probability(U"社会"), 1e-9);
  EXPECT_EQ(open_chinese_model("/no/such/file"), nullptr);
}

}  // namespace

}  // namespace jiaokan
