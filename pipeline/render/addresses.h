// Addresses that may stand in a link.
//
// In: what a document has (xlink:href, a DOI, an e-mail address). Out: an absolute address with one of the allowed schemes
// (http, https, ftp, mailto), every other byte than RFC 3986 allows percent-encoded; empty when there is none.
// Never: lets through another scheme (javascript:, data:, file:), a host that is not plain, a control character.
#pragma once

#include <string>
#include <string_view>

namespace jiaokan {

std::string safe_address(std::string_view address);
std::string doi_address(std::string_view doi);     // "10.…", with or without doi: or a resolver before it
std::string bare_doi(std::string_view doi);        // "10.…"; empty when it is not a DOI
std::string percent_encoded(std::string_view text);  // every byte but letters, digits and -._~
// A path of a picture beside the article: relative, inside the folder, with the name of a picture that browsers show; else empty.
// An absolute http or https address of a picture passes too.
std::string picture_address(std::string_view path);
// The media type of a picture that every reading system shows, when its bytes begin as its name says; else empty. SVG is a document, not one of them.
std::string picture_type(std::string_view path, std::string_view bytes);

}  // namespace jiaokan
