// One function for each labelled part of the front matter: what the words behind the label say. Shared by front.cc and english.cc.
#pragma once

#include "structure/draft.h"

namespace jiaokan {

PersonName person(StructureDraft& d, Span name, std::string lang);
bool looks_like_affiliation(std::u32string_view text);
std::string address_in(std::u32string_view text);   // the first e-mail address; empty: none

void put_abstract(StructureDraft& d, const Labelled& part);
void put_keywords(StructureDraft& d, Span content, Span label, const std::string& lang);
void put_clc(StructureDraft& d, Span content);
void put_date(StructureDraft& d, const char* type, Span content);
void put_funding(StructureDraft& d, Span content);
void put_author_notes(StructureDraft& d, Span content);
void put_affiliations(StructureDraft& d, Span content);
void put_editors(StructureDraft& d, Span content);
void put_correspondence(StructureDraft& d, Span content);

}  // namespace jiaokan
