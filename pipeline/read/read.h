// read: the files of one witness → Witness.
//
// In: sources in page order. Out: a Witness whose characters cover every byte of every source, with roles, lines,
// pages, blocks and marks as far as the format says so. Decides nothing that needs more than the format
// (clean does), and never fails on content: a bad byte is U+FFFD and a diagnostic.
// To add a format: one file read/<format>.cc, one row in kFormats (read/read.cc), a folder of cases in tests/read.
#pragma once

#include "model/diag.h"
#include "model/witness.h"

namespace jiaokan {

Witness read(std::string name, std::vector<Source> sources, WitnessKind declared, Diags& diags);

}  // namespace jiaokan
