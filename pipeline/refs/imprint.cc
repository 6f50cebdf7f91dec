// place: publisher, year: pages, with any of them missing (specification 7).
#include <algorithm>

#include "lang/script.h"
#include "model/unicode.h"
#include "refs/parser.h"
#include "refs/words.h"

namespace jiaokan {

namespace {

constexpr std::u32string_view kPublishers[] = {
#define PUBLISHER(word) U##word,
#include "refs/publishers.inc"
#undef PUBLISHER
};
constexpr std::u32string_view kPlaces[] = {
#define PLACE(word) U##word,
#include "refs/places.inc"
#undef PLACE
};
constexpr std::u32string_view kMeetings[] = {U"研讨会", U"会议", U"大会", U"年会", U"论坛", U"Conference", U"Symposium", U"Congress", U"Workshop", U"Meeting", U"Annual", U"Poster session"};

constexpr std::u32string_view kBodies[] = {U"大学", U"大學", U"中心", U"公司", U"集团", U"集團", U"联盟", U"政府", U"书房", U"三联"};
constexpr std::u32string_view kShops[] = {U"出版", U"书局", U"書局", U"书店", U"書店", U"印书馆", U"印書館"};
constexpr WordList kPublisherWords(kPublishers);
constexpr WordList kPlaceNames(kPlaces);
constexpr WordList kMeetingWords(kMeetings);
constexpr WordList kLast(kBodies);
constexpr WordList kAnywhere(kShops);

// The year that ends an imprint: the last one that a page, a bracket or the end follows.
uint32_t year_anchor(const ReferenceDraft& d, uint32_t begin, uint32_t end, Span& out) {
  uint32_t at = kNone;
  Span year;
  for (uint32_t i = begin; i < end; ++i) {
    if (!read_year(d, i, end, year)) continue;
    uint32_t k = skip_signs(d, year.end, end, U"");
    if (k < end && d.text[k] >= U'a' && d.text[k] <= U'e' && k == year.end) ++k;
    const bool closes = k >= end || d.masked(k) || among(d.text[k], U":.,-年印版])(;[");
    if (!closes && at != kNone) continue;
    // "2006: 2010" is a page behind a year.
    if (at != kNone && closes && i > begin && among(d.text[skip_signs(d, out.end, end, U"") < i ? skip_signs(d, out.end, end, U"") : i], U":") && skip_signs(d, out.end, end, U":") == i) break;
    out = year;
    at = i;
  }
  return at;
}

void add_place(ReferenceDraft& d, uint32_t begin, uint32_t end) {
  begin = skip_signs(d, begin, end, U"[(");
  end = trim_signs(d, begin, end, U":,;])");
  if (d.slice(begin, end) == U"出版地不详"sv || d.slice(begin, end) == U"S.l."sv) return;
  d.add(RefField::place, begin, end);
}

void add_publisher(ReferenceDraft& d, uint32_t begin, uint32_t end) {
  begin = skip_signs(d, begin, end, U":,.");
  end = trim_signs(d, begin, end, U",;:.");
  if (begin >= end) return;
  // "武夷师范学院硕士学位论文": the degree behind the school.
  if (d.type == RefType::thesis && d.slice(begin, end).ends_with(U"论文"sv)) {
    for (const std::u32string_view word : {U"博士"sv, U"硕士"sv, U"学位论文"sv}) {
      const size_t at = d.slice(begin, end).find(word);
      if (at == std::u32string_view::npos) continue;
      d.add(RefField::genre, begin + static_cast<uint32_t>(at), end);
      end = trim_signs(d, begin, begin + static_cast<uint32_t>(at), U",;:.");
      break;
    }
  }
  // "Wiley, Inc." keeps its dot.
  if (end < d.text.size() && d.text[end] == U'.' && (d.slice(begin, end).ends_with(U"Inc"sv) || d.slice(begin, end).ends_with(U"Co"sv) || d.slice(begin, end).ends_with(U"Ltd"sv))) ++end;
  d.add(RefField::publisher, begin, end);
}

}  // namespace

bool is_publisher(std::u32string_view text) {
  constexpr std::u32string_view kEnds = U"社局馆館院所系部会會厅处署系庫库";
  if (!holds_han(text)) return kPublisherWords.inside(text);
  while (!text.empty() && (is_space(text.back()) || among(text.back(), U",;.:"))) text.remove_suffix(1);
  if (text.empty() || is_meeting(text)) return false;
  return within(text.back(), kEnds) || kLast.ends(text) || kAnywhere.inside(text);
}

bool is_meeting(std::u32string_view text) {
  if (!holds_han(text)) return kMeetingWords.inside(text);
  const size_t comma = text.find(U',');
  if (comma != std::u32string_view::npos) text = text.substr(0, comma);
  while (!text.empty() && (is_space(text.back()) || among(text.back(), U",;.:"))) text.remove_suffix(1);
  return kMeetingWords.ends(text);
}

bool is_place(std::u32string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && (is_space(text.back()) || text.back() == U',')) text.remove_suffix(1);
  if (text.empty() || text.size() > 60 || is_publisher(text) || std::any_of(text.begin(), text.end(), is_ascii_digit)) return false;
  const bool may_be = kPlaceNames.may_begin(text) || kPlaceNames.may_end(text);
  for (const std::u32string_view place : kPlaces) {
    if (!may_be) break;
    if (!text.starts_with(place) && !text.ends_with(place)) continue;
    // A city and what it lies in: 中国广东广州 · Uppsala, Sweden · Washington, DC.
    if (holds_han(text)) return text.size() <= place.size() + 4 || (text.starts_with(place) && text.size() <= 8 && text.back() != U'社' && text.back() != U'局');
    const size_t rest = text.size() - place.size();
    if (rest == 0) return true;
    const char32_t beside = text.starts_with(place) ? text[place.size()] : text[rest - 1];
    if (among(beside, U", :;(")) return text.find(U',') != std::u32string_view::npos || rest <= 4;
  }
  // "Littleton, Colo." · "Uppsala, Sweden": two or three capitalised short pieces.
  const size_t comma = text.find(U',');
  if (comma == std::u32string_view::npos || holds_han(text)) return false;
  const std::u32string_view last = text.substr(text.rfind(U',') + 1);
  uint32_t letters = 0;
  for (const char32_t c : last) letters += is_letter(c);
  return letters >= 2 && letters <= 5 && std::count(text.begin(), text.end(), U' ') <= 4;
}

