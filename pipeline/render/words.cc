#include "render/words.h"

#include <pugixml.hpp>

#include "model/diag.h"

namespace jiaokan {

std::map<std::string, Words, std::less<>> load_words(const std::string& path) {
  pugi::xml_document file;
  const pugi::xml_parse_result result = file.load_file(path.c_str());
  if (!result) throw Failure(path + ": " + result.description());
  std::map<std::string, Words, std::less<>> out;
  for (const pugi::xml_node language : file.child("languages").children("words")) {
    Words& words = out[language.attribute("xml:lang").value()];
    for (const pugi::xml_node w : language.children("w")) words[w.attribute("key").value()] = w.child_value();
  }
  if (out.find("en") == out.end()) throw Failure(path + ": has no words for English, which every other language falls back to");
  return out;
}

std::string word(const Words& words, std::string_view key) {
  const auto found = words.find(key);
  return found == words.end() ? std::string(key) : found->second;
}

std::string fill(std::string phrase, const std::vector<std::pair<std::string, std::string>>& values) {
  for (const auto& [name, value] : values) {
    const std::string hole = "{" + name + "}";
    for (size_t at = phrase.find(hole); at != std::string::npos; at = phrase.find(hole, at + value.size())) {
      phrase.replace(at, hole.size(), value);
    }
  }
  return phrase;
}

}  // namespace jiaokan
