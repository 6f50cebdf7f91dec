#include "review.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "jats/tree.h"
#include "lang/fold.h"
#include "lang/script.h"
#include "model/unicode.h"
#include "need.h"
#include "places.h"
#include "scan_lines.h"

namespace jiaokan {

namespace {

constexpr uint32_t kAnchor = 12;      // characters of context on each side in decisions.toml (DESIGN 6)
constexpr uint32_t kSentence = 120;   // characters of a sentence shown on each side
constexpr uint32_t kBefore = 12;
constexpr uint32_t kLine = 48;        // of a witness's line on each side
constexpr uint32_t kPassage = 400;    // of a reading that is a whole passage
constexpr size_t kMostPictures = 80;          // of open questions, the first ones
constexpr size_t kMostPictureBytes = 3 << 20; // so that the page stays one that can be sent

struct Anchor {
  std::u32string before, after;
  friend bool operator<(const Anchor& a, const Anchor& b) { return std::tie(a.before, a.after) < std::tie(b.before, b.after); }
};

// The nearest characters of the text on both sides, folded, without spaces: what decisions are found again by.
Anchor anchor_of(const Text& text, Span span) {
  Anchor out;
  for (uint32_t i = span.begin; i > 0 && out.before.size() < kAnchor; --i)
    if (!is_space(text.chars[i - 1])) out.before.insert(out.before.begin(), fold(text.chars[i - 1]));
  for (uint32_t i = span.end; i < text.chars.size() && out.after.size() < kAnchor; ++i)
    if (!is_space(text.chars[i])) out.after.push_back(fold(text.chars[i]));
  return out;
}

// The sentence around a place, within its block: up to the marks that end one on both sides.
Span sentence_of(const Text& text, Span span) {
  Span block{0, static_cast<uint32_t>(text.chars.size())};
  for (const Block& b : text.blocks)
    if (b.span.begin <= span.begin && span.begin < b.span.end) block = b.span;
  // Of a table the cell is enough: its neighbours would be glued to it.
  for (const Table& table : text.tables)
    for (const Cell& cell : table.cells)
      if (cell.span.begin <= span.begin && span.end <= cell.span.end) block = cell.span;
  Span out = span;
  // A place at a sentence's end is shown with something of the one beside it. The stop of a number, a label or an initial ends none.
  const auto ends = [&](uint32_t i) {
    if (!is_sentence_end(text.chars[i])) return false;
    if (text.chars[i] != U'.' && text.chars[i] != U'．') return true;
    return i > block.begin + 1 && is_letter(text.chars[i - 1]) && is_letter(text.chars[i - 2]) && (i + 1 == block.end || is_space(text.chars[i + 1]));
  };
  while (out.begin > block.begin && span.begin - out.begin < kSentence && (span.begin - out.begin < kBefore || !ends(out.begin - 1))) --out.begin;
  while (out.end < block.end && out.end - span.end < kSentence) {
    ++out.end;
    if (out.end - span.end >= kBefore && ends(out.end - 1)) break;
  }
  return out;
}

std::u32string shortened(std::u32string text) {
  if (text.size() <= kPassage) return text;
  return text.substr(0, kPassage - 60) + U" …… " + text.substr(text.size() - 60);
}

// A TOML basic string; JSON's escapes are among TOML's.
std::string toml_text(std::u32string_view text) { return nlohmann::json(to_utf8(text)).dump(); }

std::string toml_readings(const Locus& locus) {
  std::string out;
  for (const Reading& reading : locus.readings) out += (out.empty() ? "" : ", ") + toml_text(reading.text);
  return "[" + out + "]";
}

std::string base64(std::string_view bytes) {
  constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (size_t i = 0; i < bytes.size(); i += 3) {
    const size_t left = std::min<size_t>(3, bytes.size() - i);
    uint32_t group = 0;
    for (size_t k = 0; k < 3; ++k) group = group << 8 | (k < left ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    for (size_t k = 0; k < 4; ++k) out.push_back(k <= left ? kDigits[group >> (18 - 6 * k) & 63U] : '=');
  }
  return out;
}

// What one decision settles: this place, or a group of places with the same readings.
struct Reach {
  std::string_view scope = "here";
  uint32_t group = 0;
  uint16_t witness = 0;    // of scope witness: which one, and what it has at these places
  std::u32string reads;
};

class Writer {
 public:
  Writer(const Edition& edition, const Settings& settings, const ScanCuts& pictures) : e_(edition), settings_(settings), pictures_(pictures) {}

  std::string write() {
    pugi::xml_document document;
    Node root = add(document, "review");
    set(root, "xmlns", std::string_view("urn:jiaokan:review"));
    set(root, "lang", e_.article.lang);
    std::u32string title;
    for (const Inline& item : e_.article.front.title.title) title += item.text;
    set(root, "title", std::u32string_view(title));
    for (size_t w = 0; w < e_.collation.witnesses.size(); ++w) {
      Node witness = add(root, "witness", std::string_view(e_.collation.witnesses[w].name));
      set(witness, "letter", letter(w));
      set(witness, "kind", name_of(e_.collation.witnesses[w].kind));
    }
    size_t open = 0;
    const std::vector<uint32_t> order = ranked(open);
    set(root, "loci", std::to_string(order.size()));
    set(root, "open", std::to_string(open));
    decisions_file(root);
    for (const AuditFinding& finding : e_.article.audit) {
      Node node = add(root, "finding", std::string_view(finding.text));
      set(node, "word", "audit-" + std::string(describe(finding.code).code));
      set(node, "reference", e_.article.references[finding.reference].id);
      set(node, "raw", std::u32string_view(shortened(e_.article.references[finding.reference].reference.raw)));
    }
    number_places();
    take_pictures(order);
    for (const uint32_t index : order) locus(add(root, "locus"), index);
    return serialise(document, {{"review"}, {}});
  }

 private:
  const LocusSpan* place_in_text(uint32_t index) const {
    const auto found = std::find_if(e_.text.loci.begin(), e_.text.loci.end(), [&](const LocusSpan& l) { return l.locus == index; });
    return found == e_.text.loci.end() ? nullptr : &*found;
  }

  double probability(uint32_t index) const {
    const Decision& decision = e_.decisions[index];
    return decision.lemma < decision.choices.size() ? decision.choices[decision.lemma].probability : 0;
  }

  // Open questions first, those that need most first; what an editor has settled last.
  std::vector<uint32_t> ranked(size_t& open) const {
    std::vector<uint32_t> out;
    for (uint32_t i = 0; i < e_.collation.loci.size() && i < e_.decisions.size(); ++i) {
      if (e_.collation.loci[i].id == 0) continue;
      out.push_back(i);
      open += e_.decisions[i].open;
    }
    const std::vector<double> needs = need_of_loci(e_);
    const auto need = [&](uint32_t i) {
      const Decision& decision = e_.decisions[i];
      return std::make_pair(decision.open ? 0 : decision.by == DecidedBy::editor ? 2 : 1, -needs[i]);
    };
    std::stable_sort(out.begin(), out.end(), [&](uint32_t a, uint32_t b) { return need(a) < need(b); });
    return out;
  }

  // How many loci before it have the same readings and the same context: `nth` of a decision. And which loci one decision can settle together.
  void number_places() {
    std::map<std::pair<std::string, Anchor>, uint32_t> seen;
    std::map<std::pair<size_t, std::string>, uint32_t> in_block;
    std::map<std::string, uint32_t> everywhere;
    std::map<std::tuple<uint16_t, std::u32string, std::string>, uint32_t> of_witness;
    nth_.assign(e_.collation.loci.size(), 1);
    reaches_.assign(e_.collation.loci.size(), {});
    const auto join = [&](uint32_t locus, Reach reach, uint32_t& group) {
      if (group == 0) {
        groups_.emplace_back();
        group = static_cast<uint32_t>(groups_.size());
      }
      groups_[group - 1].push_back(locus);
      reach.group = group - 1;
      reaches_[locus].push_back(std::move(reach));
    };
    for (const LocusSpan& place : e_.text.loci) {
      const Locus& locus = e_.collation.loci[place.locus];
      const std::string key = toml_readings(locus);
      nth_[place.locus] = ++seen[{key, anchor_of(e_.text, place.span)}];
      join(place.locus, {"paragraph", 0, 0, {}}, in_block[{block_at(e_.text, place.span.begin), key}]);
      for (const Reading& reading : locus.readings)
        for (const uint16_t w : reading.witnesses) join(place.locus, {"witness", 0, w, reading.text}, of_witness[{w, reading.text, key}]);
      join(place.locus, {"article", 0, 0, {}}, everywhere[key]);
    }
    for (std::vector<Reach>& of_locus : reaches_) keep_distinct(of_locus);
  }

  // A scope is offered if it reaches more than one place and another set of places than the others; the widest of the same reach stays.
  void keep_distinct(std::vector<Reach>& reaches) const {
    std::vector<Reach> out;
    for (size_t i = 0; i < reaches.size(); ++i) {
      const std::vector<uint32_t>& own = groups_[reaches[i].group];
      if (own.size() > 1 && std::none_of(reaches.begin() + static_cast<std::ptrdiff_t>(i) + 1, reaches.end(), [&](const Reach& wider) { return groups_[wider.group] == own; }))
        out.push_back(std::move(reaches[i]));
    }
    reaches = std::move(out);
  }

  // What the scan shows of the first open questions: by the first version that has its boxes and whose pages have pictures.
  void take_pictures(const std::vector<uint32_t>& order) {
    seen_.assign(e_.collation.loci.size(), {});
    if (!pictures_.has || !pictures_.cut) return;
    std::vector<CutWish> wishes;
    std::vector<uint32_t> whose;
    for (const uint32_t index : order) {
      if (!e_.decisions[index].open || wishes.size() == kMostPictures) break;
      for (uint16_t w = 0; w < e_.collation.witnesses.size(); ++w) {
        CutWish wish;
        Seen seen;
        if (!wish_for(e_.collation.loci[index], w, wish, seen.place) || !pictures_.has(wish)) continue;
        seen.witness = w;
        seen_[index] = std::move(seen);
        wishes.push_back(std::move(wish));
        whose.push_back(index);
        break;
      }
    }
    if (wishes.empty()) return;
    std::vector<std::string> cut = pictures_.cut(wishes);
    size_t bytes = 0;
    for (size_t i = 0; i < cut.size(); ++i)
      if ((bytes += cut[i].size()) <= kMostPictureBytes) seen_[whose[i]].png = std::move(cut[i]);
  }

  bool wish_for(const Locus& locus, uint16_t w, CutWish& wish, Box& place) const {
    const Witness& witness = e_.collation.witnesses[w];
    ScanLines lines;
    if (!scan_lines(witness, place_of_locus(e_.collation, locus, w), lines)) return false;
    const auto file_of = [&](const PageStart& page) {
      const auto after = std::upper_bound(witness.source_begin.begin(), witness.source_begin.end(), page.at);
      const Source& source = witness.sources[static_cast<size_t>(after - witness.source_begin.begin()) - 1];
      return source.made_from.empty() ? source.name : source.made_from;
    };
    wish.file = file_of(witness.pages[lines.page]);
    wish.picture = witness.pages[lines.page].picture;
    for (size_t p = 0; p < witness.pages.size(); ++p) {
      if (witness.pages[p].width <= 0) continue;   // no page of the format
      ++wish.pages;
      wish.page_of_all += p < lines.page;
      wish.page += p < lines.page && file_of(witness.pages[p]) == wish.file;
    }
    wish.part = lines.part;
    place = lines.place;
    return true;
  }

  void picture(Node node, uint32_t index) const {
    const Seen& seen = seen_[index];
    if (seen.png.empty()) return;
    Node out = add(node, "picture");
    set(out, "witness", letter(seen.witness));
    set(out, "data", "data:image/png;base64," + base64(seen.png));
    set(out, "place", fmt::format("left:{:.2f}%;top:{:.2f}%;width:{:.2f}%;height:{:.2f}%", seen.place.x0 * 100, seen.place.y0 * 100, (seen.place.x1 - seen.place.x0) * 100, (seen.place.y1 - seen.place.y0) * 100));
  }

  void decisions_file(Node root) const {
    const std::string& file = settings_.decisions_file;
    if (file.empty()) return;
    uint32_t from = 0;
    std::string loci;
    const auto put = [&](uint32_t to) {
      Node piece = add(root, "piece", std::string_view(file).substr(from, to - from));
      set_known(piece, "loci", loci);
      from = to;
    };
    std::map<uint32_t, std::string> of_table;   // by where it begins: the loci it has settled
    for (uint32_t i = 0; i < e_.decisions.size(); ++i) {
      const uint32_t d = e_.decisions[i].editor;
      if (d == kNone || settings_.decisions[d].shared) continue;
      std::string& names = of_table[settings_.decisions[d].place.begin];
      names += (names.empty() ? "v-" : " v-") + std::to_string(e_.collation.loci[i].id);
    }
    for (const uint32_t begin : settings_.decision_begins) {
      if (begin > from) put(begin);
      loci = of_table[begin];
    }
    put(static_cast<uint32_t>(file.size()));
  }

  // The decision as decisions.toml says it, but for its lemma, which the page puts in where "{lemma}" stands.
  std::string toml(uint32_t index, const Anchor& anchor, const Reach& reach) const {
    const Locus& locus = e_.collation.loci[index];
    const bool placed = reach.scope == "here" || reach.scope == "paragraph";
    std::string out = "[[decision]]\n";
    out += fmt::format("kind = \"{}\"\n", locus.cls == LocusClass::block ? "block" : "reading");
    if (placed) out += "before = " + toml_text(anchor.before) + "\nafter = " + toml_text(anchor.after) + "\n" + fmt::format("nth = {}\n", nth_[index]);
    out += "readings = " + toml_readings(locus) + "\nlemma = {lemma}\n";
    if (reach.scope != "here") out += fmt::format("scope = \"{}\"\n", reach.scope);
    if (reach.scope == "witness") out += "witness = " + toml_text(from_utf8(e_.collation.witnesses[reach.witness].name)) + "\nreads = " + toml_text(reach.reads) + "\n";
    return out + "by = \"editor\"\n";
  }

  void locus(Node node, uint32_t index) const {
    const Locus& locus = e_.collation.loci[index];
    const Decision& decision = e_.decisions[index];
    set(node, "id", fmt::format("v-{}", locus.id));
    set(node, "class", name_of(locus.cls));
    set(node, "by", std::string_view(decision.by == DecidedBy::editor ? "editor" : decision.by == DecidedBy::rule ? "rule" : "evidence"));
    if (decision.open) set(node, "open", std::string_view("yes"));
    set(node, "p", fmt::format("{:.3f}", probability(index)));
    Anchor anchor;
    if (const LocusSpan* place = place_in_text(index)) {
      const Span sentence = sentence_of(e_.text, place->span);
      const std::u32string_view chars = e_.text.chars;
      add(node, "before", chars.substr(sentence.begin, place->span.begin - sentence.begin));
      add(node, "after", chars.substr(place->span.end, sentence.end - place->span.end));
      anchor = anchor_of(e_.text, place->span);
    }
    for (uint32_t r = 0; r < decision.choices.size(); ++r) {
      const Choice& choice = decision.choices[r];
      Node reading = add(node, "reading", std::u32string_view(shortened(choice.text)));
      set(reading, "n", std::to_string(r + 1));
      set(reading, "p", fmt::format("{:.0f}", choice.probability * 100));
      if (r == decision.lemma) set(reading, "lemma", std::string_view("yes"));
      std::string letters;
      if (r < locus.readings.size())
        for (const uint16_t w : locus.readings[r].witnesses) letters += (letters.empty() ? "" : " ") + letter(w);
      set_known(reading, "witnesses", letters);
      set(reading, "toml", toml_text(choice.text));
    }
    picture(node, index);
    add(node, "toml", std::string_view(toml(index, anchor, {})));
    for (const Reach& reach : reaches_[index]) {
      Node scope = add(node, "scope", std::string_view(toml(index, anchor, reach)));
      set(scope, "name", reach.scope);
      set(scope, "group", std::to_string(reach.group));
      set(scope, "places", std::to_string(groups_[reach.group].size()));
      if (reach.scope != "witness") continue;
      set(scope, "witness", letter(reach.witness));
      set(scope, "reads", std::u32string_view(shortened(reach.reads)));
    }
    for (uint16_t w = 0; w < e_.collation.witnesses.size(); ++w) source_line(node, locus, w);
    evidence(node, decision);
  }

  void source_line(Node node, const Locus& locus, uint16_t w) const {
    const Witness& witness = e_.collation.witnesses[w];
    const Span span = place_of_locus(e_.collation, locus, w);
    const auto line = std::upper_bound(witness.lines.begin(), witness.lines.end(), span.begin);
    const uint32_t line_begin = line == witness.lines.begin() ? 0 : *(line - 1);
    const uint32_t line_end = line == witness.lines.end() ? static_cast<uint32_t>(witness.chars.size()) : *line;
    const uint32_t end = std::min(span.end, std::max(span.begin, line_end));
    const uint32_t from = std::max(line_begin, span.begin > kLine ? span.begin - kLine : 0);
    const uint32_t to = std::min(line_end, end + kLine);
    const std::u32string_view chars = witness.chars;
    const FilePlace place = file_place(witness, span);
    // Of files that are mostly syntax only the text is shown.
    const auto all_of = [&](uint32_t begin, uint32_t stop) { return std::u32string(chars.substr(begin, stop - begin)); };
    uint32_t syntax = 0;
    for (uint32_t i = from; i < to; ++i) syntax += witness.role[i] == Role::markup;
    const bool bare = syntax * 3 > to - from;
    std::u32string before = bare ? stream_text(witness, {line_begin, span.begin}) : all_of(from, span.begin);
    std::u32string after = end >= line_end ? U"" : bare ? stream_text(witness, {end, line_end}) : all_of(end, std::max(end, to));
    if (before.size() > kLine) before.erase(0, before.size() - kLine);
    if (after.size() > kLine) after.resize(kLine);
    Node source = add(node, "source");
    set(source, "witness", letter(w));
    set(source, "file", place.file);
    set(source, "line", std::to_string(place.line));
    set(source, "column", std::to_string(place.column));
    add(source, "before", std::u32string_view(before));
    add(source, "mark", std::u32string_view(shortened(bare ? stream_text(witness, {span.begin, end}) : all_of(span.begin, end))));
    add(source, "after", std::u32string_view(after));
  }

  // What tells the readings apart, the strongest first.
  static void evidence(Node node, const Decision& decision) {
    std::map<std::string, std::vector<double>> scores;
    for (size_t r = 0; r < decision.choices.size(); ++r)
      for (const Term& term : decision.choices[r].terms) {
        std::vector<double>& row = scores[term.name];
        row.resize(decision.choices.size());
        row[r] = term.score;
      }
    std::vector<std::pair<double, std::string>> order;
    for (const auto& [name, row] : scores) {
      const auto [low, high] = std::minmax_element(row.begin(), row.end());
      if (*high - *low >= 0.005) order.emplace_back(*low - *high, name);
    }
    std::sort(order.begin(), order.end());
    for (const auto& [spread, name] : order) {
      Node row = add(node, "evidence");
      set(row, "term", name);
      std::string word = name;
      std::replace(word.begin(), word.end(), ' ', '_');
      set(row, "word", "term-" + word);
      for (const double score : scores[name]) add(row, "score", fmt::format("{:+.2f}", score));
    }
  }

  const Edition& e_;
  struct Seen {
    std::string png;   // empty: nothing is shown
    Box place;
    uint16_t witness = 0;
  };

  const Settings& settings_;
  const ScanCuts& pictures_;
  std::vector<uint32_t> nth_;
  std::vector<std::vector<Reach>> reaches_;         // of the loci, from narrow to wide
  std::vector<std::vector<uint32_t>> groups_;       // of loci with the same readings
  std::vector<Seen> seen_;   // of the loci
};

}  // namespace

std::string write_review(const Edition& edition, const Settings& settings, const ScanCuts& pictures) { return Writer(edition, settings, pictures).write(); }

}  // namespace jiaokan