uint32_t imprint_begin(const ReferenceDraft& d, uint32_t begin, uint32_t end) {
  uint32_t anchor = end;
  Span year;
  const uint32_t at = year_anchor(d, begin, end, year);
  if (at != kNone && !d.year_in_front) {
    anchor = at;
  } else if (d.year_in_front || at == kNone) {
    // The pages end it: "Philadelphia: Saunders: 457-472", "New York: ASME. 17-38".
    uint32_t k = trim_signs(d, begin, end, U".");
    const auto inner_dot = [&](uint32_t dot) { return d.text[dot] == U'.' && dot > begin && dot + 1 < end && is_ascii_digit(d.text[dot - 1]) && is_ascii_digit(d.text[dot + 1]); };   // 1.1-1.36
    while (k > begin && (is_ascii_digit(d.text[k - 1]) || is_space(d.text[k - 1]) || among(d.text[k - 1], U"-~,+") || inner_dot(k - 1))) --k;
    if (k > begin && k < end && (d.text[k - 1] == U':' || (d.text[k - 1] == U'.' && is_stop(d, k - 1, begin, end))) && looks_like_pages(d, k, end)) anchor = k - 1;
  }
  uint32_t limit = anchor;
  for (uint32_t i = begin; i < limit; ++i)
    if (d.masked(i)) limit = i;
  limit = at == anchor ? trim_signs(d, begin, limit, U"([c") : trim_signs(d, begin, limit, U"");
  const uint32_t before_year = at == anchor && limit > begin && d.text[limit - 1] == U'.' ? limit - 1 : kNone;
  if (before_year != kNone && before_year > begin) {
    // A dot directly before the year: "Publisher. 2015: 12" or "Vol. 815. 1987".
    const uint32_t stop = last_stop(d, begin, before_year);
    const uint32_t from = stop == kNone ? begin : stop + 1;
    if (stop != kNone && (is_publisher(d.slice(from, before_year)) || is_place(d.slice(from, before_year)) || d.find(U":", from, before_year) != kNone)) return from;
    return anchor;
  }
  const uint32_t stop = last_stop(d, begin, limit);
  if (stop == kNone && at == kNone && anchor < end && d.text[anchor] == U'.') return anchor;   // "Title: Vol. 75. 369"
  if (stop == kNone) return begin;
  // "Washington, D.C.: Publisher" and "Publisher, Inc., 2010": is_stop has seen to these. "J. Wiley & Sons. New York" is not met.
  return stop + 1;
}

