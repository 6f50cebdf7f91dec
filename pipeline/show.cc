#include "show.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/unicode.h"

namespace jiaokan {

namespace {

constexpr const char* kBlockKinds[] = {"paragraph", "heading", "item", "quotation", "table", "figure",
                                       "caption", "formula", "code", "note", "rule"};
constexpr const char* kMarkKinds[] = {"sup", "sub", "em", "strong", "link", "image", "code", "formula", "callout", "note"};
constexpr const char* kFactKinds[] = {"journal", "journal_en", "year", "volume", "issue", "month",
                                      "page", "authors", "title", "column"};
constexpr const char* kDecidedBy[] = {"rule", "evidence", "editor"};

// Something that stands between characters: before the character at `at`, in this order.
struct Insert {
  uint32_t at;
  int rank;      // what closes comes before what opens
  std::string text;
};

void add_marks(std::vector<Insert>& inserts, const std::vector<Mark>& marks) {
  for (const Mark& mark : marks) {
    std::string open = fmt::format("⟨{}", kMarkKinds[static_cast<size_t>(mark.kind)]);
    if (mark.certainty < 1) open += fmt::format(" {:.2g}", mark.certainty);
    if (!mark.value.empty()) open += " " + mark.value;
    if (mark.span.empty()) {
      inserts.push_back({mark.span.begin, 2, open + "⟩"});
      continue;
    }
    inserts.push_back({mark.span.begin, 2, open + ": "});
    inserts.push_back({mark.span.end, 0, "⟩"});
  }
}

void add_pages(std::vector<Insert>& inserts, const std::vector<PageStart>& pages) {
  for (const PageStart& page : pages)
    inserts.push_back({page.at, 1, fmt::format("⟨page {}⟩", page.printed.empty() ? "?" : page.printed)});
}

void in_order(std::vector<Insert>& inserts) {
  std::stable_sort(inserts.begin(), inserts.end(), [](const Insert& a, const Insert& b) {
    return a.at != b.at ? a.at < b.at : a.rank < b.rank;
  });
}

std::string block_head(const Block& block) {
  std::string out = kBlockKinds[static_cast<size_t>(block.kind)];
  if (block.level) out += fmt::format(" {}", block.level);
  if (block.starts < 1) out += fmt::format(" starts {:.2g}", block.starts);
  return out;
}

template <typename TextOf>
void append_cells(std::string& out, const std::vector<Table>& tables, const Block& block, const TextOf& text_of) {
  for (const Table& table : tables) {
    if (table.span.begin != block.span.begin) continue;
    for (const Cell& cell : table.cells) {
      out += fmt::format("    cell {},{}{}{} | {}\n", cell.row, cell.column, cell.header ? " header" : "",
                         cell.rowspan > 1 || cell.colspan > 1 ? fmt::format(" spans {}x{}", cell.rowspan, cell.colspan) : "",
                         to_utf8(text_of(cell.span)));
    }
  }
}

std::string facts_text(const std::vector<Fact>& facts) {
  std::string out;
  for (const Fact& fact : facts) out += fmt::format("fact {}: {}\n", kFactKinds[static_cast<size_t>(fact.kind)], fact.value);
  return out;
}

std::string locus_text(const Locus& locus, std::string_view begin, std::string_view end) {
  std::string out(begin);
  if (locus.id) out += fmt::format("v-{} ", locus.id);
  out += name_of(locus.cls);
  for (const Reading& reading : locus.readings) {
    out += " | ";
    for (const uint16_t witness : reading.witnesses) out += letter(witness);
    out += " " + (reading.text.empty() ? std::string("∅") : to_utf8(reading.text));
  }
  return out + std::string(end);
}

}  // namespace

std::string show_witness(const Witness& witness) {
  std::vector<Insert> inserts;
  add_marks(inserts, witness.marks);
  add_pages(inserts, witness.pages);
  in_order(inserts);
  std::string out = fmt::format("witness {} ({}), {} characters\n", witness.name,
                                name_of(witness.kind), witness.chars.size());
  size_t block = 0, insert = 0;
  const Block* current = nullptr;
  std::string line;
  bool furniture = false;
  const auto flush = [&] {
    if (!line.empty()) out += line + "\n";
    line.clear();
  };
  for (uint32_t i = 0; i <= witness.chars.size(); ++i) {
    if (current && i >= current->span.end) {
      while (insert < inserts.size() && inserts[insert].at <= i && inserts[insert].rank == 0) line += inserts[insert++].text;
      flush();
      append_cells(out, witness.tables, *current, [&](Span span) {
        std::u32string text;
        for (uint32_t c = span.begin; c < span.end; ++c)
          if (witness.role[c] != Role::markup) text.push_back(witness.chars[c]);
        return text;
      });
      current = nullptr;
    }
    const bool is_furniture = i < witness.chars.size() && witness.role[i] == Role::furniture;
    if (block < witness.blocks.size() && i >= witness.blocks[block].span.begin && !current && !is_furniture &&
        i < witness.chars.size()) {
      current = &witness.blocks[block++];
      flush();
      furniture = false;
      line = block_head(*current) + (current->page_break_before ? " at page start" : "") + " | ";
    }
    while (insert < inserts.size() && inserts[insert].at <= i) line += inserts[insert++].text;
    if (i == witness.chars.size()) break;
    if (is_furniture) {
      if (!furniture && !current) flush(), line = "furniture | ";
      if (current && !furniture) line += "⟨furniture: ";
      furniture = true;
      append_utf8(line, witness.chars[i] == U'\n' ? U' ' : witness.chars[i]);
      continue;
    }
    if (furniture && in_stream(witness.role[i])) {
      if (current) line += "⟩";
      furniture = false;
    }
    if (in_stream(witness.role[i])) append_utf8(line, witness.role[i] == Role::space ? U' ' : witness.chars[i]);
    else if (witness.role[i] == Role::hyphen) line += "⟨-⟩";
  }
  flush();
  return out + facts_text(witness.facts);
}

std::string show_collation(const Collation& collation) {
  std::string out;
  for (size_t w = 0; w < collation.witnesses.size(); ++w)
    out += fmt::format("{} = {} ({})\n", letter(w), collation.witnesses[w].name,
                       name_of(collation.witnesses[w].kind));
  for (const Moved& moved : collation.moved)
    out += fmt::format("moved in {}: columns {} to {}\n", letter(moved.witness), moved.begin, moved.end);
  // A new line where the first witness that stands in a column begins a block.
  std::vector<std::vector<uint32_t>> starts(collation.witnesses.size());
  for (size_t w = 0; w < collation.witnesses.size(); ++w)
    for (const Block& block : collation.witnesses[w].blocks) {
      uint32_t at = block.span.begin;   // the first of the block's characters that is in the stream
      while (at < block.span.end && !in_stream(collation.witnesses[w].role[at])) ++at;
      starts[w].push_back(at);
    }
  size_t locus = 0;
  std::string line;
  for (uint32_t column = 0; column < collation.columns();) {
    size_t w = 0;
    while (w < collation.witnesses.size() && collation.cell(column, w) == kNone) ++w;
    if (w == collation.witnesses.size()) {
      ++column;
      continue;
    }
    const uint32_t at = collation.cell(column, w);
    if (!line.empty() && std::binary_search(starts[w].begin(), starts[w].end(), at)) out += line + "\n", line.clear();
    if (locus < collation.loci.size() && collation.loci[locus].begin == column) {
      line += locus_text(collation.loci[locus], "〔", "〕");
      column = std::max(column + 1, collation.loci[locus].end);
      ++locus;
      continue;
    }
    const Witness& witness = collation.witnesses[w];
    append_utf8(line, witness.role[at] == Role::space ? U' ' : witness.chars[at]);
    ++column;
  }
  return out + line + (line.empty() ? "" : "\n");
}

std::string show_decisions(const Collation& collation, const std::vector<Decision>& decisions) {
  std::string out;
  size_t by_rule = 0;
  for (const Decision& decision : decisions) {
    const Locus& locus = collation.loci[decision.locus];
    if (locus.id == 0) {
      ++by_rule;
      continue;
    }
    out += locus_text(locus, "", "\n");
    out += fmt::format("  by {}{}{}\n", kDecidedBy[static_cast<size_t>(decision.by)], decision.open ? ", open question" : "",
                       decision.reason.empty() ? "" : ": " + decision.reason);
    for (size_t i = 0; i < decision.choices.size(); ++i) {
      const Choice& choice = decision.choices[i];
      out += fmt::format("  {} {:.3f} {}", i == decision.lemma ? "→" : " ", choice.probability,
                         choice.text.empty() ? "∅" : to_utf8(choice.text));
      for (const Term& term : choice.terms) out += fmt::format("  {} {:+.2f}", term.name, term.score);
      out += "\n";
    }
  }
  return out + fmt::format("{} more settled by rule\n", by_rule);
}

std::string show_text(const Text& text) {
  std::vector<Insert> inserts;
  add_marks(inserts, text.marks);
  add_pages(inserts, text.pages);
  for (const LocusSpan& locus : text.loci) {
    if (locus.id == 0) continue;
    inserts.push_back({locus.span.begin, locus.span.empty() ? -1 : 3, fmt::format("〔v-{}{} ", locus.id, locus.open ? "?" : "")});
    inserts.push_back({locus.span.end, -1, "〕"});
  }
  in_order(inserts);
  std::string out;
  size_t insert = 0;
  for (size_t b = 0; b < text.blocks.size(); ++b) {
    const Block& block = text.blocks[b];
    out += block_head(block) + " | ";
    for (uint32_t i = block.span.begin; i < block.span.end; ++i) {
      while (insert < inserts.size() && inserts[insert].at <= i) out += inserts[insert++].text;
      append_utf8(out, text.chars[i]);
    }
    const bool last = b + 1 == text.blocks.size();
    while (insert < inserts.size() &&
           (last || inserts[insert].at < block.span.end || (inserts[insert].at == block.span.end && inserts[insert].rank <= 0)))
      out += inserts[insert++].text;
    out += "\n";
    append_cells(out, text.tables, block, [&](Span span) { return std::u32string_view(text.chars).substr(span.begin, span.size()); });
  }
  return out + facts_text(text.facts);
}

}  // namespace jiaokan
