// derive: files of which a tool has to make the text: PDF, word processor files, HTML, pictures of pages.
//
// In: a file's name and bytes. Out: sources in a form that `read` has a reader for (Poppler's XML, HTML, hOCR), made_from and made_by set;
// a PDF without a text layer gives one source a page. Places in such a text are bytes of what the tool made: it is kept in the folder `made`
// beside the article's outputs, with the hash of the file it was made from, and found there again when neither file nor tool has changed.
// A tool that is missing, fails or goes on too long is a diagnostic, and the file is left out.
// To add a format: one row in kMakers (derive.cc).
#pragma once

#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "input.h"
#include "model/diag.h"
#include "model/source.h"

namespace jiaokan {

// Whether a file of this name is made into text by a tool; its bytes may show that it is text already (hOCR in a .html).
bool needs_tool(std::string_view name, std::string_view bytes);

// What the texts of these files depend on besides them: the tools with their versions, as one text; empty when none needs a tool.
std::string tools_print(const std::vector<InputFile>& files);

// Below the folder of an article's outputs.
inline constexpr const char* kMadeFolder = "made";

class Workshop {
 public:
  // `folder`: of the article's outputs; empty: nothing is kept. `lang`: of the article, for those that read pictures; may be empty.
  Workshop(const std::string& folder, std::string lang);
  // Replaces each source of the lists that needs a tool by what the tools make of it, several at a time; one that cannot be made is taken out.
  void make(std::vector<std::vector<Source>*> lists, Diags& diags);

 private:
  std::string folder_, lang_;
  std::mutex storing_;
};

}  // namespace jiaokan
