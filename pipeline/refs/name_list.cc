// Lists of names: where each begins and ends, and how much a stretch of text looks like one (specification 4).
#include <algorithm>

#include "lang/script.h"
#include "model/unicode.h"
#include "refs/parser.h"
#include "refs/refs.h"
#include "refs/words.h"

namespace jiaokan {

namespace {

constexpr std::u32string_view kRoles[] = {
#define ROLE(word, kind) U##word,
#include "refs/roles.inc"
#undef ROLE
};
using Role = NameRole;
constexpr Role kRoleKinds[] = {
#define ROLE(word, kind) Role::kind,
#include "refs/roles.inc"
#undef ROLE
};
constexpr std::u32string_view kEtAl[] = {U"et al.", U"et al", U"et. al.", U"etal.", U"etal", U"etc.", U"etc", U"u. a.", U"等人", U"等", U"ほか", U"外", U"and others", U"others", U"и др."};

bool has(const auto& words, std::u32string_view word) { return std::find(std::begin(words), std::end(words), word) != std::end(words); }

struct Stretch {
  Span span;
  char32_t before = 0;   // the sign that parts it from the one before; & for every "and"
};

struct Splitter {
  const ReferenceDraft& d;
  uint32_t begin, end;

  bool is_initials(Span s) const {
    uint32_t letters = 0;
    bool dots = false;
    for (uint32_t i = s.begin; i < s.end; ++i) {
      const char32_t c = d.text[i];
      if (is_letter(c) && !is_capital(c)) return false;
      if (is_digit(c)) return false;
      letters += is_capital(c);
      dots |= c == U'.';
    }
    return letters > 0 && letters <= 4 && (dots || letters + 2 >= s.size());
  }
  // "Surname" without initials, that a comma and the given name may follow.
  bool is_bare_surname(Span s) const {
    uint32_t words = 0;
    bool inside = false, lone = false;
    for (uint32_t i = s.begin; i < s.end; ++i) {
      const bool letter = is_letter(d.text[i]) || among(d.text[i], U"'’-");
      if (is_han(d.text[i]) || is_digit(d.text[i]) || d.text[i] == U'.') return false;
      if (letter && !inside) {
        ++words;
        lone |= is_capital(d.text[i]) && (i + 1 >= s.end || !(is_letter(d.text[i + 1]) || among(d.text[i + 1], U"'’")));
      }
      inside = letter;
    }
    return words >= 1 && words <= 3 && !lone;
  }
  Span trimmed(uint32_t b, uint32_t e) const {
    b = skip_signs(d, b, e, U",.…");   // the dots that stand for names left out, too
    return {b, trim_signs(d, b, e, U",")};
  }

  // "Akkermans,J. Khapova,S.": the dot of an initial, where the comma behind it was lost. Only in a list of surnames with initials behind them.
  bool lost_comma(uint32_t i) const {
    if (d.text[i] != U'.' || i < begin + 4 || !is_capital(d.text[i - 1])) return false;
    const uint32_t word = skip_signs(d, i + 1, end, U"");
    uint32_t k = word;
    if (k == i + 1 || k + 4 >= end || !is_capital(d.text[k])) return false;
    while (k < end && (is_latin_letter(d.text[k]) || among(d.text[k], U"-'’"))) ++k;
    if (k < word + 2 || k >= end || d.text[k] != U',') return false;
    k = skip_signs(d, k + 1, end, U"");
    if (k + 1 >= end || !is_capital(d.text[k]) || d.text[k + 1] != U'.') return false;
    uint32_t back = i;   // over the initials to a comma that a surname precedes
    while (back > begin && (is_capital(d.text[back - 1]) || among(d.text[back - 1], U".- "))) --back;
    if (back < begin + 3 || d.text[back - 1] != U',' || !is_latin_letter(d.text[back - 2]) || !is_latin_letter(d.text[back - 3])) return false;
    uint32_t first = begin;
    while (first < end && (is_latin_letter(d.text[first]) || among(d.text[first], U"-'’ "))) ++first;
    return first > begin + 1 && first < end && d.text[first] == U',';
  }

