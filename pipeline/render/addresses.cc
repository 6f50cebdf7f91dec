#include "render/addresses.h"

#include <cctype>

#include "model/unicode.h"

namespace jiaokan {

namespace {

constexpr std::string_view kSchemes[] = {"http://", "https://", "ftp://"};
constexpr std::string_view kPictures[] = {".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif"};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  return text;
}

bool is_plain(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.' || c == '_' ||
         c == '~';
}

bool is_hex(char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; }

void append_percent(std::string& out, char c) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  const unsigned char byte = static_cast<unsigned char>(c);
  out.push_back('%');
  out.push_back(kDigits[byte >> 4]);
  out.push_back(kDigits[byte & 15]);
}

// The part behind the host. Line breaks and tabs inside an address are accidents of typesetting and go.
void append_rest(std::string& out, std::string_view rest) {
  bool in_fragment = false;
  for (size_t i = 0; i < rest.size(); ++i) {
    const char c = rest[i];
    if (c == '\n' || c == '\r' || c == '\t') continue;
    const bool kept_escape = c == '%' && i + 2 < rest.size() && is_hex(rest[i + 1]) && is_hex(rest[i + 2]);
    const bool allowed = is_plain(c) || std::string_view("!$&'()*+,;=:@/?").find(c) != std::string_view::npos;
    if (c == '#' && !in_fragment) {
      in_fragment = true;
      out.push_back(c);
    } else if (allowed || kept_escape) {
      out.push_back(c);
    } else {
      append_percent(out, c);
    }
  }
}

// Letters of any script, digits, dots and hyphens, and a port.
bool is_host(std::string_view host) {
  const size_t colon = host.find(':');
  const std::string_view name = host.substr(0, colon);
  if (name.empty() || name.front() == '.' || name.front() == '-' || name.find("..") != std::string_view::npos) return false;
  for (const char c : name) {
    if (!is_plain(c) || c == '~') return false;
  }
  if (colon == std::string_view::npos) return true;
  const std::string_view port = host.substr(colon + 1);
  for (const char c : port) {
    if (c < '0' || c > '9') return false;
  }
  return !port.empty() && port.size() <= 5;
}

}  // namespace

std::string percent_encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (is_plain(c)) {
      out.push_back(c);
    } else {
      append_percent(out, c);
    }
  }
  return out;
}

std::string bare_doi(std::string_view doi) {
  doi = trimmed(doi);
  const size_t begin = doi.find("10.");
  if (begin == std::string_view::npos || begin > 24) return {};
  const std::string before = small_ascii(doi.substr(0, begin));
  if (!before.empty() && before.find("doi") == std::string::npos) return {};
  doi.remove_prefix(begin);
  const size_t slash = doi.find('/');
  if (slash == std::string_view::npos || slash < 5 || slash + 1 == doi.size()) return {};
  for (const char c : doi) {
    if (static_cast<unsigned char>(c) <= ' ') return {};
  }
  return std::string(doi);
}

std::string doi_address(std::string_view doi) {
  const std::string bare = bare_doi(doi);
  if (bare.empty()) return {};
  std::string out = "https://doi.org/";
  for (const char c : bare) {
    if (is_plain(c) || c == '/' || c == '(' || c == ')' || c == ';' || c == ':') {
      out.push_back(c);
    } else {
      append_percent(out, c);
    }
  }
  return out;
}

std::string safe_address(std::string_view address) {
  address = trimmed(address);
  const std::string low = small_ascii(address.substr(0, 16));
  if (low.starts_with("10.") || low.starts_with("doi:")) return doi_address(address);
  if (low.starts_with("mailto:") || (address.find('@') != std::string_view::npos && address.find(':') == std::string_view::npos &&
                                     address.find('/') == std::string_view::npos)) {
    std::string_view who = low.starts_with("mailto:") ? address.substr(7) : address;
    const size_t at = who.find('@');
    if (at == 0 || at == std::string_view::npos || !is_host(who.substr(at + 1))) return {};
    for (const char c : who.substr(0, at)) {
      if (!is_plain(c) && c != '+') return {};
    }
    return "mailto:" + std::string(who);
  }
  std::string_view scheme;
  for (const std::string_view s : kSchemes) {
    if (low.starts_with(s)) scheme = s;
  }
  if (low.starts_with("www.")) {
    scheme = "http://";
  } else if (scheme.empty()) {
    return {};
  } else {
    address.remove_prefix(scheme.size());
  }
  const size_t end = address.find_first_of("/?#");
  const std::string_view host = address.substr(0, end);
  if (!is_host(host)) return {};
  std::string out = std::string(scheme) + small_ascii(host);
  if (end != std::string_view::npos) append_rest(out, address.substr(end));
  return out;
}

std::string picture_type(std::string_view path, std::string_view bytes) {
  struct Row {
    std::string_view ending, magic, type;
  };
  constexpr Row kRows[] = {{".jpg", "\xFF\xD8\xFF", "image/jpeg"}, {".jpeg", "\xFF\xD8\xFF", "image/jpeg"}, {".png", "\x89PNG\r\n\x1A\n", "image/png"}, {".gif", "GIF8", "image/gif"}};
  const std::string low = small_ascii(path);
  for (const Row& row : kRows)
    if (std::string_view(low).ends_with(row.ending) && bytes.starts_with(row.magic)) return std::string(row.type);
  return {};
}

std::string picture_address(std::string_view path) {
  path = trimmed(path);
  const std::string low = small_ascii(path);
  bool picture = false;
  for (const std::string_view ending : kPictures) picture = picture || low.ends_with(ending);
  if (!picture) return {};
  if (low.starts_with("http://") || low.starts_with("https://")) return safe_address(path);
  if (path.front() == '/' || path.find(':') != std::string_view::npos || path.find("..") != std::string_view::npos ||
      path.find('\\') != std::string_view::npos) {
    return {};
  }
  std::string out;
  for (const char c : path) {
    if (is_plain(c) || c == '/') {
      out.push_back(c);
    } else {
      append_percent(out, c);
    }
  }
  return out;
}

}  // namespace jiaokan
