#include <algorithm>

#include "jats/writer.h"

namespace jiaokan {

namespace {

// The parts of a name stand as surname and given name, the printed order being the style's: so a reader of the file
// can set CHENG Ming and 程铭 right without knowing the language.
void write_name(Node parent, const PersonName& name) {
  Node node;
  if (name.collective) {
    node = add(parent, "collab", name.full);
  } else if (name.surname.empty() && name.given.empty()) {
    node = add(parent, "string-name", name.full);
    set(node, "name-style", name.eastern ? "eastern" : "western");
  } else {
    node = add(parent, "name");
    set(node, "name-style", name.eastern ? "eastern" : "western");
    if (!name.surname.empty()) add(node, "surname", name.surname);
    if (!name.given.empty()) add(node, "given-names", name.given);
  }
  set_known(node, "xml:lang", name.lang);
}

void write_names(Node contrib, const std::vector<PersonName>& names) {
  const auto bodies = std::count_if(names.begin(), names.end(), [](const PersonName& n) { return n.collective; });
  const auto people = static_cast<std::ptrdiff_t>(names.size()) - bodies;
  Node body_parent = bodies > 1 ? add(contrib, "collab-alternatives") : contrib;
  Node person_parent = people > 1 ? add(contrib, "name-alternatives") : contrib;
  for (const PersonName& name : names) write_name(name.collective ? body_parent : person_parent, name);
}

void write_contributor(JatsWriter& writer, Node group, const Contributor& person, const char* type, size_t index) {
  Node contrib = add(group, "contrib");
  set_id(writer, contrib, std::string(type) + "-" + std::to_string(index + 1));
  set(contrib, "contrib-type", type);
  if (person.corresponding) set(contrib, "corresp", "yes");
  if (!person.orcid.empty()) {
    const bool address = person.orcid.find("orcid.org/") != std::string::npos;
    Node id = add(contrib, "contrib-id", address ? person.orcid : "https://orcid.org/" + person.orcid);
    set(id, "contrib-id-type", "orcid");
  }
  write_names(contrib, person.names);
  if (!person.email.empty()) add(contrib, "email", person.email);
  for (const uint32_t i : person.affiliations) {
    if (i >= writer.article.front.affiliations.size()) continue;
    const Affiliation& aff = writer.article.front.affiliations[i];
    if (aff.id.empty()) continue;
    Node xref = add(contrib, "xref");
    set(xref, "ref-type", "aff");
    set(xref, "rid", aff.id);
    if (!aff.label.empty()) add(xref, "sup", aff.label);
  }
  if (!person.bio.empty()) write_inlines(writer, add(add(contrib, "bio"), "p"), person.bio);
  if (!person.trans_bio.empty()) {
    Node bio = add(contrib, "bio");
    set(bio, "xml:lang", "en");
    write_inlines(writer, add(bio, "p"), person.trans_bio);
  }
}

// The affiliation as printed, its known parts tagged where they stand; parts that were not printed there are not added,
// except when nothing was printed at all.
void write_affiliation(JatsWriter& writer, Node parent, const Affiliation& affiliation, const std::string& id) {
  Node aff = add(parent, "aff");
  set_id(writer, aff, id);
  if (affiliation.lang != writer.article.lang) set_known(aff, "xml:lang", affiliation.lang);
  if (!affiliation.label.empty()) add(aff, "label", affiliation.label);
  struct Piece {
    const char* element;
    const std::u32string& text;
  };
  const Piece pieces[] = {{"institution", affiliation.institution},
                          {"city", affiliation.city},
                          {"postal-code", affiliation.postcode},
                          {"country", affiliation.country}};
  struct Found {
    size_t at;
    const Piece* piece;
  };
  std::vector<Found> found;
  for (const Piece& piece : pieces) {
    if (piece.text.empty()) continue;
    // 长春 within 长春工业大学 is not the city: what another part already covers is passed over.
    for (size_t at = affiliation.full.find(piece.text); at != std::u32string::npos;
         at = affiliation.full.find(piece.text, at + 1)) {
      const bool covered = std::any_of(found.begin(), found.end(), [&](const Found& f) {
        return at < f.at + f.piece->text.size() && f.at < at + piece.text.size();
      });
      if (covered) continue;
      found.push_back({at, &piece});
      break;
    }
  }
  std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.at < b.at; });
  size_t done = 0;
  for (const Found& f : found) {
    add_text(aff, std::u32string_view(affiliation.full).substr(done, f.at - done));
    add(aff, f.piece->element, f.piece->text);
    done = f.at + f.piece->text.size();
  }
  add_text(aff, std::u32string_view(affiliation.full).substr(done));
  if (!affiliation.full.empty()) return;
  bool first = true;
  for (const Piece& piece : pieces) {
    if (piece.text.empty()) continue;
    if (!first) add_text(aff, U", ");
    add(aff, piece.element, piece.text);
    first = false;
  }
}

// The same affiliation in the other language: by its label, else by its place when both lists are of one length.
const Affiliation* translation_of(const Front& front, size_t index) {
  const Affiliation& own = front.affiliations[index];
  if (!own.label.empty()) {
    for (const Affiliation& other : front.trans_affiliations) {
      if (other.label == own.label) return &other;
    }
  }
  return front.trans_affiliations.size() == front.affiliations.size() ? &front.trans_affiliations[index] : nullptr;
}

}  // namespace

void write_contributors(JatsWriter& writer, Node meta) {
  const Front& front = writer.article.front;
  if (!front.authors.empty()) {
    Node group = add(meta, "contrib-group");
    set(group, "content-type", "authors");
    for (size_t i = 0; i < front.authors.size(); ++i) write_contributor(writer, group, front.authors[i], "author", i);
  }
  std::vector<const Affiliation*> used;
  for (size_t i = 0; i < front.affiliations.size(); ++i) {
    const Affiliation& aff = front.affiliations[i];
    const Affiliation* const other = translation_of(front, i);
    Node parent = other != nullptr ? add(meta, "aff-alternatives") : meta;
    write_affiliation(writer, parent, aff, aff.id);
    if (other == nullptr) continue;
    write_affiliation(writer, parent, *other, aff.id.empty() ? "" : aff.id + "-" + (other->lang.empty() ? "trans" : other->lang));
    used.push_back(other);
  }
  for (const Affiliation& other : front.trans_affiliations) {
    if (std::find(used.begin(), used.end(), &other) == used.end()) write_affiliation(writer, meta, other, other.id);
  }
  if (!front.editors.empty()) {
    Node group = add(meta, "contrib-group");
    set(group, "content-type", "editors");
    for (size_t i = 0; i < front.editors.size(); ++i) write_contributor(writer, group, front.editors[i], "editor", i);
  }
}

}  // namespace jiaokan
