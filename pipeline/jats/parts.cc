#include <algorithm>

#include "jats/mathml.h"
#include "jats/writer.h"
#include "model/unicode.h"

namespace jiaokan {

namespace {

std::u32string plain_text(const Inlines& inlines) {
  std::u32string out;
  for (const Inline& item : inlines) {
    if (item.kind != InlineKind::callout && item.kind != InlineKind::note_mark && item.kind != InlineKind::table_mark) out += item.text;
    out += plain_text(item.children);
  }
  return out;
}

void write_paragraph(JatsWriter& writer, Node parent, const Part& part) {
  Node p = add(parent, "p");
  set_id(writer, p, part.id);
  write_inlines(writer, p, part.content);
}

void write_list(JatsWriter& writer, Node parent, const Part& part) {
  Node list = add(parent, "list");
  set_id(writer, list, part.id);
  const bool labelled = std::any_of(part.labels.begin(), part.labels.end(), [](const Inlines& l) { return !l.empty(); });
  // A list with labels of its own is "simple": nothing may number it a second time. They stand in the item's text, as printed: who takes the
  // paragraphs alone has all of it.
  set(list, "list-type", labelled ? "simple" : part.ordered ? "order" : "bullet");
  for (size_t i = 0; i < part.parts.size(); ++i) {
    Node item = add(list, "list-item");
    const Part& content = part.parts[i];
    if (content.parts.empty()) {
      write_paragraph(writer, item, content);
    } else {
      set_id(writer, item, content.id);
      write_paragraphs(writer, item, content.parts);
    }
    if (i >= part.labels.size() || part.labels[i].empty()) continue;
    Node first = item.first_child();
    Node label = first.prepend_child("named-content");
    set(label, "content-type", "label");
    write_inlines(writer, label, part.labels[i]);
  }
  if (part.parts.empty()) add(add(list, "list-item"), "p");
}

// What is said of a picture whose print cannot be read to anybody: its caption, and which of several it is.
void write_pictures(Node parent, const Part& part) {
  const bool own = !part.label.empty() || !part.caption.empty();
  const std::u32string& label = own ? part.label : part.trans_label;
  const std::u32string caption = plain_text(own ? part.caption : part.trans_caption);
  std::u32string said = label + (label.empty() || caption.empty() ? U"" : U" ") + caption;
  for (size_t i = 0; i < part.images.size(); ++i) {
    Node graphic = add(parent, "graphic");
    set(graphic, "xlink:href", part.images[i]);
    if (said.empty()) continue;
    add(graphic, "alt-text", part.images.size() == 1 ? said : said + U" (" + from_utf8(std::to_string(i + 1) + "/" + std::to_string(part.images.size())) + U")");
  }
}

// Label and caption, first in the article's language, then as printed in the other.
void write_caption(JatsWriter& writer, Node parent, const Part& part) {
  const std::string& lang = writer.article.lang;
  const char* const other = lang == "en" ? "zh" : "en";
  if (!part.label.empty()) add(parent, "label", part.label);
  if (!part.trans_label.empty()) set(add(parent, "label", part.trans_label), "xml:lang", other);
  if (!part.caption.empty()) write_inlines(writer, add(add(parent, "caption"), "title"), part.caption);
  if (!part.trans_caption.empty()) {
    Node caption = add(parent, "caption");
    set(caption, "xml:lang", other);
    write_inlines(writer, add(caption, "title"), part.trans_caption);
  }
}

void write_cell(JatsWriter& writer, Node row, const Part::Cell& cell, const char* scope) {
  Node node = add(row, cell.header ? "th" : "td");
  if (cell.header) set(node, "scope", scope);
  if (cell.rowspan > 1) set(node, "rowspan", std::to_string(cell.rowspan));
  if (cell.colspan > 1) set(node, "colspan", std::to_string(cell.colspan));
  write_inlines(writer, node, cell.content);
}

void write_table(JatsWriter& writer, Node parent, const Part& part) {
  Node wrap = add(parent, "table-wrap");
  set_id(writer, wrap, part.id);
  write_caption(writer, wrap, part);
  std::vector<const Part::Cell*> cells;
  for (const Part::Cell& cell : part.cells) cells.push_back(&cell);
  std::stable_sort(cells.begin(), cells.end(), [](const Part::Cell* a, const Part::Cell* b) {
    return a->row != b->row ? a->row < b->row : a->column < b->column;
  });
  if (!cells.empty()) {
    const auto row_end = [&](size_t i) {
      size_t end = i;
      while (end < cells.size() && cells[end]->row == cells[i]->row) ++end;
      return end;
    };
    // The rows at the top that hold nothing but headers are the head; if no row is left over, all are the body.
    size_t head = 0;
    while (head < cells.size()) {
      const size_t end = row_end(head);
      if (!std::all_of(cells.begin() + static_cast<long>(head), cells.begin() + static_cast<long>(end),
                       [](const Part::Cell* cell) { return cell->header; })) {
        break;
      }
      head = end;
    }
    if (head == cells.size()) head = 0;
    // A header cell may not reach out of the head.
    for (size_t i = 0; i < head; ++i)
      if (head < cells.size() && cells[i]->row + cells[i]->rowspan > cells[head]->row) {
        head = 0;
        break;
      }
    Node table = add(wrap, "table");
    Node group;
    for (size_t i = 0; i < cells.size();) {
      if (i == 0 && head > 0) group = add(table, "thead");
      if (i == head) group = add(table, "tbody");
      const size_t end = row_end(i);
      Node row = add(group, "tr");
      for (; i < end; ++i) write_cell(writer, row, *cells[i], end <= head || head == 0 ? "col" : "row");
    }
  }
  if (cells.empty()) write_pictures(wrap, part);
  if (!part.table_notes.empty()) {
    Node foot = add(wrap, "table-wrap-foot");
    for (const TableNote& note : part.table_notes) {
      Node holder = foot;
      if (!note.id.empty()) {
        holder = add(foot, "fn");
        set_id(writer, holder, note.id);
        set(holder, "symbol", note.mark);
        if (note.label.empty()) set(holder, "specific-use", "mark-within");   // its paragraph prints the mark
        else add(holder, "label", note.label);
      }
      write_inlines(writer, add(holder, "p"), note.content);
    }
  }
}

void write_figure(JatsWriter& writer, Node parent, const Part& part) {
  Node fig = add(parent, "fig");
  set_id(writer, fig, part.id);
  write_caption(writer, fig, part);
  write_pictures(fig, part);
}

void write_formula(JatsWriter& writer, Node parent, const Part& part) {
  Node formula = add(parent, "disp-formula");
  set_id(writer, formula, part.id);
  if (!part.label.empty()) add(formula, "label", part.label);
  for (const Inline& item : part.content) {
    if (item.kind == InlineKind::formula) {
      write_tex(formula, item.value, FormulaPlace::displayed);
    } else if (item.kind == InlineKind::text) {
      add_text(formula, item.text);
    }
  }
}

void write_part(JatsWriter& writer, Node parent, const Part& part) {
  switch (part.kind) {
    case PartKind::paragraph:
      write_paragraph(writer, parent, part);
      break;
    case PartKind::quotation: {
      Node quote = add(parent, "disp-quote");
      set_id(writer, quote, part.id);
      if (!part.content.empty()) write_inlines(writer, add(quote, "p"), part.content);
      write_parts(writer, quote, part.parts);
      if (!part.caption.empty()) {
        Node source = add(quote, "p");
        set(source, "content-type", "attribution");
        write_inlines(writer, source, part.caption);
      }
      break;
    }
    case PartKind::list:
      write_list(writer, parent, part);
      break;
    case PartKind::table:
      write_table(writer, parent, part);
      break;
    case PartKind::figure:
      write_figure(writer, parent, part);
      break;
    case PartKind::formula:
      write_formula(writer, parent, part);
      break;
    case PartKind::code: {
      Node code = add(parent, "code");
      set_id(writer, code, part.id);
      write_inlines(writer, code, part.content);
      break;
    }
  }
}

// JATS wants a label or a title at the head of a section, whatever was printed.
void write_heading(JatsWriter& writer, Node node, const Section& section) {
  if (!section.label.empty()) add(node, "label", section.label);
  if (!section.title.empty() || section.label.empty()) write_inlines(writer, add(node, "title"), section.title);
}

void write_notes(JatsWriter& writer, Node back) {
  const Article& article = writer.article;
  if (article.notes.empty()) return;
  Node group = add(back, "fn-group");
  for (size_t i = 0; i < article.notes.size(); ++i) {
    const Note& note = article.notes[i];
    Node fn = add(group, "fn");
    set_id(writer, fn, note_id(article, i));
    if (!note.page.empty()) set(fn, "specific-use", "print-page:" + note.page);
    if (!note.label.empty()) add(fn, "label", note.label);
    write_paragraphs(writer, fn, note.parts);
    if (note.parts.empty()) add(fn, "p");
  }
}

}  // namespace

void write_parts(JatsWriter& writer, Node parent, const std::vector<Part>& parts) {
  for (const Part& part : parts) write_part(writer, parent, part);
}

void write_paragraphs(JatsWriter& writer, Node parent, const std::vector<Part>& parts) {
  for (const Part& part : parts) write_part(writer, part.kind == PartKind::paragraph ? parent : add(parent, "p"), part);
}

void write_section(JatsWriter& writer, Node parent, const Section& section) {
  Node sec = add(parent, "sec");
  set_id(writer, sec, section.id);
  set_known(sec, "sec-type", section.type);
  write_heading(writer, sec, section);
  write_parts(writer, sec, section.parts);
  for (const Section& inner : section.sections) write_section(writer, sec, inner);
}

void write_back(JatsWriter& writer, Node article_node) {
  const Article& article = writer.article;
  if (article.back.empty() && article.notes.empty() && article.references.empty()) return;
  Node back = add(article_node, "back");
  for (const Section& section : article.back) {
    if (section.type == "acknowledgement" || section.type == "acknowledgements" || section.type == "ack") {
      Node ack = add(back, "ack");
      set_id(writer, ack, section.id);
      if (!section.label.empty()) add(ack, "label", section.label);
      if (!section.title.empty()) write_inlines(writer, add(ack, "title"), section.title);
      write_paragraphs(writer, ack, section.parts);
      for (const Section& inner : section.sections) write_section(writer, ack, inner);
    } else if (section.type == "appendix" || section.type == "app") {
      Node app = add(add(back, "app-group"), "app");
      set_id(writer, app, section.id);
      write_heading(writer, app, section);
      write_parts(writer, app, section.parts);
      for (const Section& inner : section.sections) write_section(writer, app, inner);
    } else {
      write_section(writer, back, section);
    }
  }
  write_notes(writer, back);
  if (!article.references.empty()) {
    Node list = add(back, "ref-list");
    if (!article.references_title.empty()) add(list, "title", article.references_title);
    for (size_t i = 0; i < article.references.size(); ++i) write_reference(writer, list, article.references[i], i);
  }
}

}  // namespace jiaokan
