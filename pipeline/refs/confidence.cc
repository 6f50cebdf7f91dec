// How sure each field of a parsed reference is: a share for each thing that speaks against it, multiplied.
#include <algorithm>

#include "lang/script.h"
#include "refs/parser.h"

namespace jiaokan {

namespace {

enum Doubt : uint8_t {
#define DOUBT(name, left) doubt_##name,
#include "refs/confidence.inc"
#undef DOUBT
};
constexpr float kLeft[] = {
#define DOUBT(name, left) left,
#include "refs/confidence.inc"
#undef DOUBT
};

bool is_person(RefField field) {
  return field == RefField::author || field == RefField::container_author || field == RefField::editor || field == RefField::translator;
}

bool is_formed(RefField field) {
  return field == RefField::year || field == RefField::pages || field == RefField::accessed || field == RefField::date || field == RefField::url || field == RefField::doi;
}

// 1 opens, -1 closes; of any kind.
int bracket_side(char32_t c) {
  if (!among(c, U"()[]《〈“「『》〉”」』")) return 0;
  if (c == U'(' || c == U'[') return 1;
  if (c == U')' || c == U']') return -1;
  if (within(c, U"《〈“「『")) return 1;
  return within(c, U"》〉”」』") ? -1 : 0;
}

bool brackets_match(std::u32string_view text) {
  int depth = 0;
  for (const char32_t c : text)
    if ((depth += bracket_side(c)) < 0) return false;
  return depth == 0;
}

// "118-26" says 126: only ends as long as the beginning fall.
bool pages_fall(std::string_view pages) {
  const size_t dash = pages.find('-');
  if (dash == std::string_view::npos || pages.find_first_not_of("0123456789-") != std::string_view::npos) return false;
  const std::string_view first = pages.substr(0, dash), last = pages.substr(dash + 1);
  return first.size() == last.size() && last < first;
}

}  // namespace

void weigh_parts(const ReferenceDraft& d, Reference& out) {
  constexpr int kCloseMargin = 1;
  uint32_t unread = 0;
  for (const RefPart& part : out.parts)
    if (part.field == RefField::leftover) unread += part.span.size();
  const bool much = unread * 4 > d.raw.size();
  const bool issue = d.has(RefField::issue);
  for (size_t p = 0; p < out.parts.size(); ++p) {
    RefPart& part = out.parts[p];
    if (part.field == RefField::separator || part.field == RefField::leftover || part.field == RefField::label) continue;
    const auto doubt = [&](Doubt row) { part.confidence *= kLeft[row]; };
    const std::u32string_view text = d.slice(part.span.begin, part.span.end);
    const bool unmarked = d.mark.letters.empty();
    if (part.repaired) doubt(doubt_repaired);
    // Numbers and addresses say by their form what they are, whatever stands beside them.
    const bool formed = is_formed(part.field);
    if (much && !formed) doubt(doubt_much_unread);
    for (const size_t q : {p - 1, p + 1})
      if (!formed && q < out.parts.size() && out.parts[q].field == RefField::leftover) doubt(doubt_beside_unread);
    if (unmarked && !formed) doubt(doubt_no_mark);
    if ((part.field == RefField::author || part.field == RefField::title) && d.names_margin <= kCloseMargin) doubt(doubt_names_close);
    if (is_person(part.field) && !part.corporate && std::find(d.weak_names.begin(), d.weak_names.end(), part.span.begin) != d.weak_names.end()) doubt(doubt_name_weak);
    switch (part.field) {
      case RefField::title:
        if (unmarked && find_stop(d, part.span.begin, part.span.end) != kNone) doubt(doubt_title_with_stop);
        if (!brackets_match(text)) doubt(doubt_brackets_odd);
        break;
      case RefField::container:
        if (!brackets_match(text)) doubt(doubt_brackets_odd);
        break;
      case RefField::publisher:
        if (!is_publisher(text)) doubt(unmarked ? doubt_publisher_guessed : doubt_publisher_unknown);
        break;
      case RefField::place:
        if (!is_place(text)) doubt(doubt_place_unknown);
        break;
      case RefField::pages:
        if (pages_fall(part.value)) doubt(doubt_pages_fall);
        break;
      case RefField::volume:
        if (out.type == RefType::journal && !issue) doubt(doubt_volume_alone);
        break;
      case RefField::year:
        if (text.size() == 4 && (text < U"1850" || text > U"2027")) doubt(doubt_year_unlikely);
        break;
      default: break;
    }
  }
}

}  // namespace jiaokan
