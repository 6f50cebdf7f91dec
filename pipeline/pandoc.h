// pandoc: what has to be mended before and behind Pandoc.
//
// The labels that its HTML leaves to the browser are written out as text.
// A note is called by a raised number and stands in a list without one; an item of a numbered list has none either. Both get their label as
// characters: circled numbers, which begin anew behind ㊿, and "1.", "a.", "iv." as the list says. Of Word's 一、（一）① Pandoc says no more than
// that they are lists: what they look like is taken from the file's own numbering. A picture's path gets the name of the file that
// holds it in front; a table's caption that only repeats the paragraph above it is taken out. Nothing else is touched. In and out: HTML as Pandoc
// writes it.
//
// Its reader of ODT passes over the rows that a table repeats on each page, which are its head: they become ordinary rows.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jiaokan {

// The labels of lists of which Pandoc does not say the kind, by how deep the list lies: "一、" of a list's first item. An empty one: "1. ".
struct WordLabel {
  bool circled = false;         // ①, not 一
  std::string before, behind;   // the number
};
using WordLabels = std::vector<std::optional<WordLabel>>;
// As a file of Word numbers its lists; none where it cannot be read.
WordLabels list_labels(std::string_view docx, size_t most);

// `holder`: the name of the file that the pictures lie in.
std::string with_labels(std::string_view html, std::string_view holder, const WordLabels& labels = {});

// In and out: an ODT file; one that cannot be read comes back as it is. `most`: bytes of a file in it.
std::string with_head_rows(std::string odt, size_t most);

// Pandoc's page of an HTML file begins with what the file's head calls it, which browsers show above the window: that goes where the page
// itself has a heading of the first level.
std::string without_title_block(std::string html);

// Whether a file of this name holds its pictures itself, and one of them: "a.docx", "media/a.png" as Pandoc calls it; empty when it is not there.
bool holds_pictures(std::string_view name);
std::string picture_in(std::string_view name, std::string_view bytes, const std::string& path, size_t most);

}  // namespace jiaokan