  // "Hans-Heinrich Jescheck/Thomas Weigend": on both sides more words than one, so that TCP/IP and Client/Server are none.
  bool two_whole_names(uint32_t at, uint32_t slash) const {
    const Span left = trimmed(at, slash);
    const uint32_t stop = std::min(d.find(U",;/&", slash + 1, end), end);
    const auto has_space = [&](uint32_t from, uint32_t to) { return d.slice(from, to).find(U' ') != std::u32string_view::npos; };
    return has_space(left.begin, left.end) && is_capital(d.text[left.begin]) && slash + 1 < end && is_capital(d.text[slash + 1]) && has_space(slash + 1, stop);
  }

  // The stretches between the separators, bare.
  std::vector<Stretch> stretches() const {
    std::vector<Stretch> out;
    out.reserve(8);
    uint32_t at = begin, depth = 0;
    char32_t sign = 0;
    const auto finish = [&](uint32_t e) {
      const Span s = trimmed(at, e);
      if (!s.empty()) out.push_back({s, sign});
    };
    const char32_t* const text = d.text.data();
    for (uint32_t i = begin; i < end; ++i) {
      const char32_t c = text[i];
      if (!among(c, U"().[],、;&/ 和与") && !is_space(c)) continue;
      if (c == U'(' || c == U'[') ++depth;
      if ((c == U')' || c == U']') && depth > 0) --depth;
      if (depth > 0) continue;
      uint32_t width = 0;
      char32_t kind = c;
      if (c == U',' && starts_with_word(d.slice(i, end), U",and ")) width = 5, kind = U'&';
      else if (c == U',' || c == U'、' || c == U';' || c == U'&') width = 1;
      else if (c == U' ' && starts_with_word(d.slice(i, end), U" and ")) width = 5, kind = U'&';
      else if (c == U' ' && starts_with_word(d.slice(i, end), U" und ")) width = 5, kind = U'&';
      else if (c == U' ' && starts_with_word(d.slice(i, end), U" et ") && !starts_with_word(d.slice(i, end), U" et al")) width = 4, kind = U'&';
      else if (c == U'/' && two_whole_names(at, i)) width = 1, kind = U'&';
      else if (among(c, U"和与") && i > at + 1 && i + 2 < end && i - at <= 10 && is_han(d.text[i - 1])) {
        bool corporate = false;
        const Span left = trimmed(at, i);
        const uint32_t stop = std::min(d.find(U",、", i + 1, end), end);
        const bool first = score_han(d.slice(left.begin, left.end), corporate) >= 2 && !corporate;
        if (first && stop - i - 1 >= 2 && score_han(d.slice(i + 1, stop), corporate) >= 1 && !corporate) width = 1, kind = U'&';
      } else if (is_space(c) && i > at && is_han(d.text[i - 1]) && i + 1 < end && is_han(d.text[i + 1])) {
        // 程铭 刘雪莲: a space between two whole names parts them; 程 铭 it does not.
        const Span left = trimmed(at, i);
        uint32_t stop = i + 1;
        while (stop < end && is_han(d.text[stop])) ++stop;
        if (left.size() >= 2 && left.size() <= 4 && stop - i - 1 >= 2 && stop - i - 1 <= 4 && is_surname(d.slice(left.begin, left.end)) && is_surname(d.slice(i + 1, stop))) width = 1, kind = U',';
      }
      if (width == 0 && c == U'.' && lost_comma(i)) {
        finish(i + 1);
        at = i + 1;
        sign = U',';
        continue;
      }
      if (width == 0) continue;
      finish(i);
      at = i + width;
      sign = kind;
      i += width - 1;
    }
    finish(end);
    return out;
  }
};

// Whether a piece can end in a role word or an "et al": a sieve that spares nearly all pieces the search.
constexpr char32_t small(char32_t c) { return c >= U'A' && c <= U'Z' ? c + 32 : c; }
consteval PairSieve last_characters() {
  PairSieve sieve;
  const auto put = [&](std::u32string_view word) { sieve.put(word.back(), word.size() > 1 ? word[word.size() - 2] : 0); };
  for (const std::u32string_view word : kRoles) put(word);
  for (const std::u32string_view word : kEtAl) put(word);
  return sieve;
}
constexpr PairSieve kLastCharacters = last_characters();
bool may_end_in_a_word(std::u32string_view text) {
  return kLastCharacters.has(small(text.back()), 0) || (text.size() > 1 && kLastCharacters.has(small(text.back()), small(text[text.size() - 2])));
}

void read_piece(const ReferenceDraft& d, Span s, NamePiece& out, NameList& list) {
  const auto text = [&] { return d.slice(s.begin, s.end); };
  // [美] （清） 〔日〕
  if (among(d.text[s.begin], U"[(")) {
    const uint32_t close = closing_of(d, s.begin, s.end);
    if (close != kNone && close + 1 < s.end && close - s.begin <= 6 && holds_han(d.slice(s.begin, close))) {
      out.nationality = {s.begin, close + 1};
      s.begin = skip_signs(d, close + 1, s.end, U"");
    }
  }
  // "(编)", "(Eds.)" behind the name.
  if (s.end > s.begin + 2 && d.text[s.end - 1] == U')') {
    const size_t open = d.text.rfind(U'(', s.end - 1);
    if (open != std::u32string::npos && open > s.begin) {
      const Span inside{static_cast<uint32_t>(open) + 1, s.end - 1};
      for (size_t r = 0; r < std::size(kRoles); ++r)
        if (starts_with_word(d.slice(inside.begin, inside.end), kRoles[r]) && trim_signs(d, inside.begin, inside.end, U".") == inside.begin + kRoles[r].size()) {
          list.translators |= kRoleKinds[r] == Role::translator;
          list.editors |= kRoleKinds[r] == Role::editor;
          out.role = {static_cast<uint32_t>(open), s.end};
          out.role_kind = kRoleKinds[r];
          s.end = trim_signs(d, s.begin, static_cast<uint32_t>(open), U"");
          break;
        }
    }
  }
  if (s.begin >= s.end || !may_end_in_a_word(text())) {
    out.name = s;
    return;
  }
  for (size_t r = 0; r < std::size(kRoles) && out.role.empty(); ++r) {
    const std::u32string_view role = kRoles[r];
    const std::u32string_view t = text();
    if (t.size() < role.size() || !starts_with_word(t.substr(t.size() - role.size()), role)) continue;
    const bool latin = role[0] < 0x80;
    const size_t rest = t.size() - role.size();
    if (latin && rest > 0 && is_letter(t[rest - 1]) && !is_han(t[rest - 1])) continue;
    // A name of two characters may end in one that is a role word elsewhere (王译); 等译 is none.
    if (!latin && role.size() == 1 && rest == 1 && t[0] != U'等') continue;
    if (latin && rest == 0 && t.size() != role.size()) continue;
    list.translators |= kRoleKinds[r] == Role::translator;
    list.editors |= kRoleKinds[r] == Role::editor;
    out.role = {s.end - static_cast<uint32_t>(role.size()), s.end};
    out.role_kind = kRoleKinds[r];
    s.end = trim_signs(d, s.begin, out.role.begin, U",");
    break;
  }
  for (const std::u32string_view word : kEtAl) {
    const std::u32string_view t = text();
    if (t.size() < word.size() || !starts_with_word(t.substr(t.size() - word.size()), word)) continue;
    const size_t rest = t.size() - word.size();
    if (word[0] < 0x80 && rest > 0 && is_letter(t[rest - 1]) && !is_han(t[rest - 1])) continue;
    if ((word == U"外"sv || word == U"等"sv) && rest == 1) continue;
    if (word == U"外"sv && rest > 0 && !is_space(t[rest - 1])) continue;
    out.et_al = {s.end - static_cast<uint32_t>(word.size()), s.end};
    s.end = trim_signs(d, s.begin, out.et_al.begin, U",");
    break;
  }
  out.name = s;
}

}  // namespace

NameList scan_names(const ReferenceDraft& d, uint32_t begin, uint32_t end) {
  NameList list;
  const Splitter splitter{d, begin, end};
  const std::vector<Stretch> pieces = splitter.stretches();
  list.pieces.reserve(pieces.size());
  int sum = 0, worst = 9;
  uint32_t names = 0;
  bool extra = false;
  for (size_t p = 0; p < pieces.size(); ++p) {
    Span s = pieces[p].span;
    if (p + 1 < pieces.size() && pieces[p + 1].before == U',' && !holds_han(d.slice(s.begin, s.end))) {
      const Span next = pieces[p + 1].span;
      const bool bare = splitter.is_bare_surname(s);
      // "Surname, I. I."; and the given name written out, where the list cannot be one of bare surnames.
      bool corporate = false;
      const std::u32string_view given = d.slice(next.begin, next.end);
      const std::u32string_view family = d.slice(s.begin, s.end);
      const size_t space = family.rfind(U' ');
      const bool one_word = space == std::u32string_view::npos || (!is_capital(family[0]) && space < 8);
      const bool written_out = bare && one_word && p == 0 && (pieces.size() == 2 || pieces[p + 2 < pieces.size() ? p + 2 : 0].before != U',' || pieces.back().before == U'&') &&
                               !holds_han(given) && score_western(given, corporate) >= (pieces.size() == 2 || pieces[p + 2].before == U'&' ? 0 : 1) && !corporate && !is_digit(given[0]) &&
                               std::count_if(given.begin(), given.end(), is_space) <= 3 && !is_body(d.slice(s.begin, s.end)) && !is_name_suffix(given);
      if (bare && splitter.is_initials(next)) s.end = next.end, ++p;
      else if (written_out && !is_body(given)) s.end = next.end, ++p;
      else if (bare && next.size() > 2 && is_capital(given[0])) {
        // "Chabinyc, M. L. et al."
        for (const std::u32string_view word : {U" et al"sv, U", eds"sv, U" ("sv}) {
          const size_t at = given.find(word);
          if (at == std::u32string_view::npos || at == 0) continue;
          if (splitter.is_initials({next.begin, next.begin + static_cast<uint32_t>(at)})) s.end = next.end, ++p;
          break;
        }
      }
    }
    if (p + 1 < pieces.size() && is_name_suffix(d.slice(pieces[p + 1].span.begin, pieces[p + 1].span.end))) s.end = pieces[++p].span.end;
    // "Zhang, San" joined wrongly is undone by nothing: the parts stay with the first.
    NamePiece piece;
    read_piece(d, s, piece, list);
    extra |= !piece.et_al.empty() || !piece.role.empty() || !piece.nationality.empty();
    if (!piece.name.empty()) {
      const std::u32string_view text = d.slice(piece.name.begin, piece.name.end);
      piece.score = holds_han(text) ? score_han(text, piece.corporate) : score_western(text, piece.corporate);
      sum += piece.score;
      worst = std::min(worst, piece.score);
      ++names;
    }
    list.pieces.push_back(piece);
  }
  // A body's name may hold "and" or a comma: what is no body itself belongs to the one before.
  const bool persons = std::any_of(list.pieces.begin(), list.pieces.end(), [](const NamePiece& p) { return p.score >= 2 && !p.corporate; });
  if (names > 1 && !persons && !extra && !holds_han(d.slice(begin, end)) && (is_body(d.slice(list.pieces[0].name.begin, list.pieces[0].name.end)) || (names == 2 && pieces[1].before == U'&' && list.pieces[1].corporate))) {
    std::vector<NamePiece> bodies;
    for (const NamePiece& piece : list.pieces) {
      const bool body = is_body(d.slice(piece.name.begin, piece.name.end));
      const bool first_is_body = !bodies.empty() && is_body(d.slice(bodies[0].name.begin, bodies[0].name.end));
      if (bodies.empty() || (body && first_is_body)) bodies.push_back(piece);
      else bodies.back().name.end = piece.name.end;
    }
    bool good = true;
    for (NamePiece& body : bodies) good &= (body.score = score_western(d.slice(body.name.begin, body.name.end), body.corporate)) > 0;
    if (good) {
      list.pieces = std::move(bodies);
      list.score = 6;
      return list;
    }
  }
  // Beside names with initials a stretch of bare words is likelier a title.
  bool initialled = false, bare_words = false;
  for (const NamePiece& piece : list.pieces) {
    if (piece.name.empty() || holds_han(d.slice(piece.name.begin, piece.name.end))) continue;
    initialled |= piece.score == 3 && !piece.corporate;
    bare_words |= piece.score == 1 && d.slice(piece.name.begin, piece.name.end).find(U' ') != std::u32string_view::npos;
  }
  const bool closed = !pieces.empty() && pieces.back().before == U'&';   // "A, B, and C" is whole
  if (initialled && bare_words && !extra && !closed) sum -= 1;
  if (names == 0) list.score = extra ? 1 : -9;
  else if (worst < 0) list.score = worst * 2 + std::min(0, sum / static_cast<int>(names));
  else list.score = 2 * sum / static_cast<int>(names) + (names > 1 ? 1 : 0) + (names > 1 && closed ? 1 : 0) + (extra ? 2 : 0);
  list.closed = closed;
  return list;
}

void add_names(ReferenceDraft& d, RefField field, const NameList& list) {
  const RefField asked = field;
  for (size_t p = 0; p < list.pieces.size(); ++p) {
    const NamePiece& piece = list.pieces[p];
    if (asked == RefField::author) {
      // "A著，B、C译": a role word is said of the names since the last one.
      field = asked;
      const bool first_group = std::all_of(list.pieces.begin(), list.pieces.begin() + p, [](const NamePiece& q) { return q.role.empty(); });
      for (size_t q = p; q < list.pieces.size(); ++q) {
        if (list.pieces[q].role.empty()) continue;
        const NameRole kind = list.pieces[q].role_kind;
        if (kind == NameRole::translator) field = RefField::translator;
        else if (kind == NameRole::editor && !first_group) field = RefField::editor;
        break;
      }
    }
    if (!piece.nationality.empty()) d.add(RefField::nationality, piece.nationality.begin, piece.nationality.end, to_utf8(d.slice(piece.nationality.begin + 1, piece.nationality.end - 1)));
    const std::u32string_view text = d.slice(piece.name.begin, piece.name.end);
    const bool nobody = text == U"佚名"sv || text == U"Anon"sv || text == U"Anon."sv || text == U"ANON"sv || text == U"日期不详"sv;
    if (nobody) {
      d.add(RefField::note, piece.name.begin, piece.name.end);
    } else if (!piece.name.empty()) {
      d.add(field, piece.name.begin, piece.name.end);
      RefPart& part = d.parts.back();
      const SplitName split = split_name(d.slice(part.span.begin, part.span.end));
      part.corporate = split.corporate || piece.corporate;
      if (piece.score < 1) d.weak_names.push_back(part.span.begin);
      if (!split.surname.empty() && !part.corporate) {
        part.surname = {part.span.begin + split.surname.begin, part.span.begin + split.surname.end};
        part.given = {part.span.begin + split.given.begin, part.span.begin + split.given.end};
      }
    }
    if (!piece.et_al.empty()) d.add(RefField::et_al, piece.et_al.begin, piece.et_al.end);
    if (!piece.role.empty()) d.add(RefField::role, piece.role.begin, piece.role.end);
  }
}

void read_names(ReferenceDraft& d, RefField field, uint32_t begin, uint32_t end) {
  add_names(d, field, scan_names(d, begin, end));
}

}  // namespace jiaokan
