#include "scan_cuts.h"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>

#include "input.h"
#include "model/diag.h"
#include "model/unicode.h"
#include "tools.h"

namespace jiaokan {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPictureEndings[] = {".bmp", ".gif", ".jp2", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp"};
constexpr std::string_view kPdf = ".pdf", kEndingsOfPages[] = {kPdf, ".tif", ".tiff"};
constexpr const char* kDots = "150";            // to the inch, of a page of a PDF
constexpr size_t kWidest = 1000;                // dots of a picture cut out
constexpr size_t kMostBytes = size_t{64} << 20; // of a file
constexpr float kPart = 1e6F;

template <size_t n>
bool among(const std::string_view (&list)[n], std::string_view ending) {
  return std::find(std::begin(list), std::end(list), ending) != std::end(list);
}

std::string ending_of(const std::string& name) { return small_ascii(fs::path(name).extension().string()); }
std::string stem_of(const std::string& name) { return fs::path(name).stem().string(); }

// Names from other systems may part folders otherwise.
std::string last_of(std::string name) {
  std::replace(name.begin(), name.end(), '\\', '/');
  return fs::path(name).filename().string();
}

struct File {
  std::string name, path;
  bool pdf = false, of_pages = false, of_scan = false;   // of_pages: may hold many
};

// The picture of one page.
struct PageKey {
  size_t file = 0, page = 0;
  friend bool operator<(const PageKey& a, const PageKey& b) { return std::tie(a.file, a.page) < std::tie(b.file, b.page); }
};

std::optional<PageKey> find(const std::vector<File>& files, const CutWish& wish) {
  std::vector<size_t> scans;
  for (size_t f = 0; f < files.size(); ++f) {
    if (files[f].name == wish.file) return PageKey{f, wish.page};
    if (files[f].of_scan) scans.push_back(f);
  }
  const std::string picture = last_of(wish.picture);
  for (const size_t f : scans)
    if (!files[f].pdf && !picture.empty() && (last_of(files[f].name) == picture || stem_of(last_of(files[f].name)) == stem_of(picture))) return PageKey{f, 0};
  for (const size_t f : scans)
    if (!files[f].pdf && stem_of(files[f].name) == stem_of(wish.file)) return PageKey{f, wish.page};
  if (scans.size() == 1 && files[scans[0]].of_pages) return PageKey{scans[0], wish.page_of_all};
  if (scans.size() == wish.pages && wish.page_of_all < scans.size() && !files[scans[wish.page_of_all]].pdf) return PageKey{scans[wish.page_of_all], 0};
  return std::nullopt;
}

// The pieces of one page, in the order of `parts`.
std::vector<std::string> cut_page(const File& file, size_t page, const std::vector<Box>& parts) {
  std::vector<std::string> out(parts.size());
  std::error_code error;
  const size_t size = fs::file_size(file.path, error);
  if (error || size == 0 || size > kMostBytes) return out;
  const WorkFolder folder;
  if (file.pdf) {
    folder.put("in.pdf", read_file(file.path));
    const std::string number = fmt::format("{}", page + 1);
    const ToolRun painted = run_tool(tool("pdftoppm"), {"-r", kDots, "-gray", "-png", "-f", number, "-l", number, "in.pdf"}, folder.path());
    if (painted.end != ToolEnd::done || painted.out.empty()) return out;
    folder.put("page", painted.out);
    page = 0;
  } else {
    folder.put("page", read_file(file.path));
  }
  std::vector<std::string> arguments = {"page", fmt::format("{}", page), fmt::format("{}", kWidest)};
  for (const Box& part : parts)
    for (const float edge : {part.x0, part.y0, part.x1, part.y1}) arguments.push_back(fmt::format("{}", static_cast<long>(std::clamp(edge, 0.0F, 1.0F) * kPart)));
  if (run_tool(tool("jiaokan-cut"), arguments, folder.path()).end != ToolEnd::done) return out;
  for (size_t p = 0; p < parts.size(); ++p) {
    const std::string name = fmt::format("{}.png", p + 1);
    if (fs::is_regular_file(folder.path() + "/" + name, error)) out[p] = folder.get(name);
  }
  return out;
}

std::vector<std::string> cut_all(const std::vector<File>& files, const std::vector<CutWish>& wishes) {
  std::map<PageKey, std::vector<size_t>> by_page;
  for (size_t w = 0; w < wishes.size(); ++w)
    if (const std::optional<PageKey> key = find(files, wishes[w])) by_page[*key].push_back(w);
  const std::vector<std::pair<PageKey, std::vector<size_t>>> pages(by_page.begin(), by_page.end());
  std::vector<std::string> out(wishes.size());
  tbb::parallel_for(size_t{0}, pages.size(), [&](size_t p) {
    const auto& [key, those] = pages[p];
    std::vector<Box> parts;
    for (const size_t w : those) parts.push_back(wishes[w].part);
    try {
      std::vector<std::string> cut = cut_page(files[key.file], key.page, parts);
      for (size_t i = 0; i < those.size(); ++i) out[those[i]] = std::move(cut[i]);
    } catch (const Failure&) {
      // A file that is gone by now is not shown.
    }
  });
  return out;
}

}  // namespace

bool is_picture_file(const std::string& name) {
  const std::string ending = ending_of(name);
  return ending == kPdf || among(kPictureEndings, ending);
}

ScanCuts scan_cuts_of(const std::vector<std::pair<std::string, std::string>>& files) {
  std::vector<File> those;
  for (const auto& [name, path] : files)
    if (is_picture_file(name)) those.push_back({name, path, ending_of(name) == kPdf, among(kEndingsOfPages, ending_of(name)), small_ascii(name).starts_with("scan/")});
  if (those.empty()) return {};
  return {[those](const CutWish& wish) { return find(those, wish).has_value(); }, [those](const std::vector<CutWish>& wishes) { return cut_all(those, wishes); }};
}

}  // namespace jiaokan
