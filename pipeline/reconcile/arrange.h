// arrange: what an editor says of paragraphs and headings, put over what the versions show.
//
// In: the reading text and the choices of decisions.toml. Out: its blocks, where the choices of kind break and level say so, parted, joined, or of
// another kind; the stages that follow keep them (Block::begins_by_editor, kind_by_editor). A choice that finds no place, or several, is reported.
#pragma once

#include <vector>

#include "model/decision.h"
#include "model/diag.h"
#include "model/text.h"

namespace jiaokan {

void arrange(Text& text, const std::vector<EditorDecision>& choices, Diags& diags);

}  // namespace jiaokan