void read_imprint(ReferenceDraft& d, uint32_t begin, uint32_t end) {
  begin = skip_signs(d, begin, end, U".,:;");
  end = trim_signs(d, begin, end, U".,;");
  if (begin >= end) return;
  Span year{};
  uint32_t year_at = d.has(RefField::year) && d.year_in_front ? kNone : year_anchor(d, begin, end, year);
  if (d.year_in_front && year_at == kNone) {
    // The same year once more behind an author-year entry.
    Span again;
    const uint32_t at = year_anchor(d, begin, end, again);
    if (at != kNone) {
      const uint32_t k = skip_signs(d, again.end, end, U"年版");
      if (k >= end || among(d.text[k], U":.")) year = again, year_at = at;
    }
  }
  uint32_t left_end = end;
  if (year_at != kNone) {
    left_end = year_at;
    Span date;
    std::string iso;
    uint32_t after = year.end;
    if (read_date(d, year_at, end, date, iso) && iso.size() == 10) {
      d.add(RefField::date, date.begin, date.end, iso);
      after = date.end;
    } else if (!d.has(RefField::year)) {
      add_year(d, year);
      if (after < end && d.text[after] >= U'a' && d.text[after] <= U'e') ++after;
    } else {
      d.add(RefField::note, year.begin, year.end);
    }
    left_end = trim_signs(d, begin, left_end, U",.;:([");
    if (left_end > begin && d.text[left_end - 1] == U'c' && (left_end == begin + 1 || is_space(d.text[left_end - 2]) || among(d.text[left_end - 2], U",[")))
      left_end = trim_signs(d, begin, left_end - 1, U",.;:([");
    uint32_t p = skip_signs(d, after, end, U"年版印刷])-");
    Span to;
    if (p > after && d.text[p - 1] == U'-' && read_year(d, p, end, to)) p = skip_signs(d, to.end, end, U"年版])");
    // "2000. ISBN 978-7-…. 29": the page behind the book's number.
    const uint32_t book_number = skip_signs(d, p, end, U".");
    if (book_number < end && d.masked(book_number) && starts_with_word(d.slice(book_number, end), U"isbn")) {
      p = book_number;
      while (p < end && d.masked(p)) ++p;
    }
    if (p < end && among(d.text[p], U":.,")) {
      uint32_t stop = skip_signs(d, p + 1, end, U"");
      while (stop < end && !d.masked(stop) && !among(d.text[stop], U"[<")) ++stop;
      const std::u32string_view behind = d.slice(skip_signs(d, p, stop, U".,:"), trim_signs(d, p, stop, U"."));
      const bool count = d.text[p] == U'.' && (behind.ends_with(U"页"sv) || behind.ends_with(U"p"sv)) && behind.find_first_of(U"-~第") == std::u32string_view::npos;
      if (count) d.add(RefField::note, p + 1, stop);   // "1962. 76 页": how long the book is
      else if (looks_like_pages(d, p + 1, stop) || (d.text[p] == U':' && std::any_of(d.text.begin() + p, d.text.begin() + stop, is_digit))) read_pages(d, p, stop);
    } else if (p < end && starts_with_word(d.slice(p, end), U"pp")) {
      read_pages(d, p, end);
    }
  } else {
    for (uint32_t i = begin; i < left_end; ++i)
      if (d.masked(i)) left_end = i;
    left_end = trim_signs(d, begin, left_end, U",.;:<([");
    Span date;
    std::string iso;
    for (uint32_t i = begin; i < left_end; ++i)
      if (read_date(d, i, left_end, date, iso) && iso.size() == 10) {
        d.add(RefField::date, date.begin, date.end, iso);
        left_end = trim_signs(d, begin, i, U",.;:");
      }
    // No year: a page may still end it: "ASME: 17-38", "ASME, 17~38", "科学出版社。32-36", "ASME. 17-38".
    uint32_t k = left_end;
    while (k > begin && (is_ascii_digit(d.text[k - 1]) || is_space(d.text[k - 1]) || among(d.text[k - 1], U"-~+页第、") || (d.text[k - 1] == U',' && k < left_end))) --k;
    while (k < left_end && !is_ascii_digit(d.text[k])) ++k;
    const uint32_t sign = trim_signs(d, begin, k, U"第pP.");
    const bool ranged = d.slice(k, left_end).find_first_of(U"-~") != std::u32string_view::npos;
    if (k < left_end && sign >= begin && (sign == begin || among(d.text[sign], U". ") || among(d.text[sign - 1], U":,.")) && (d.year_in_front || ranged || (sign > begin && d.text[sign - 1] == U':') || sign == begin)) {
      read_pages(d, k, left_end);
      left_end = trim_signs(d, begin, sign, U",.;:");
    }
  }
  if (left_end <= begin) return;
  // "…, March 2012", "Dec 2006": the month of the year.
  {
    uint32_t word = left_end;
    while (word > begin && is_letter(d.text[word - 1])) --word;
    if (left_end - word >= 3 && left_end - word <= 9 && is_month(d.slice(word, left_end)) && year_at != kNone && (word == begin || among(d.text[trim_signs(d, begin, word, U"") - (trim_signs(d, begin, word, U"") > begin)], U",.("))) {
      d.add(RefField::note, word, left_end);
      left_end = trim_signs(d, begin, word, U",.(");
      if (left_end <= begin) return;
    }
  }
  // "Cambridge University Press, 6th edn, 2008"
  if (const size_t comma = d.text.rfind(U',', left_end - 1); comma != std::u32string::npos && comma > begin && left_end - comma < 20) {
    const uint32_t from = skip_signs(d, static_cast<uint32_t>(comma) + 1, left_end, U"");
    if (from < left_end && is_edition(d.slice(from, left_end)) && !d.has(RefField::edition)) {
      add_edition(d, from, left_end);
      left_end = trim_signs(d, begin, static_cast<uint32_t>(comma), U",");
    }
  }
  // What stands before the imprint and is no edition: the proceedings that a paper is in, or a series.
  if (d.find(U":", begin, left_end) != kNone) {
    const uint32_t place = d.find(U":", begin, left_end);
    const uint32_t stop = last_stop(d, begin, place + 1);
    if (stop != kNone && stop - begin > 3 && place - stop > 2) {
      if (d.type == RefType::proceedings || d.type == RefType::conference_paper) read_title(d, RefField::container, begin, stop);
      else d.add(d.slice(begin, stop).ends_with(U"论文"sv) ? RefField::genre : RefField::series, begin, stop);
      begin = skip_signs(d, stop + 1, left_end, U"");
    }
  }
  // The colon that parts place and publisher: the last one within reach when what stands before it are places.
  uint32_t colon = d.find(U":", begin, left_end);
  if (colon != kNone && colon - begin > 60) colon = kNone;
  if (colon != kNone) {
    const uint32_t second = d.find(U":", colon + 1, left_end);
    if (second != kNone && second - begin <= 40 && !is_publisher(d.slice(begin, second))) colon = second;
    add_place(d, begin, colon);
    add_publisher(d, colon + 1, left_end);
    return;
  }
  const std::u32string_view text = d.slice(begin, left_end);
  if (is_meeting(text) && (holds_han(text) || !is_publisher(text))) {
    const uint32_t parted = d.find(U",", begin, left_end);
    const uint32_t stop = last_stop(d, begin, left_end);
    const uint32_t cut = stop != kNone ? stop : parted;
    if (cut != kNone && is_place(d.slice(cut + 1, left_end))) {
      d.add(RefField::event, begin, cut);
      add_place(d, cut + 1, left_end);
    } else {
      d.add(RefField::event, begin, left_end);
    }
    return;
  }
  if (is_place(text)) {
    add_place(d, begin, left_end);
    return;
  }
  // "北京，中国社会科学出版社" and "Hoboken. Wiley": a place, another sign, and the publisher; "Blackwell, Boston" the other way round.
  for (uint32_t i = begin; i < left_end; ++i) {
    if (!(d.text[i] == U',' || (d.text[i] == U'.' && is_stop(d, i, begin, left_end)))) continue;
    const bool first = is_place(d.slice(begin, i)) && !is_place(d.slice(i + 1, left_end)), last = is_publisher(d.slice(begin, i)) && is_place(d.slice(i + 1, left_end));
    if (first && (holds_han(text) || is_publisher(d.slice(i + 1, left_end)))) {
      add_place(d, begin, i);
      add_publisher(d, i + 1, left_end);
      return;
    }
    if (last) {
      add_publisher(d, begin, i);
      add_place(d, i + 1, left_end);
      return;
    }
  }
  add_publisher(d, begin, left_end);
}

}  // namespace jiaokan
