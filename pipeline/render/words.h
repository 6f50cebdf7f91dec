// The words of the interface, one table a language: templates/words.xml.
//
// A word may hold {n}, {k}, {name}: `fill` puts values there. A language without a table uses English.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace jiaokan {

using Words = std::map<std::string, std::string, std::less<>>;

// Throws Failure when the file cannot be read or has no English.
std::map<std::string, Words, std::less<>> load_words(const std::string& path);

// "参考文献 {n}" with {{"n", "4"}} → "参考文献 4". A word that the table does not have is its own key.
std::string word(const Words& words, std::string_view key);
std::string fill(std::string phrase, const std::vector<std::pair<std::string, std::string>>& values);

}  // namespace jiaokan
