// The comparison copy of a reference string: one character for one, case kept. Widths of marks, digits and letters are folded.
#pragma once

#include <string>
#include <string_view>

namespace jiaokan {

std::u32string fold_reference(std::u32string_view text);

}  // namespace jiaokan
