// diag_print: diagnostics as a person reads them: file:line:column, the message, the line with a caret, a hint.
//
// In: diagnostics and the sources that their places are in. Out: text for a terminal. Columns count characters from 1;
// the caret counts Han as two cells; a source in another
// encoding is shown as the characters it stands for; a long line is cut around the place. After kShown of one code the rest is counted.
// Never writes anything, never lets a control character of a document through.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/diag.h"
#include "model/source.h"

namespace jiaokan {

enum class Colours : uint8_t { off, on };

// `folder` (with its slash) is put before the names of sources: how the user called where they are.
std::string print_diags(const Diags& diags, const std::vector<const Source*>& sources, const std::string& folder,
                        Colours colours);

// The same in two steps, for diagnostics that are printed again later, perhaps elsewhere: kept with colours and without the
// folder's name; both are settled when they are shown.
enum class Folder : uint8_t { none, named_later };
std::string diags_to_keep(const Diags& diags, const std::vector<const Source*>& sources, Folder folder);
std::string print_kept(const std::string& kept, const std::string& folder, Colours colours);

// What another wrote, as a name or a text on a terminal, where it must not steer anything.
std::string clean_text(std::string_view text);

// Cells a text takes on a terminal.
size_t cells_of(std::u32string_view text);

}  // namespace jiaokan
