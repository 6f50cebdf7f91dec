#include <fmt/format.h>

#include <string_view>

#include "model/unicode.h"
#include "show.h"

namespace jiaokan {

namespace {

constexpr const char* kPartKinds[] = {"p", "quotation", "list", "table", "figure", "formula", "code"};
constexpr const char* kOrigins[] = {"", "text", "furniture", "article.toml", "issue.toml", "journal.toml", "computed"};

std::string inlines_text(const Inlines& inlines) {
  std::string out;
  for (const Inline& item : inlines) {
    const std::string inside = item.children.empty() ? to_utf8(item.text) : inlines_text(item.children);
    switch (item.kind) {
      case InlineKind::text: out += inside; break;
      case InlineKind::callout: {
        out += fmt::format("⟨{}{}{} →", item.raised ? "^" : "", inside, to_utf8(item.locator));
        for (const uint32_t target : item.targets) out += fmt::format(" {}", target + 1);
        out += item.targets.empty() ? " nothing⟩" : "⟩";
        break;
      }
      case InlineKind::note_mark: out += fmt::format("⟨note {} → fn-{}⟩", inside, item.targets.empty() ? 0 : item.targets.front() + 1); break;
      case InlineKind::table_mark: out += fmt::format("⟨note {} → {}⟩", inside, item.value); break;
      case InlineKind::citation: out += fmt::format("⟨work {}⟩", inside); break;
      case InlineKind::emphasis: out += fmt::format("⟨em {}⟩", inside); break;
      case InlineKind::strong: out += fmt::format("⟨strong {}⟩", inside); break;
      case InlineKind::superscript: out += fmt::format("⟨sup {}⟩", inside); break;
      case InlineKind::subscript: out += fmt::format("⟨sub {}⟩", inside); break;
      case InlineKind::code: out += fmt::format("⟨code {}⟩", inside); break;
      case InlineKind::formula: out += fmt::format("⟨formula {}⟩", item.value); break;
      case InlineKind::link: out += fmt::format("⟨link {} {}⟩", item.value, inside); break;
      case InlineKind::image: out += fmt::format("⟨image {}⟩", item.value); break;
      case InlineKind::page_start: out += fmt::format("⟨page {}⟩", item.value.empty() ? "?" : item.value); break;
      case InlineKind::locus_begin: out += fmt::format("〔v-{} ", item.value); break;
      case InlineKind::locus_end: out += "〕"; break;
      case InlineKind::line_break: out += "⟨line⟩"; break;
    }
  }
  return out;
}

void append_parts(std::string& out, const std::vector<Part>& parts, const std::string& indent) {
  for (const Part& part : parts) {
    out += fmt::format("{}{}{}{} | ", indent, kPartKinds[static_cast<size_t>(part.kind)], part.id.empty() ? "" : " ", part.id);
    if (!part.label.empty()) out += to_utf8(part.label) + " ";
    if (!part.trans_label.empty()) out += "/ " + to_utf8(part.trans_label) + " ";
    if (!part.caption.empty()) out += inlines_text(part.caption);
    if (!part.trans_caption.empty()) out += " / " + inlines_text(part.trans_caption);
    for (const std::string& image : part.images) out += " ⟨image " + image + "⟩";
    out += inlines_text(part.content) + "\n";
    if (part.kind == PartKind::list) {
      for (size_t i = 0; i < part.parts.size(); ++i) {
        out += fmt::format("{}  item {}\n", indent, i < part.labels.size() ? inlines_text(part.labels[i]) : "");
        append_parts(out, part.parts[i].parts, indent + "    ");
      }
    } else {
      append_parts(out, part.parts, indent + "  ");
    }
    for (const Part::Cell& cell : part.cells)
      out += fmt::format("{}  cell {},{}{} | {}\n", indent, cell.row, cell.column, cell.header ? " header" : "",
                         inlines_text(cell.content));
    for (const TableNote& note : part.table_notes)
      out += fmt::format("{}  note{}{} | {}{}{}\n", indent, note.id.empty() ? "" : " ", note.id, to_utf8(note.label), note.label.empty() ? "" : " ", inlines_text(note.content));
  }
}

void append_sections(std::string& out, const std::vector<Section>& sections, const std::string& indent) {
  for (const Section& section : sections) {
    out += fmt::format("{}{} level {}{} | {}{}{}\n", indent, section.id, section.level,
                       section.type.empty() ? "" : " " + section.type, to_utf8(section.label),
                       section.label.empty() ? "" : " ", inlines_text(section.title));
    append_parts(out, section.parts, indent + "  ");
    append_sections(out, section.sections, indent + "  ");
  }
}

void append_title(std::string& out, const char* name, const Title& title) {
  if (title.title.empty()) return;
  out += fmt::format("{}{}{}: {}", name, title.lang.empty() ? "" : " ", title.lang, inlines_text(title.title));
  if (!title.subtitle.empty()) out += " ‖ " + inlines_text(title.subtitle);
  out += "\n";
}

void append_people(std::string& out, const char* name, const std::vector<Contributor>& people) {
  for (const Contributor& person : people) {
    out += fmt::format("{}:", name);
    for (const PersonName& form : person.names)
      out += fmt::format(" {} ({}|{} {})", to_utf8(form.full), to_utf8(form.surname), to_utf8(form.given), form.lang);
    for (const uint32_t affiliation : person.affiliations) out += fmt::format(" aff-{}", affiliation + 1);
    if (!person.orcid.empty()) out += " orcid " + person.orcid;
    if (!person.email.empty()) out += " " + person.email;
    if (person.corresponding) out += " corresponding";
    if (!person.bio.empty()) out += " | " + inlines_text(person.bio);
    out += "\n";
  }
}

void append_field(std::string& out, const char* name, const Field& field) {
  if (!field.empty()) out += fmt::format("{}: {} ({})\n", name, to_utf8(field.text), kOrigins[static_cast<size_t>(field.origin)]);
}

std::string front_text(const Front& front) {
  std::string out;
  append_title(out, "title", front.title);
  for (const Title& title : front.trans_titles) append_title(out, "title", title);
  append_people(out, "author", front.authors);
  append_people(out, "editor", front.editors);
  for (const Affiliation& item : front.affiliations) out += fmt::format("{}: {}\n", item.id, to_utf8(item.full));
  for (const Affiliation& item : front.trans_affiliations)
    out += fmt::format("{} {}: {}\n", item.id, item.lang, to_utf8(item.full));
  for (const Abstract& item : front.abstracts) {
    out += fmt::format("abstract {} {}\n", item.lang, to_utf8(item.label));
    append_parts(out, item.parts, "  ");
  }
  for (const Keywords& item : front.keywords) {
    out += fmt::format("keywords {}:", item.lang);
    for (const Field& word : item.words) out += " " + to_utf8(word.text) + ";";
    out += "\n";
  }
  for (const Field& code : front.clc) append_field(out, "clc", code);
  const std::pair<const char*, const Field*> fields[] = {
      {"doc-code", &front.doc_code}, {"article-number", &front.article_number}, {"doi", &front.doi},
      {"funding", &front.funding},   {"column", &front.column},   {"journal", &front.journal},
      {"journal-en", &front.journal_en}, {"journal-id", &front.journal_id}, {"issn", &front.issn}, {"cn", &front.cn},
      {"publisher", &front.publisher}, {"licence", &front.licence}, {"year", &front.year}, {"volume", &front.volume},
      {"issue", &front.issue},       {"month", &front.month},     {"day", &front.day},     {"fpage", &front.fpage},
      {"lpage", &front.lpage},       {"page-count", &front.page_count}};
  for (const auto& [name, field] : fields) append_field(out, name, *field);
  for (const Award& award : front.awards) {
    out += fmt::format("award: {} | {} |", to_utf8(award.source), to_utf8(award.name));
    for (const std::u32string& id : award.ids) out += " " + to_utf8(id);
    out += "\n";
  }
  for (const HistoryDate& date : front.history)
    out += fmt::format("date {}: {} ({})\n", date.type, date.iso, to_utf8(date.printed.text));
  return out;
}

void append_fields(std::string& out, const Reference& reference, const SameWork& same) {
  if (!same.id.empty()) out += fmt::format("    is: {}\n", same.id);
  for (const RefPart& part : reference.parts) {
    if (part.field == RefField::separator || part.field == RefField::label) continue;
    const std::u32string_view printed = std::u32string_view(reference.raw).substr(part.span.begin, part.span.size());
    out += fmt::format("    {}: {}{}{}\n", name_of(part.field), to_utf8(printed), part.value.empty() ? "" : " = " + part.value, part.repaired ? " (repaired)" : "");
  }
}

}  // namespace

std::string show_article(const Article& article) {
  std::string out = fmt::format("article {}{}\n", article.lang, article.updated.empty() ? "" : " updated " + article.updated);
  out += front_text(article.front);
  append_parts(out, article.lead, "");
  append_sections(out, article.sections, "");
  if (!article.back.empty()) out += "back\n";
  append_sections(out, article.back, "  ");
  for (const Note& note : article.notes) {
    out += fmt::format("{} {}{}\n", note.id, to_utf8(note.label), note.page.empty() ? "" : " on page " + note.page);
    append_parts(out, note.parts, "  ");
  }
  if (!article.references.empty()) out += fmt::format("references: {}\n", to_utf8(article.references_title));
  for (const ReferenceEntry& entry : article.references) {
    out += fmt::format("  {} {} {} | {}\n", entry.id, to_utf8(entry.label), name_of(entry.reference.type),
                       to_utf8(entry.reference.raw));
    append_fields(out, entry.reference, entry.same);
  }
  if (!article.note_references.empty()) out += "in notes\n";
  for (const NoteReference& cited : article.note_references) {
    out += fmt::format("  {} {} | {}\n", cited.id, name_of(cited.reference.type), to_utf8(cited.reference.raw));
    append_fields(out, cited.reference, cited.same);
  }
  for (const LeftOut& left : article.left_out)
    out += fmt::format("left out: {} to {}, {}\n", left.span.begin, left.span.end, left.reason);
  return out;
}

}  // namespace jiaokan
