#include "derive.h"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "hash.h"
#include "input.h"
#include "pandoc.h"
#include "read/read.h"
#include "store.h"
#include "tools.h"

namespace jiaokan {

namespace {

namespace fs = std::filesystem;

constexpr size_t kFewestSigns = 20;      // a page, on average, of a PDF that has a text layer
constexpr size_t kMostPages = 500;       // of a file that is read by OCR
constexpr const char* kDots = "300";     // to the inch
constexpr std::string_view kSeal = "<!-- jiaokan ";

struct Made {
  std::string bytes, by;
};

// One file on its way: its texts, and what is to be said.
struct Piece {
  Source file;
  std::string hash;                                        // of its bytes
  std::vector<Source> texts;
  std::vector<std::pair<std::string, std::string>> kept;   // name in the folder, bytes
  Diags diags;
};

class Maker {
 public:
  Maker(Piece& piece, const std::string& folder, const std::string& lang, std::mutex& storing) : piece_(piece), folder_(folder), lang_(lang), storing_(storing) {}
  // For a part of the same file.
  Maker(Piece& piece, const Maker& whole) : Maker(piece, whole.folder_, whole.lang_, whole.storing_) {}

  void refuse(Code code, std::string detail) { piece_.diags.push_back({code, {piece_.file.name, 0, 0}, std::move(detail)}); }

  // What the tool makes; nothing and a diagnostic when it does not.
  std::optional<std::string> run(const Tool& tool, const std::vector<std::string>& arguments, const WorkFolder& folder) {
    ToolRun done = run_tool(tool, arguments, folder.path());
    switch (done.end) {
      case ToolEnd::done: return std::move(done.out);
      case ToolEnd::missing: refuse(Code::tool_missing, fmt::format("{} of the package {}", tool.program, tool.package)); break;
      case ToolEnd::failed: refuse(Code::tool_failed, fmt::format("{}: {}", tool.program, done.said.empty() ? "it says nothing" : done.said)); break;
      case ToolEnd::too_long: refuse(Code::tool_limit, fmt::format("{}: the limit is {} s", tool.program, tool.seconds)); break;
      case ToolEnd::too_much: refuse(Code::tool_limit, fmt::format("{}: the limit is {} MB", tool.program, tool.output >> 20)); break;
    }
    return std::nullopt;
  }

  // Adds a text: as it was kept, else as `make` makes it anew. `how`: the tools with their versions and what else decides.
  template <typename Make>
  bool text(const std::string& name, std::string_view ending, const std::string& how, Make make) {
    const std::string key = hash_of(piece_.hash + '\0' + name + '\0' + how);
    const std::string kept_name = flat(name) + std::string(ending);
    if (std::optional<Made> kept = find(kept_name, key)) {
      add(name, kept_name, std::move(kept->bytes), kept->by);
      return true;
    }
    std::optional<Made> made = make();
    if (!made) return false;
    // The seal stands at the end, so that places before it are the tool's own.
    made->bytes += fmt::format("\n{}{} {} {} -->\n", kSeal, key, hash_of(made->bytes), made->by);
    // Kept at once: a run that ends early goes on from here.
    if (!folder_.empty()) {
      const std::lock_guard<std::mutex> lock(storing_);
      store(folder_, {{kept_name.c_str(), &made->bytes}}, Earlier::keep, piece_.diags);
    }
    add(name, kept_name, std::move(made->bytes), made->by);
    return true;
  }

  Piece& piece() { return piece_; }
  const std::string& lang() const { return lang_; }

 private:
  static std::string flat(std::string name) {
    for (char& c : name)
      if (c == '/') c = '+';
    return name;
  }

  void add(const std::string& name, const std::string& kept_name, std::string bytes, const std::string& by) {
    piece_.kept.emplace_back(kept_name, bytes);
    piece_.texts.push_back({name, std::move(bytes), piece_.file.name, by});
  }

