#include "pictures.h"

#include <fmt/format.h>

#include "model/article_walk.h"

namespace jiaokan {

namespace {

// The last part of a path, of signs that need no escape anywhere.
std::string plain_name(const std::string& path) {
  std::string out = path.substr(path.find_last_of("/\\") == std::string::npos ? 0 : path.find_last_of("/\\") + 1);
  for (char& c : out) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
    if (!plain) c = '_';
  }
  return out.empty() || out[0] == '.' ? "picture" + out : out;
}

struct Taker {
  const std::function<std::string(const std::string&)>& picture;
  std::map<std::string, std::string>& taken;
  std::map<std::string, std::string> known;   // path → address
  std::vector<std::string> missing;

  void take(std::string& path) {
    if (path.starts_with("http://") || path.starts_with("https://")) return;
    const auto [found, fresh] = known.try_emplace(path);
    std::string& address = found->second;
    if (fresh) {
      std::string bytes = picture(path);
      address = "images/" + plain_name(path);
      if (!bytes.empty()) {
        // Two of one name, from two folders.
        for (int n = 2; taken.count(address) && taken[address] != bytes; ++n) address = fmt::format("images/{}-{}", n, plain_name(path));
        taken.emplace(address, std::move(bytes));
      } else {
        missing.push_back(path);
      }
    }
    path = address;
  }

  void parts(std::vector<Part>& list) {
    for (Part& part : list) {
      for (std::string& path : part.images) take(path);
      parts(part.parts);
    }
  }
};

}  // namespace

std::vector<std::string> take_pictures(Article& article, const std::function<std::string(const std::string&)>& picture, std::map<std::string, std::string>& taken) {
  Taker taker{picture, taken, {}, {}};
  for_each_list_of_parts(article, [&](std::vector<Part>& parts) { taker.parts(parts); });
  for_each_inline(article, [&](Inline& item) {
    if (item.kind == InlineKind::image && !item.value.empty()) taker.take(item.value);
  });
  return std::move(taker.missing);
}

}  // namespace jiaokan
