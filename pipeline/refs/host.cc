// The work that a part stands in: behind //, [A]., 见, 载, In (specification 11).
#include <algorithm>

#include "lang/script.h"
#include "refs/parser.h"

namespace jiaokan {

void read_host(ReferenceDraft& d, uint32_t begin, uint32_t end) {
  constexpr std::u32string_view kWords[] = {U"见", U"載", U"载", U"收入", U"In:", U"in:", U"In", U"in"};
  uint32_t i = skip_signs(d, begin, end, U"./,");
  for (const std::u32string_view word : kWords) {
    if (d.text.compare(i, word.size(), word) != 0) continue;
    const uint32_t after = i + static_cast<uint32_t>(word.size());
    if (word[0] < 0x80 && after < end && is_letter(d.text[after])) continue;
    i = skip_signs(d, after, end, U":");
    break;
  }
  // Its mark ends the host's title; else the imprint's beginning does.
  TypeMark mark;
  uint32_t region = end, after = end;
  if (find_mark(d, i, end, mark)) {
    d.add(RefField::host_mark, mark.span.begin, mark.span.end, mark.letters);
    d.host_mark = mark.letters;
    region = mark.span.begin;
    after = mark.span.end;
  } else {
    for (uint32_t k = i; k < end && region == end; ++k)
      if (d.masked(k) || d.text[k] == U'<') region = k;
    const uint32_t body = region;
    after = region = imprint_begin(d, i, body);
    // "[C]//Nuclear Instruments, 2005, 550(3): 616": the host is a journal.
    Span early;
    for (uint32_t k = i + 3; k < body; ++k) {
      if (!read_year(d, k, body, early) || d.text[trim_signs(d, i, k, U"") - 1] != U',') continue;
      uint32_t v = skip_signs(d, early.end, body, U",");
      const bool comma = v > early.end && d.text[early.end] == U',';
      while (v < body && is_ascii_digit(d.text[v])) ++v;
      v = skip_signs(d, v, body, U"");
      if (comma && v < body && d.text[v] == U'(' && d.find(U":", i, k) == kNone) {
        read_journal(d, i, body);
        return;
      }
      break;
    }
    if (region <= i) {
      // No dot: "会议名, 2016: 5", and the year is the anchor.
      Span year;
      region = after = body;
      for (uint32_t k = i + 1; k < body; ++k) {
        if (!read_year(d, k, body, year)) continue;
        const uint32_t before = trim_signs(d, i, k, U"");
        const uint32_t next = skip_signs(d, k + 4, body, U"");
        if (before > i && d.text[before - 1] == U',' && (next >= body || among(d.text[next], U":."))) region = before - 1, after = k;
      }
      if (region == body) {
        // Neither: a page may still end it.
        const uint32_t colon = d.find(U":", i, body);
        if (colon != kNone && looks_like_pages(d, colon + 1, body) && body - colon > 2 && d.slice(colon, body).find_first_of(U"-~") != std::u32string_view::npos) region = after = colon;
      }
    }
  }
  uint32_t title_end = trim_signs(d, i, region, U".,");
  // Editions between title and imprint: "傅雷家书. 增补本".
  while (d.host_mark.empty()) {
    const uint32_t stop = last_stop(d, i, title_end);
    if (stop == kNone || !is_edition(d.slice(skip_signs(d, stop + 1, title_end, U""), title_end))) break;
    add_edition(d, skip_signs(d, stop + 1, title_end, U""), title_end);
    title_end = trim_signs(d, i, stop, U"");
  }
  uint32_t title = i;
  const size_t open = d.text.find(U'《', i);
  NamesAhead names;
  if (open != std::u32string::npos && open > i && open < title_end) {
    // 许厚泽、赵其国编. 载《书名》 · 马克思、恩格斯《全集》
    uint32_t names_end = trim_signs(d, i, static_cast<uint32_t>(open), U".,:载");
    const NameList list = scan_names(d, i, names_end);
    if (list.score > 0) {
      add_names(d, RefField::container_author, list);
      title = static_cast<uint32_t>(open);
    }
  } else if (names_ahead(d, i, title_end, names)) {
    // Without a mark the one dot may part the title from what follows it; then names must be sure.
    if (!d.host_mark.empty() || names.list.score >= 2) {
      add_names(d, RefField::container_author, names.list);
      title = names.next;
    }
  } else {
    // "Gottenberg W G, Title": the editor and a comma, where western initials tell.
    const uint32_t comma = d.find(U",", i, title_end);
    if (comma != kNone && d.host_mark.size() == 1 && comma - i < 30) {
      const NameList list = scan_names(d, i, comma);
      const uint32_t next = skip_signs(d, comma + 1, title_end, U"");
      if (list.score >= 6 && list.pieces.size() == 1 && !list.pieces[0].corporate && title_end - next > 12 && !holds_han(d.slice(i, comma)) && scan_names(d, next, std::min(d.find(U",.", next, title_end), title_end)).score < 2) {
        add_names(d, RefField::container_author, list);
        title = next;
      }
    }
  }
  read_title(d, RefField::container, title, title_end);
  after = read_roles(d, after, end);
  after = read_edition(d, after, end);
  if (d.host_mark == "N") read_newspaper(d, skip_signs(d, after, end, U".,"), end);
  else if (d.host_mark == "J") read_journal(d, after, end);
  else read_imprint(d, after, end);
}

}  // namespace jiaokan