  // A kept text whose seal names this file and tool, and that nobody has changed.
  std::optional<Made> find(const std::string& name, const std::string& key) const {
    const std::string path = folder_ + "/" + name;
    std::error_code error;
    if (folder_.empty() || !fs::is_regular_file(path, error)) return std::nullopt;
    std::string bytes = read_file(path);
    const size_t at = bytes.rfind(kSeal), end = bytes.rfind(" -->\n");
    const size_t hash = at == std::string::npos ? at : at + kSeal.size() + key.size() + 1;
    if (at == std::string::npos || at == 0 || end == std::string::npos || end < hash + key.size() + 1) return std::nullopt;
    if (bytes.compare(at + kSeal.size(), key.size(), key) != 0 || bytes.compare(hash, key.size(), hash_of(std::string_view(bytes).substr(0, at - 1))) != 0) return std::nullopt;
    std::string by = bytes.substr(hash + key.size() + 1, end - hash - key.size() - 1);
    return Made{std::move(bytes), std::move(by)};
  }

  Piece& piece_;
  const std::string& folder_;
  const std::string& lang_;
  std::mutex& storing_;
};

// --- pictures ---

// What tesseract needs for the language an article is said to be in; the last row is for every other. English stands in all of them.
struct Script {
  std::string_view lang, data, package;
};
constexpr Script kScripts[] = {
    {"zh-Hant", "chi_tra", "tesseract-ocr-chi-tra"}, {"zh-TW", "chi_tra", "tesseract-ocr-chi-tra"}, {"zh-HK", "chi_tra", "tesseract-ocr-chi-tra"},
    {"ja", "jpn", "tesseract-ocr-jpn"},              {"en", "eng", "tesseract-ocr-eng"},            {"", "chi_sim", "tesseract-ocr-chi-sim"},
};
constexpr std::string_view kBeside = "eng";

const std::string& installed_data() {
  static const std::string installed = [] {
    const WorkFolder folder;
    return run_tool(tool("tesseract"), {"--list-langs"}, folder.path()).out + "\n";
  }();
  return installed;
}

bool is_installed(std::string_view data) {
  return installed_data().find(fmt::format("\n{}\n", data)) != std::string::npos;
}

// `more`: what tesseract is told besides.
bool read_picture(Maker& maker, const std::string& name, const std::string& known_by, const std::vector<std::string>& more, const std::function<bool(const WorkFolder&)>& put) {
  const Tool& reader = tool("tesseract");
  const std::string version = version_of(reader);
  if (version.empty()) {
    maker.refuse(Code::tool_missing, fmt::format("{} of the package {}", reader.program, reader.package));
    return false;
  }
  const Script& script = *std::find_if(std::begin(kScripts), std::end(kScripts), [&](const Script& row) { return maker.lang().starts_with(row.lang); });
  std::string data;
  if (is_installed(script.data)) data = script.data;
  else maker.refuse(Code::language_data_missing, fmt::format("{} of the package {}", script.data, script.package));
  if (script.data != kBeside && is_installed(kBeside)) data += (data.empty() ? "" : "+") + std::string(kBeside);
  if (data.empty()) return false;
  const std::string by = fmt::format("{} -l {}", version, data);
  return maker.text(name, ".hocr", known_by + by, [&]() -> std::optional<Made> {
    const WorkFolder folder;
    if (!put(folder)) return std::nullopt;
    std::vector<std::string> arguments = {"page", "stdout", "-l", data, "--psm", "3"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    arguments.push_back("hocr");
    std::optional<std::string> out = maker.run(reader, arguments, folder);
    if (!out) return std::nullopt;
    return Made{std::move(*out), known_by + by};
  });
}

// Each page of a file for itself, side by side; then in their order. `read_page` makes the text of one page.
void read_pages(Maker& maker, size_t pages, const std::function<void(Maker& part, const std::string& name, size_t page)>& read_page) {
  std::vector<Piece> parts(pages);
  tbb::parallel_for(size_t{0}, pages, [&](size_t p) {
    parts[p].file.name = maker.piece().file.name;
    parts[p].hash = maker.piece().hash;
    Maker part(parts[p], maker);
    read_page(part, fmt::format("{}.{}", maker.piece().file.name, p + 1), p);
  });
  for (Piece& part : parts) {
    std::move(part.texts.begin(), part.texts.end(), std::back_inserter(maker.piece().texts));
    std::move(part.kept.begin(), part.kept.end(), std::back_inserter(maker.piece().kept));
    // What is missing is missing for every page.
    for (Diag& diag : part.diags)
      if (std::none_of(maker.piece().diags.begin(), maker.piece().diags.end(), [&](const Diag& d) { return d.code == diag.code && d.detail == diag.detail; }))
        maker.piece().diags.push_back(std::move(diag));
  }
}

// The pictures in a TIFF, which may be one a page: the length of its chain of directories. 1 for any other file.
size_t pages_of_tiff(std::string_view bytes) {
  const bool little = bytes.starts_with(std::string_view("II*\0", 4));
  if (!little && !bytes.starts_with(std::string_view("MM\0*", 4))) return 1;
  const auto number = [&](size_t at, size_t size) {
    size_t out = 0;
    for (size_t i = 0; i < size && at + size <= bytes.size(); ++i) out = out << 8 | static_cast<unsigned char>(bytes[little ? at + size - 1 - i : at + i]);
    return out;
  };
  constexpr size_t kEntry = 12;
  size_t pages = 0;
  for (size_t at = number(4, 4); at != 0 && at + 2 <= bytes.size() && pages <= kMostPages; ++pages) at = number(at + 2 + kEntry * number(at, 2), 4);
  return std::max(pages, size_t{1});
}

void make_of_picture(Maker& maker) {
  const std::string& bytes = maker.piece().file.bytes;
  const size_t pages = pages_of_tiff(bytes);
  if (pages > kMostPages) return maker.refuse(Code::tool_limit, fmt::format("there are more pages than {}", kMostPages));
  const auto put = [&](const WorkFolder& folder) {
    folder.put("page", bytes);
    return true;
  };
  if (pages == 1) read_picture(maker, maker.piece().file.name, "", {}, put);
  else read_pages(maker, pages, [&](Maker& part, const std::string& name, size_t page) { read_picture(part, name, "", {"-c", fmt::format("tessedit_page_number={}", page)}, put); });
}

// --- PDF ---

size_t count(std::string_view text, std::string_view what) {
  size_t out = 0;
  for (size_t at = text.find(what); at != std::string_view::npos; at = text.find(what, at + what.size())) ++out;
  return out;
}

// Signs of the texts of Poppler's XML, about.
size_t signs_in(std::string_view xml) {
  size_t out = 0;
  for (size_t at = xml.find("<text "); at != std::string_view::npos; at = xml.find("<text ", at)) {
    at = xml.find('>', at);
    const size_t end = at == std::string_view::npos ? at : xml.find("</text>", at);
    if (end == std::string_view::npos) break;
    bool tag = false;
    for (size_t i = at + 1; i < end; ++i) {
      tag = xml[i] == '<' || (tag && xml[i] != '>');
      out += !tag && xml[i] != ' ' && xml[i] != '>' && (xml[i] & 0xC0) != 0x80;
    }
  }
  return out;
}

void read_scanned_pdf(Maker& maker, size_t pages) {
  const Tool& painter = tool("pdftoppm");
  const std::string version = version_of(painter);
  maker.refuse(Code::no_text_layer, fmt::format("{} page{}", pages, pages == 1 ? "" : "s"));
  if (version.empty()) return maker.refuse(Code::tool_missing, fmt::format("{} of the package {}", painter.program, painter.package));
  if (pages > kMostPages) return maker.refuse(Code::tool_limit, fmt::format("{} pages are to be read; the limit is {}", pages, kMostPages));
  const std::string by = fmt::format("{} -r {}; ", version, kDots);
  // The PDF is laid out once, and only when a page is not there yet.
  const WorkFolder desk;
  std::once_flag laid_out;
  read_pages(maker, pages, [&](Maker& part, const std::string& name, size_t page) {
    read_picture(part, name, by, {}, [&](const WorkFolder& folder) {
      std::call_once(laid_out, [&] { desk.put("in.pdf", maker.piece().file.bytes); });
      const std::string number = fmt::format("{}", page + 1);
      const std::optional<std::string> picture = part.run(painter, {"-r", kDots, "-png", "-f", number, "-l", number, "in.pdf"}, desk);
      if (!picture) return false;
      folder.put("page", *picture);
      return true;
    });
  });
}

// The printed numbers that the PDF gives its pages, by their places; empty where it gives none but 1, 2, 3 …
std::vector<long> page_labels(const std::string& pdf, const WorkFolder& folder, size_t pages) {
  // In a compressed PDF the word may be anywhere.
  if (pdf.find("/PageLabels") == std::string::npos && pdf.find("/ObjStm") == std::string::npos) return {};
  const ToolRun done = run_tool(tool("qpdf"), {"--json=2", "--json-key=pagelabels", "in.pdf"}, folder.path());
  const nlohmann::json read = nlohmann::json::parse(done.out, nullptr, false);
  if (!read.is_object() || !read.contains("pagelabels") || !read["pagelabels"].is_array()) return {};
  std::vector<long> out(pages, 0);
  bool other = false;
  for (const nlohmann::json& row : read["pagelabels"]) {
    if (!row.is_object() || !row.contains("label") || !row["label"].is_object()) continue;
    const nlohmann::json& label = row["label"];
    const auto first = row.find("index");
    const auto start = label.find("/St"), style = label.find("/S");
    // Each row goes on to the next; only decimal numbers without anything before them are printed so.
    const bool decimal = style != label.end() && *style == "/D" && !label.contains("/P");
    const long number = start != label.end() && start->is_number_integer() ? start->get<long>() : 1;
    const size_t from = first != row.end() && first->is_number_unsigned() ? first->get<size_t>() : pages;
    for (size_t p = from; p < pages; ++p) {
      out[p] = decimal ? number + static_cast<long>(p - from) : 0;
      other |= out[p] > 0 && out[p] != static_cast<long>(p) + 1;
    }
  }
  return other ? out : std::vector<long>();
}

// Writes them into Poppler's XML; false when there are none.
bool write_labels(std::string& xml, const std::vector<long>& labels) {
  constexpr std::string_view kPage = "<page ";
  size_t at = 0;
  for (const long label : labels) {
    at = xml.find(kPage, at);
    if (at == std::string::npos) break;
    at += kPage.size();
    if (label > 0) xml.insert(at, fmt::format("label=\"{}\" ", label));
  }
  return !labels.empty();
}

void make_of_pdf(Maker& maker) {
  const Tool& reader = tool("pdftohtml");
  const std::string version = version_of(reader);
  if (version.empty()) return maker.refuse(Code::tool_missing, fmt::format("{} of the package {}", reader.program, reader.package));
  const bool made = maker.text(maker.piece().file.name, ".xml", version, [&]() -> std::optional<Made> {
    const WorkFolder folder;
    folder.put("in.pdf", maker.piece().file.bytes);
    std::optional<std::string> out = maker.run(reader, {"-xml", "-i", "-hidden", "-noroundcoord", "-zoom", "4", "-stdout", "in.pdf"}, folder);
    if (!out) return std::nullopt;
    const bool labelled = write_labels(*out, page_labels(maker.piece().file.bytes, folder, count(*out, "<page ")));
    const std::string by = version + (labelled ? "; page labels by " + version_of(tool("qpdf")) : "");
    // In reading order, so that what is kept is what is read.
    Diags ignored;
    const Witness witness = read("", {{maker.piece().file.name, std::move(*out), "", by}}, WitnessKind::text_layer, ignored);
    return Made{witness.sources.front().bytes, witness.sources.front().made_by};
  });
  if (!made) return;
  const std::string& xml = maker.piece().texts.back().bytes;
  const size_t pages = count(xml, "<page ");
  if (pages == 0 || signs_in(xml) >= kFewestSigns * pages) return;
  maker.piece().texts.pop_back();
  read_scanned_pdf(maker, pages);
}

// --- word processor files and HTML ---

constexpr size_t kMostOfArchive = size_t{64} << 20;   // bytes of a file in a word processor file
constexpr std::string_view kMended = "; labels of notes and lists written out";
constexpr std::string_view kMending = " 2";            // counts on when pandoc.cc mends otherwise: what is kept is made again then

void make_by_pandoc(Maker& maker, std::string_view format) {
  const Tool& converter = tool("pandoc");
  const std::string version = version_of(converter);
  if (version.empty()) return maker.refuse(Code::tool_missing, fmt::format("{} of the package {}", converter.program, converter.package));
  const std::string& name = maker.piece().file.name;
  maker.text(name, ".html", version + std::string(kMending), [&]() -> std::optional<Made> {
    const WorkFolder folder;
    folder.put("in", format == "odt" ? with_head_rows(maker.piece().file.bytes, kMostOfArchive) : maker.piece().file.bytes);
    std::optional<std::string> out = maker.run(converter, {"--sandbox", "-s", "-f", std::string(format), "-t", "html5", "--wrap=none", "--mathjax", "in"}, folder);
    if (!out) return std::nullopt;
    const std::string html = format == "html" ? without_title_block(std::move(*out)) : std::move(*out);
    return Made{with_labels(html, holds_pictures(name) ? fs::path(name).filename().string() : "", format == "docx" ? list_labels(maker.piece().file.bytes, kMostOfArchive) : WordLabels()), version + std::string(kMended)};
  });
}

struct Format {
  std::string_view endings;
  std::string_view tools[4];
  void (*make)(Maker&);
};
constexpr Format kMakers[] = {
    {" .docx ", {"pandoc"}, [](Maker& maker) { make_by_pandoc(maker, "docx"); }},
    {" .htm .html .xhtml ", {"pandoc"}, [](Maker& maker) { make_by_pandoc(maker, "html"); }},
    {" .bmp .gif .jp2 .jpeg .jpg .png .tif .tiff .webp ", {"tesseract"}, make_of_picture},
    {" .odt ", {"pandoc"}, [](Maker& maker) { make_by_pandoc(maker, "odt"); }},
    {" .pdf ", {"pdftohtml", "pdftoppm", "qpdf", "tesseract"}, make_of_pdf},
    {" .rtf ", {"pandoc"}, [](Maker& maker) { make_by_pandoc(maker, "rtf"); }},
};

const Format* format_of(std::string_view name) {
  const size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return nullptr;
  std::string ending = " " + std::string(name.substr(dot)) + " ";
  for (char& c : ending)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  for (const Format& row : kMakers)
    if (row.endings.find(ending) != std::string_view::npos) return &row;
  return nullptr;
}

}  // namespace

bool needs_tool(std::string_view name, std::string_view bytes) {
  constexpr size_t kHead = 8000;
  const std::string_view head = bytes.substr(0, kHead);
  return format_of(name) != nullptr && head.find("ocr_page") == std::string_view::npos && head.find("ocr-system") == std::string_view::npos;
}

std::string tools_print(const std::vector<InputFile>& files) {
  std::set<std::string_view> names;
  for (const InputFile& file : files)
    if (const Format* format = format_of(file.name); format != nullptr && !file.name.starts_with("scan/")) names.insert(std::begin(format->tools), std::end(format->tools));
  std::string out;
  for (const std::string_view name : names) {
    if (name.empty()) continue;
    out += "\n" + version_of(tool(name));
    if (name == "tesseract") out += installed_data();
  }
  return out;
}

Workshop::Workshop(const std::string& folder, std::string lang) : folder_(folder.empty() ? "" : folder + "/" + kMadeFolder), lang_(std::move(lang)) {}

void Workshop::make(std::vector<std::vector<Source>*> lists, Diags& diags) {
  struct Waiting {
    size_t list, at;
    Piece piece;
  };
  std::vector<Waiting> waiting;
  for (size_t l = 0; l < lists.size(); ++l)
    for (size_t s = 0; s < lists[l]->size(); ++s)
      if (needs_tool((*lists[l])[s].name, (*lists[l])[s].bytes)) waiting.push_back({l, s, {std::move((*lists[l])[s]), {}, {}, {}, {}}});
  if (waiting.empty()) {
    std::error_code error;
    if (!folder_.empty() && fs::is_directory(folder_, error)) unstore(folder_, diags);
    return;
  }
  tbb::parallel_for(size_t{0}, waiting.size(), [&](size_t w) {
    waiting[w].piece.hash = hash_of(waiting[w].piece.file.bytes);
    Maker maker(waiting[w].piece, folder_, lang_, storing_);
    format_of(waiting[w].piece.file.name)->make(maker);
  });
  std::vector<std::pair<const char*, const std::string*>> to_keep;
  for (Waiting& one : waiting) {
    diags.insert(diags.end(), one.piece.diags.begin(), one.piece.diags.end());
    for (const auto& [name, bytes] : one.piece.kept) to_keep.emplace_back(name.c_str(), &bytes);
  }
  if (!folder_.empty() && !to_keep.empty()) store(folder_, to_keep, Earlier::remove, diags);
  // From the last to the first, so that the places of those before stay.
  for (auto one = waiting.rbegin(); one != waiting.rend(); ++one) {
    std::vector<Source>& list = *lists[one->list];
    const auto at = list.erase(list.begin() + static_cast<std::ptrdiff_t>(one->at));
    list.insert(at, std::make_move_iterator(one->piece.texts.begin()), std::make_move_iterator(one->piece.texts.end()));
  }
}

}  // namespace jiaokan
