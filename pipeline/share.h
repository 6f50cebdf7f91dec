// Where the files that the program reads while it runs are kept: templates/ and the JATS DTD.
//
// $JIAOKAN_SHARE when set, else ../share/jiaokan beside the executable (an installed program), else the build tree's.
#pragma once

#include <string>

namespace jiaokan {

// The folder, without a final slash; the program says what is missing when it opens a file of it.
std::string share_folder();

}  // namespace jiaokan
