#include "split.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "derive.h"
#include "diag_print.h"
#include "input.h"
#include "lang/script.h"
#include "model/unicode.h"
#include "read/encoding.h"
#include "read/read.h"
#include "store.h"
#include "telling.h"
#include "tools.h"

namespace jiaokan {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

std::string ending_of(const std::string& path) { return small_ascii(fs::path(path).extension().string()); }
bool is_list(const std::string& path) { return ending_of(path) == ".json"; }

// Files whose lines a reader has to find, and what stands behind their last page.
struct LaidOut {
  std::string_view ending, behind;
};
constexpr LaidOut kLaidOut[] = {{".alto", "Layout>"}, {".hocr", "body>"}, {".html", "body>"}, {".page", ""}, {".pdf", ""}, {".xml", "Layout>"}};
// In tags that begin a page: ALTO, PAGE, hOCR, Poppler.
constexpr std::string_view kPageTags[] = {"<Page ", ":Page ", "'ocr_page'", "\"ocr_page\"", "<page "};

const LaidOut* laid_out(const std::string& path) {
  const std::string ending = ending_of(path);
  const auto row = std::find_if(std::begin(kLaidOut), std::end(kLaidOut), [&](const LaidOut& one) { return one.ending == ending; });
  return row == std::end(kLaidOut) ? nullptr : row;
}

// Where the pages begin, blank ones too.
std::vector<size_t> page_starts(const std::string& bytes) {
  std::vector<size_t> out;
  for (const std::string_view tag : kPageTags)
    for (size_t at = bytes.find(tag); at != std::string::npos; at = bytes.find(tag, at + 1))
      if (const size_t start = bytes.rfind('<', at); start != std::string::npos) out.push_back(start);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

bool is_pdf(const std::string& path) { return ending_of(path) == ".pdf"; }

void add_line(IssueVersion& version, std::u32string_view text, size_t from, bool heading) {
  size_t begin = 0, end = text.size();
  while (begin < end && (is_space(text[begin]) || text[begin] == U'#')) {
    heading = heading || text[begin] == U'#';
    ++begin;
  }
  while (end > begin && (is_space(text[end - 1]) || text[end - 1] < 0x20)) --end;
  if (begin < end) version.lines.push_back({std::u32string(text.substr(begin, end - begin)), heading, version.pages, from});
}

void add_text(IssueVersion& version, const std::string& path) {
  const std::string bytes = read_file(path);
  const Decoded decoded = decode(bytes);
  if (decoded.binary) throw Failure(path + ": this is no text, and no format that an issue can be cut from");
  const std::u32string& chars = decoded.chars;
  for (size_t at = 0; at < chars.size();) {
    size_t end = at;
    while (end < chars.size() && chars[end] != U'\n' && chars[end] != U'\f' && chars[end] != U'\r') ++end;
    add_line(version, std::u32string_view(chars).substr(at, end - at), decoded.offset[at], false);
    if (end < chars.size() && chars[end] == U'\f') {
      version.pages_known = true;
      ++version.pages;
    }
    at = end + 1;
  }
}

void add_list(IssueVersion& version, const std::string& bytes) {
  const Json items = Json::parse(bytes, nullptr, false);
  if (!items.is_array()) throw Failure(version.name + ": this is no content list");
  version.pages_known = true;
  size_t last = 0;
  for (size_t i = 0; i < items.size(); ++i) {
    if (!items[i].is_object()) continue;
    version.pages = last = std::max(last, items[i].value("page_idx", last));
    const auto text = items[i].find("text");
    if (text == items[i].end() || !text->is_string()) continue;
    const auto level = items[i].find("text_level");
    add_line(version, from_utf8(text->get<std::string>()), i, level != items[i].end() && level->is_number() && *level > 0);
  }
}

// The lines as a reader finds them, running heads too: they tell of borders.
void add_laid_out(IssueVersion& version, const std::string& path) {
  std::vector<Source> sources = {{fs::path(path).filename().string(), read_file(path), "", ""}};
  Diags diags;
  if (needs_tool(sources[0].name, sources[0].bytes)) Workshop("", "").make({&sources}, diags);
  for (const Diag& diag : diags)
    if (describe(diag.code).severity == Severity::error) throw Failure(path + ": " + std::string(describe(diag.code).wording) + " (" + diag.detail + ")");
  const Witness witness = read(version.name, std::move(sources), WitnessKind::unknown, diags);
  size_t before = version.pages;
  auto block = witness.blocks.begin();
  for (size_t at = 0, l = 0; at < witness.sources.size(); ++at) {
    const std::vector<size_t> starts = page_starts(witness.sources[at].bytes);
    const uint32_t source_end = at + 1 < witness.sources.size() ? witness.source_begin[at + 1] : static_cast<uint32_t>(witness.chars.size());
    for (; l < witness.lines.size() && witness.lines[l] < source_end; ++l) {
      const uint32_t begin = witness.lines[l], end = l + 1 < witness.lines.size() ? witness.lines[l + 1] : source_end;
      std::u32string text;
      uint32_t first = end;
      for (uint32_t i = begin; i < end; ++i) {
        if (!in_stream(witness.role[i]) && witness.role[i] != Role::furniture) continue;
        first = std::min(first, i);
        text.push_back(witness.chars[i]);
      }
      if (text.empty()) continue;
      const size_t page = static_cast<size_t>(std::upper_bound(starts.begin(), starts.end(), witness.offset[first]) - starts.begin());
      while (block != witness.blocks.end() && block->span.end <= first) ++block;
      version.pages = before + (page > 0 ? page - 1 : 0);
      add_line(version, text, begin, block != witness.blocks.end() && block->span.begin < end && block->kind == BlockKind::heading);
    }
    before += std::max<size_t>(starts.size(), 1);
  }
  version.pages = before - 1;
  version.pages_known = true;
}

// Lines [first, end) as pages [first, end); a last page that the next article begins in the middle of is shared.
struct Piece {
  size_t first_page, end_page;
};
Piece pages_of(const IssueVersion& version, const IssueArticle& article) {
  const size_t first = version.lines[article.first].page;
  if (article.end == version.lines.size()) return {first, version.pages};
  const size_t last = version.lines[article.end].page;
  // What stands above the next title: more than a running head and the name of a column is the end of this article.
  size_t above = 0, letters = 0;
  for (size_t i = article.end; i > article.first && version.lines[i - 1].page == last; --i) {
    ++above;
    letters += version.lines[i - 1].text.size();
  }
  const bool shared = above > 3 || letters > 80;
  return {first, shared || last == first ? last + 1 : last};
}

std::string cut_text(const IssueVersion& version, const std::string& bytes, const IssueArticle& article) {
  if (!version.pages_known) {
    const size_t begin = version.lines[article.first].from, end = article.end < version.lines.size() ? version.lines[article.end].from : bytes.size();
    const size_t line = begin == 0 ? 0 : bytes.rfind('\n', begin) + 1;
    return bytes.substr(line, end == bytes.size() ? std::string::npos : bytes.rfind('\n', end) + 1 - line);
  }
  const Piece piece = pages_of(version, article);
  std::string out;
  size_t page = 0, at = 0;
  while (at <= bytes.size()) {
    const size_t end = std::min(bytes.find('\f', at), bytes.size());
    if (page >= piece.first_page && page < piece.end_page) out += (out.empty() ? "" : "\f") + bytes.substr(at, end - at);
    ++page;
    at = end + 1;
  }
  return out;
}

std::string cut_list(const IssueVersion& version, const std::string& bytes, const IssueArticle& article) {
  const Json items = Json::parse(bytes, nullptr, false);
  const Piece piece = pages_of(version, article);
  Json out = Json::array();
  size_t page = 0;
  for (const Json& item : items) {
    if (item.is_object()) page = std::max(page, item.value("page_idx", page));
    if (page >= piece.first_page && page < piece.end_page) out.push_back(item);
  }
  return out.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

// What stands before the first page, the pages of the piece, what stands behind the last.
std::string cut_laid_out(const IssueVersion& version, const std::string& bytes, const LaidOut& form, const IssueArticle& article) {
  const std::vector<size_t> starts = page_starts(bytes);
  if (starts.empty()) return bytes;
  size_t end = form.behind.empty() ? std::string::npos : bytes.rfind(form.behind);
  if (end != std::string::npos) end = bytes.rfind('<', end);
  if (end == std::string::npos || end < starts.back()) end = bytes.size();
  const Piece piece = pages_of(version, article);
  std::string out = bytes.substr(0, starts.front());
  for (size_t page = piece.first_page; page < piece.end_page && page < starts.size(); ++page) {
    const size_t to = page + 1 < starts.size() ? starts[page + 1] : end;
    out += bytes.substr(starts[page], to - starts[page]);
  }
  return out + bytes.substr(end);
}

std::string cut_pdf(const IssueVersion& version, const std::string& bytes, const IssueArticle& article) {
  const Piece piece = pages_of(version, article);
  const Tool& cutter = tool("qpdf");
  const WorkFolder folder;
  folder.put("in.pdf", bytes);
  const ToolRun done = run_tool(cutter, {"--deterministic-id", "in.pdf", "--pages", ".", fmt::format("{}-{}", piece.first_page + 1, piece.end_page), "--", "out.pdf"}, folder.path());
  if (done.end == ToolEnd::missing) throw Failure(fmt::format("{} of the package {} is needed to cut a PDF", cutter.program, cutter.package));
  std::error_code error;
  if (!fs::is_regular_file(folder.path() + "/out.pdf", error)) throw Failure(version.name + ": qpdf could not cut it: " + done.said);
  return folder.get("out.pdf");
}

void put(const std::string& folder, const std::string& name, const std::string& bytes) {
  std::error_code error;
  const fs::path path = fs::path(folder) / name;
  if (fs::exists(path, error)) {
    if (read_file(path.string()) == bytes) return;
    throw Failure(fmt::format("{} is there already and is another; name another folder, or remove it", path.string()));
  }
  write_whole(folder, name, bytes);
}

void write_piece(const std::string& folder, const IssueVersion& version, const IssueArticle& article) {
  if (version.files.size() == 1) {
    const std::string& file = version.files.front();
    const std::string bytes = read_file(file);
    const LaidOut* const form = laid_out(file);
    put(folder, version.name, is_list(file) ? cut_list(version, bytes, article) : is_pdf(file) ? cut_pdf(version, bytes, article) : form != nullptr ? cut_laid_out(version, bytes, *form, article) : cut_text(version, bytes, article));
    return;
  }
  const Piece piece = pages_of(version, article);
  for (size_t page = piece.first_page; page < piece.end_page && page < version.files.size(); ++page)
    put(below(folder, version.name), fs::path(version.files[page]).filename().string(), read_file(version.files[page]));
}

std::string toml_text(std::u32string_view text) { return nlohmann::json(to_utf8(text)).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace); }

std::string folder_name(size_t number) { return fmt::format("{:03}", number + 1); }

std::string pages_text(const IssueVersion& version, const IssueArticle& article) {
  if (!version.pages_known) return fmt::format("line {}", article.first + 1);
  const Piece piece = pages_of(version, article);
  return piece.end_page - piece.first_page == 1 ? fmt::format("page {}", piece.first_page + 1) : fmt::format("pages {}-{}", piece.first_page + 1, piece.end_page);
}

std::string signs_text(const IssueArticle& article) {
  std::string out;
  for (const char* const sign : article.signs) out += (out.empty() ? "" : ", ") + std::string(sign);
  return out;
}

// The order, the columns, and as comments what spoke for each border: evidence, no settings.
std::string issue_toml(const IssueVersion& version, const IssueCut& cut) {
  std::string order, columns, evidence;
  std::u32string last;
  for (size_t i = 0; i < cut.articles.size(); ++i) {
    order += (order.empty() ? "\"" : ", \"") + folder_name(i) + "\"";
    evidence += fmt::format("# {}: {} ({}{}): {}\n", folder_name(i), toml_text(cut.articles[i].title), pages_text(version, cut.articles[i]), cut.articles[i].sure ? "" : "; not sure", signs_text(cut.articles[i]));
  }
  for (const ContentsEntry& entry : cut.contents) {
    if (!entry.column.empty() && entry.column != last) columns += (columns.empty() ? "" : ", ") + toml_text(entry.column);
    last = entry.column;
    evidence += fmt::format("# contents: {}, page {}: {}\n", toml_text(entry.title), entry.page, entry.article == SIZE_MAX ? "not found" : folder_name(entry.article));
  }
  return "order = [" + order + "]\n" + (columns.empty() ? "" : "columns = [" + columns + "]\n") + "\n# Cut by jiaokan split from " + version.name + "\n" + evidence;
}

// The article of the first version that one of another version is; SIZE_MAX: none.
size_t same_article(const IssueArticle& article, const IssueCut& first, size_t from) {
  size_t best = SIZE_MAX;
  double most = 0.5;
  for (size_t i = from; i < first.articles.size(); ++i)
    if (const double alike = likeness(article.title, first.articles[i].title); alike > most) {
      most = alike;
      best = i;
    }
  return best;
}

}  // namespace

IssueVersion read_issue(const std::string& path) {
  IssueVersion version;
  fs::path named = fs::path(path).lexically_normal();
  if (!named.has_filename()) named = named.parent_path();
  version.name = named.filename().string();
  std::error_code error;
  if (fs::is_directory(path, error)) {
    for (const fs::directory_entry& entry : fs::directory_iterator(path))
      if (entry.is_regular_file() && entry.path().filename().string()[0] != '.') version.files.push_back(entry.path().string());
    std::sort(version.files.begin(), version.files.end(), natural_less);
    for (const std::string& file : version.files) {
      // A file is a page, whatever it says of its own pages.
      const size_t page = version.pages;
      if (laid_out(file) != nullptr || needs_tool(file, "")) add_laid_out(version, file);
      else add_text(version, file);
      for (IssueLine& line : version.lines) line.page = std::min(line.page, page);
      version.pages = page + 1;
    }
    version.pages_known = true;
  } else {
    version.files.push_back(path);
    if (is_list(path)) add_list(version, read_file(path));
    else if (laid_out(path) != nullptr) add_laid_out(version, path);
    else if (needs_tool(path, "")) throw Failure(path + ": such a file has no pages to cut; make a PDF of it, or a folder with a file a page");
    else add_text(version, path);
    ++version.pages;
  }
  if (version.lines.empty()) throw Failure(path + ": there is no text in it");
  return version;
}

int split(const SplitOptions& options) {
  Diags diags;
  IssueCut first;
  for (size_t i = 0; i < options.paths.size(); ++i) {
    const IssueVersion version = read_issue(options.paths[i]);
    const IssueCut cut = find_borders(version);
    if (cut.articles.empty()) throw Failure(options.paths[i] + ": no article begins in it");
    size_t from = 0;
    for (size_t n = 0; n < cut.articles.size(); ++n) {
      const IssueArticle& article = cut.articles[n];
      const size_t number = i == 0 ? n : same_article(article, first, from);
      if (number == SIZE_MAX) {
        diags.push_back({Code::piece_without_article, {version.name, 0, 0}, fmt::format("{} ({})", to_utf8(article.title), pages_text(version, article))});
        continue;
      }
      from = i == 0 ? 0 : number + 1;
      write_piece(below(options.out, folder_name(number)), version, article);
      std::printf("%s  %s: %s, %s%s\n", folder_name(number).c_str(), version.name.c_str(), pages_text(version, article).c_str(), to_utf8(article.title).c_str(), article.sure ? "" : "  (not sure)");
      if (!article.sure) diags.push_back({Code::border_unsure, {version.name, 0, 0}, fmt::format("{}, {}: {}", folder_name(number), pages_text(version, article), signs_text(article))});
    }
    for (const ContentsEntry& entry : cut.contents)
      if (entry.article == SIZE_MAX) diags.push_back({Code::contents_unplaced, {version.name, 0, 0}, fmt::format("{}, page {}", to_utf8(entry.title), entry.page)});
    if (i == 0) {
      put(options.out, "issue.toml", issue_toml(version, cut));
      first = cut;
    }
  }
  std::printf("\n%zu articles in %s. Look at them, correct what is not sure, and build.\n", first.articles.size(), options.out.c_str());
  std::fputs(print_diags(diags, {}, "", Colours::off).c_str(), stderr);
  return 0;
}

}  // namespace jiaokan
