#include "reconcile/explain.h"

#include <fmt/format.h>

#include <algorithm>

#include "lang/script.h"
#include "model/unicode.h"
#include "reconcile/evidence.h"

namespace jiaokan {

namespace {

constexpr size_t kContext = 12;
constexpr size_t kLongestShown = 24;
constexpr size_t kName = 22;

size_t cells(std::u32string_view text) {
  size_t n = 0;
  for (const char32_t c : text) n += is_cjk(c) || std::u32string_view(U"“”‘’…—·").find(c) != std::u32string_view::npos ? 2 : 1;
  return n;
}

std::string padded(std::u32string_view text, size_t width) {
  const size_t used = cells(text);
  return to_utf8(text) + std::string(used < width ? width - used : 0, ' ');
}

std::u32string shown(std::u32string_view text) {
  if (text.empty()) return U"(nothing)";
  std::u32string out(text);
  std::replace_if(out.begin(), out.end(), [](char32_t c) { return c < 0x20; }, U' ');
  if (out.size() <= kLongestShown) return out;
  return out.substr(0, kLongestShown / 2) + U"…" + out.substr(out.size() - kLongestShown / 2 + 1);
}

// The characters beside the locus, from the first witness that has each column.
std::u32string context(const Collation& collation, uint32_t begin, uint32_t end) {
  std::u32string out;
  for (uint32_t column = begin; column < end; ++column) {
    for (size_t w = 0; w < collation.witnesses.size(); ++w) {
      const uint32_t cell = collation.cell(column, w);
      if (cell == kNone) continue;
      const char32_t c = collation.witnesses[w].chars[cell];
      out.push_back(c < 0x20 ? U' ' : c);
      break;
    }
  }
  return out;
}

std::string letters(const Reading& reading) {
  std::string out;
  for (const uint16_t w : reading.witnesses) out += (out.empty() ? "" : " ") + letter(w);
  return out;
}

std::string percent(double p) { return p > 0.9995 && p < 1 ? ">99.9 %" : fmt::format("{:.1f} %", 100 * p); }

std::string_view sentence_of(std::string_view name) {
  for (size_t t = 0; t < kTermCount; ++t) {
    const TermText text = describe(static_cast<TermId>(t));
    if (text.name == name) return text.sentence;
  }
  return {};
}

}  // namespace

std::string explain(const Collation& collation, const Decision& decision) {
  const Locus& locus = collation.loci[decision.locus];
  std::string out = locus.id == 0 ? std::string("settled by rule") : fmt::format("v-{}", locus.id);
  out += fmt::format("  {}  …{}[{}]{}…\n", name_of(locus.cls),
                     to_utf8(context(collation, locus.begin - std::min<uint32_t>(locus.begin, kContext), locus.begin)),
                     to_utf8(shown(decision.choices[decision.lemma].text)),
                     to_utf8(context(collation, locus.end, std::min<uint32_t>(locus.end + kContext, collation.columns()))));
  out += '\n';

  size_t width = 10;
  std::vector<std::u32string> texts;
  for (const Choice& choice : decision.choices) {
    texts.push_back(shown(choice.text));
    width = std::max(width, cells(texts.back()) + 2);
  }
  for (size_t r = 0; r < texts.size(); ++r) {
    const std::string who = r < locus.readings.size() ? letters(locus.readings[r]) : "no witness";
    out += fmt::format("  {} {} {:<12} {:>8}\n", r == decision.lemma ? "→" : " ", padded(texts[r], width), who, percent(decision.choices[r].probability));
  }
  out += '\n';

  if (decision.by != DecidedBy::evidence) {
    out += fmt::format("  decided by {}\n", decision.by == DecidedBy::rule ? "rule, " + decision.reason : decision.reason);
    return out;
  }
  out += decision.open ? "  open: not sure enough, the editor is asked\n\n" : "  decided by evidence (points in favour, in nats; what was measured in brackets)\n\n";
  out += std::string(4 + kName, ' ');
  for (const std::u32string& text : texts) out += padded(text, std::max<size_t>(width, 18));
  out += '\n';
  std::vector<double> sums(decision.choices.size());
  const std::vector<Term>& first = decision.choices.front().terms;
  for (size_t t = 0; t < first.size(); ++t) {
    out += fmt::format("    {:<{}}", first[t].name, kName);
    for (size_t r = 0; r < decision.choices.size(); ++r) {
      if (t >= decision.choices[r].terms.size()) continue;
      const Term& term = decision.choices[r].terms[t];
      sums[r] += term.score;
      out += fmt::format("{:<{}}", fmt::format("{:+6.2f} ({:.2f})", term.score + 0.0, term.value + 0.0), std::max<size_t>(width, 18));
    }
    out += '\n';
  }
  out += fmt::format("    {:<{}}", "sum", kName);
  for (const double sum : sums) out += fmt::format("{:<{}}", fmt::format("{:+6.2f}", sum), std::max<size_t>(width, 18));
  out += "\n\n";
  for (const Term& term : first) out += fmt::format("    {:<{}}{}\n", term.name, kName, sentence_of(term.name));
  return out;
}

}  // namespace jiaokan
