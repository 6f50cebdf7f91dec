// pictures: the files of an article's figures, and what they are called beside its edition.
//
// In: the article, and who has the bytes. Out: the pictures that are there, each under the address that article.xml gives it from now on: images/ and a
// plain name. Addresses on the web stay. Those that are not there are named as if they were; the paths of these, in reading order, are given back.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "model/article.h"

namespace jiaokan {

std::vector<std::string> take_pictures(Article& article, const std::function<std::string(const std::string&)>& picture, std::map<std::string, std::string>& taken);

}  // namespace jiaokan
