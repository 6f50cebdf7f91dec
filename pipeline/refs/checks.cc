#include "refs/checks.h"

#include <algorithm>
#include <cmath>

#include "lang/fold.h"
#include "lang/script.h"
#include "model/unicode.h"

namespace jiaokan {

namespace {

struct CheckText {
  std::string_view name, sentence;
};
constexpr CheckText kChecks[] = {
#define CHECK(name, sentence) {#name, sentence},
#include "refs/checks.inc"
#undef CHECK
};

constexpr int kFirstYear = 1500, kLastYear = 2030;

bool has(const Reference& reference, RefField field) {
  return std::any_of(reference.parts.begin(), reference.parts.end(), [field](const RefPart& part) { return part.field == field; });
}

std::string printed(const Reference& reference, const RefPart& part) {
  return part.value.empty() ? to_utf8(std::u32string_view(reference.raw).substr(part.span.begin, part.span.size())) : part.value;
}

bool lacks_source(const Reference& reference) {
  const auto missing = [&](RefField a, RefField b) { return !has(reference, a) && !has(reference, b); };
  if (reference.carrier == "OL" && missing(RefField::url, RefField::doi)) return true;
  switch (reference.type) {
    case RefType::journal: return missing(RefField::container, RefField::url) && !has(reference, RefField::publisher);   // a serial as a whole has its publisher
    case RefType::newspaper: return !has(reference, RefField::container) || missing(RefField::date, RefField::year);
    case RefType::book:
    case RefType::thesis:
    case RefType::proceedings:
    case RefType::compilation: return missing(RefField::publisher, RefField::place) && missing(RefField::container, RefField::url);
    case RefType::chapter: return !has(reference, RefField::container);
    default: return false;
  }
}

// "118-26" says 126: only ends as long as the beginning fall.
bool pages_fall(std::string_view pages) {
  size_t at = 0;
  int before = 0;
  while (at < pages.size()) {
    const size_t end = std::min(pages.find(',', at), pages.size());
    const std::string_view range = pages.substr(at, end - at);
    at = end + 1;
    if (range.empty() || range.find_first_not_of("0123456789-") != std::string_view::npos) return false;
    const size_t dash = std::min(range.find('-'), range.size());
    const std::string_view first = range.substr(0, dash), last = dash < range.size() ? range.substr(dash + 1) : std::string_view();
    if (first.size() == last.size() && last < first) return true;
    const int number = first.empty() || first.size() > 6 ? 0 : std::stoi(std::string(first));
    if (number < before) return true;   // the article goes on before it began
    before = number;
  }
  return false;
}

bool year_impossible(std::string_view year) {
  if (year.size() != 4 || year.find_first_not_of("0123456789") != std::string_view::npos) return false;
  const int value = std::stoi(std::string(year));
  return value < kFirstYear || value > kLastYear;
}

bool doi_impossible(std::string_view doi) {
  const size_t slash = doi.find('/');
  if (!doi.starts_with("10.") || slash == std::string_view::npos || slash + 1 == doi.size()) return true;
  const std::string_view prefix = doi.substr(3, slash - 3);
  return prefix.size() < 4 || prefix.find_first_not_of("0123456789.") != std::string_view::npos;
}

// The digits behind a word, hyphens and spaces left out; X counts ten.
std::string digits_behind(std::u32string_view text, std::u32string_view word) {
  const size_t at = text.find(word);
  std::string out;
  if (at == std::u32string_view::npos) return out;
  for (size_t i = at + word.size(); i < text.size() && out.size() < 14; ++i) {
    const char32_t c = text[i];
    if (is_ascii_digit(c) || c == U'x') out.push_back(static_cast<char>(c));
    else if (is_letter(c) || (c != U'-' && c != U' ' && c != U':' && c != U'.')) break;
    else if (c == U'.' && !out.empty() && i + 1 < text.size() && text[i + 1] == U' ') break;   // "…-578-6. 288": pages
  }
  return out;
}

// Weights that fall to one at the last digit, sum modulo eleven: ISSN and the ISBN of ten digits; the one of thirteen takes 1 and 3 in turn.
bool check_digit_wrong(std::string_view digits) {
  int sum = 0;
  const size_t n = digits.size();
  for (size_t i = 0; i < n; ++i) {
    const int value = digits[i] == 'x' ? 10 : digits[i] - '0';
    sum += value * (n == 13 ? (i % 2 == 0 ? 1 : 3) : static_cast<int>(n - i));
  }
  return sum % (n == 13 ? 10 : 11) != 0;
}

uint8_t wrong_numbers(const Reference& reference) {
  const std::u32string text = folded(reference.raw);
  uint8_t out = 0;
  if (const std::string issn = digits_behind(text, U"issn"); !issn.empty()) out += issn.size() != 8 || check_digit_wrong(issn);
  if (const std::string isbn = digits_behind(text, U"isbn"); !isbn.empty()) out += (isbn.size() != 10 && isbn.size() != 13) || check_digit_wrong(isbn);
  return out;
}

uint8_t without_partner(std::u32string_view text) {
  constexpr std::u32string_view kOpen = U"([《〈“「『{", kClose = U")]》〉”」』}";
  int depth[kOpen.size()] = {};
  int lost = 0;
  for (const char32_t raw : text) {
    const char32_t c = raw == U'“' || raw == U'”' ? raw : fold(raw);   // the fold makes one quotation mark of both
    if (const size_t open = kOpen.find(c); open != std::u32string_view::npos) ++depth[open];
    const size_t close = kClose.find(c);
    if (close != std::u32string_view::npos && --depth[close] < 0) ++lost, depth[close] = 0;
  }
  for (const int open : depth) lost += open;
  return static_cast<uint8_t>(std::min(lost, 3));
}

}  // namespace

std::string_view name_of(RefCheck check) { return kChecks[static_cast<size_t>(check)].name; }
std::string_view sentence_of(RefCheck check) { return kChecks[static_cast<size_t>(check)].sentence; }

FailedChecks failed_checks(const Reference& reference) {
  FailedChecks out;
  const auto fails = [&](RefCheck check) -> uint8_t& { return out.times[static_cast<size_t>(check)]; };
  fails(RefCheck::title) = !has(reference, RefField::title);
  fails(RefCheck::source) = lacks_source(reference);
  fails(RefCheck::mark) = !reference.mark.empty() && reference.type == RefType::other && reference.mark != "Z";
  // What stands on the web may say no day.
  const bool dated = has(reference, RefField::year) || has(reference, RefField::date) || has(reference, RefField::accessed);
  fails(RefCheck::year) = !dated && reference.type != RefType::standard && reference.type != RefType::law && !(has(reference, RefField::url) && !has(reference, RefField::container));
  for (const RefPart& part : reference.parts) {
    if (part.repaired) ++fails(RefCheck::digits);
    if (part.field == RefField::pages && pages_fall(part.value)) ++fails(RefCheck::pages);
    if (part.field == RefField::year && year_impossible(printed(reference, part))) ++fails(RefCheck::year);
    if (part.field == RefField::doi && doi_impossible(printed(reference, part))) ++fails(RefCheck::identifier);
  }
  fails(RefCheck::identifier) += wrong_numbers(reference);
  fails(RefCheck::brackets) = without_partner(reference.raw);
  return out;
}

double reading_of(const Reference& reference) {
  constexpr double kOfACharacter = 0.1, kMost = 3;
  double out = 0;
  uint32_t unread = 0;
  for (const RefPart& part : reference.parts) {
    if (part.field == RefField::leftover) unread += part.span.size();
    else if (part.field != RefField::separator) out += std::log(static_cast<double>(part.confidence));
  }
  return std::max(-kMost, out) - std::min(kMost, kOfACharacter * unread);
}

}  // namespace jiaokan
