#include "input.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <set>

#include "config.h"
#include "derive.h"
#include "lang/script.h"
#include "model/unicode.h"
#include "pandoc.h"
#include "read/encoding.h"
#include "store.h"

namespace jiaokan {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kNotWitnessFolders[] = {"images", "scan"};
constexpr std::string_view kNotWitnessFiles[] = {"edition.xml"};
// Endings of formats that have neither reader nor tool: read as text they would only be noise.
constexpr std::string_view kOtherFormats[] = {".doc", ".epub", ".gz", ".zip"};

template <size_t n>
bool among(const std::string_view (&list)[n], std::string_view name) {
  return std::find(std::begin(list), std::end(list), name) != std::end(list);
}

bool ends_with(const std::string& text, std::string_view end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

bool is_witness_file(const std::string& name) {
  const std::string small = small_ascii(name);
  return !name.empty() && name[0] != '.' && name.back() != '~' && !ends_with(small, ".toml") && small.rfind("readme", 0) != 0 &&
         !among(kNotWitnessFiles, small);
}
bool is_witness_folder(const std::string& name) { return name[0] != '.' && !among(kNotWitnessFolders, small_ascii(name)); }

bool has_reader(const std::string& name) { return !among(kOtherFormats, small_ascii(fs::path(name).extension().string())); }

// A version was meant to be here: it is named as one that cannot be read.
bool leads_nowhere(const fs::path& path) {
  std::error_code error;
  return fs::is_symlink(path, error) && !fs::exists(path, error);
}

struct Listing {
  std::vector<std::string> files, folders;   // names, natural order
};

Listing list(const fs::path& folder) {
  Listing out;
  std::error_code error;
  // What jiaokan wrote into a folder is no witness of anything.
  const std::set<std::string> own = fs::exists(folder / ".jiaokan", error) ? read_kept(folder.string()).names : std::set<std::string>();
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    const std::string name = it->path().filename().string();
    if (it->is_directory(error)) {
      if (is_witness_folder(name)) out.folders.push_back(name);
    } else if (is_witness_file(name) && !own.count(name) && (it->is_regular_file(error) || leads_nowhere(it->path()))) {
      out.files.push_back(name);
    }
  }
  if (error) throw Failure(fmt::format("cannot read the folder {}: {}", folder.string(), error.message()));
  std::sort(out.files.begin(), out.files.end(), natural_less);
  std::sort(out.folders.begin(), out.folders.end(), natural_less);
  return out;
}

bool stays_within(const fs::path& path, const std::string& root) {
  if (root.empty()) return true;
  std::error_code error;
  const fs::path real = fs::canonical(path, error), base = fs::canonical(root, error);
  if (error) return false;
  const auto [base_end, rest] = std::mismatch(base.begin(), base.end(), real.begin(), real.end());
  (void)rest;
  return base_end == base.end();
}

// How many folders above the articles a folder stands, by the settings file in it.
int levels_below(const fs::path& folder) {
  std::error_code error;
  const auto holds = [&](const char* name) { return fs::exists(folder / name, error); };
  if (holds("article.toml")) return 0;
  if (holds("issue.toml")) return 1;
  if (holds("journal.toml")) return 2;
  return holds("decisions.toml") ? 0 : 3;   // beside the others it is for all their articles
}

// The regular files of a folder that `wanted` takes, in natural order; nothing where there is no folder.
std::vector<std::string> files_in(const fs::path& folder, const std::function<bool(const fs::path&)>& wanted) {
  std::vector<std::string> out;
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
    if (it->is_regular_file(error) && wanted(it->path())) out.push_back(it->path().filename().string());
  std::sort(out.begin(), out.end(), natural_less);
  return out;
}

std::string with_slash(std::string folder) {
  if (!folder.empty() && folder.back() != '/') folder += '/';
  return folder;
}

struct Found {
  std::vector<ArticleInput>& articles;
  Diags& diags;
};

void walk(const std::string& folder, const std::string& name, const std::string& root, int levels, size_t depth,
          const Limits& limits, Found& out) {
  if (!stays_within(folder, root)) return;
  if (depth > limits.depth) {
    out.diags.push_back({Code::folders_too_deep, {folder, 0, 0}, fmt::format("the limit is {}", limits.depth)});
    return;
  }
  Listing listing;
  try {
    listing = list(folder);
  } catch (const Failure&) {
    // An article that cannot be made: the rest goes on, and what was made of it earlier is not taken for gone.
    if (name.empty()) throw;
    out.articles.push_back({name, with_slash(folder), {}, root});
    return;
  }
  levels = std::min(levels, levels_below(folder));
  const bool has_text = std::any_of(listing.files.begin(), listing.files.end(), has_reader);
  if (has_text || (levels <= 0 && !(listing.files.empty() && listing.folders.empty()))) {
    out.articles.push_back({name, with_slash(folder), {}, root});
    return;
  }
  for (const std::string& child : listing.folders)
    walk(with_slash(folder) + child, name.empty() ? child : name + "/" + child, root, levels - 1, depth + 1, limits, out);
}

// What begins like that is no text.
bool has_magic(const std::string& bytes) {
  constexpr std::string_view kMagic[] = {"%PDF-", "PK\x03\x04", "\x89PNG", "\xFF\xD8\xFF", "\x7F" "ELF", "GIF8", "\x1F\x8B", "II*\0"};
  for (const std::string_view magic : kMagic)
    if (bytes.compare(0, magic.size(), magic) == 0) return true;
  return false;
}

bool is_blank(const Decoded& decoded) {
  return std::all_of(decoded.chars.begin(), decoded.chars.end(), [](char32_t c) { return c == 0xFEFF || c < 0x20 || is_space(c); });
}

bool has_long_line(const std::string& bytes, size_t limit) {
  for (size_t at = 0; at < bytes.size();) {
    const size_t end = std::min(bytes.find_first_of("\n\r", at), bytes.size());
    if (end - at > limit) return true;
    at = end + 1;
  }
  return false;
}

// The file as a source, or nothing and a diagnostic.
bool take(const fs::path& path, const std::string& name, const std::string& root, const Limits& limits, std::vector<Source>& out,
          Diags& diags, bool settings = false) {
  const auto refuse = [&](Code code, std::string detail) {
    diags.push_back({code, {name, 0, 0}, std::move(detail)});
    return false;
  };
  std::error_code error;
  if (leads_nowhere(path)) return refuse(Code::file_unreadable, "it is a link to a file that is not there");
  if (!stays_within(path, root)) return refuse(Code::linked_outside, "");
  if (fs::is_directory(path, error)) return refuse(Code::file_unreadable, "it is a folder");
  if (!fs::is_regular_file(path, error)) return refuse(Code::file_unreadable, "it is no plain file");
  const size_t size = fs::file_size(path, error);
  if (error) return refuse(Code::file_unreadable, error.message());
  if (size == 0 && settings) return false;   // an empty settings file sets nothing
  if (size == 0) return refuse(Code::file_empty, "");
  if (size > limits.file_mb << 20)
    return refuse(Code::file_too_large, fmt::format("{} MB; the limit is {} MB", size >> 20, limits.file_mb));
  Source source{name, {}, {}, {}};
  try {
    source.bytes = read_file(path.string());
  } catch (const Failure& failure) {
    return refuse(Code::file_unreadable, failure.what());
  }
  if (!settings && needs_tool(name, source.bytes)) {
    out.push_back(std::move(source));
    return true;
  }
  if (has_long_line(source.bytes, limits.line_mb << 20))
    return refuse(Code::line_too_long, fmt::format("the limit is {} MB", limits.line_mb));
  if (has_magic(source.bytes)) return refuse(Code::file_binary, "");
  if (!is_plain_text(source.bytes)) {
    const Decoded decoded = decode(source.bytes);
    if (decoded.binary) return refuse(Code::file_binary, "");
    if (!settings && is_blank(decoded)) return refuse(Code::file_empty, "there is only white space in it");
  }
  out.push_back(std::move(source));
  return true;
}

// Takes in versions until one is too many.
struct Loading {
  const Limits& limits;
  Job& job;
  Diags& diags;
  size_t files = 0, bytes = 0;

  bool add(WitnessFiles witness) {
    if (witness.sources.empty()) return true;
    if (job.witnesses.size() == limits.versions) return refuse(Code::too_many_versions, witness.name, limits.versions);
    for (const Source& source : witness.sources) bytes += source.bytes.size();
    if (bytes > limits.article_mb << 20) return refuse(Code::article_too_large, witness.name, limits.article_mb);
    job.witnesses.push_back(std::move(witness));
    return true;
  }
  bool count(const std::string& name, size_t more) {
    files += more;
    return files <= limits.files || refuse(Code::too_many_files, name, limits.files);
  }
  bool refuse(Code code, const std::string& name, size_t limit) {
    diags.push_back({code, {name, 0, 0}, fmt::format("the limit is {}", limit)});
    return false;
  }
};

void load_folder(const ArticleInput& article, Loading& loading) {
  const Listing listing = list(article.folder);
  const auto take_known = [&](const std::string& name, std::vector<Source>& sources) {
    if (has_reader(name)) take(article.folder + name, name, article.root, loading.limits, sources, loading.diags);
    else loading.diags.push_back({Code::file_format, {name, 0, 0}, ""});
  };
  for (const std::string& name : listing.files) {
    WitnessFiles witness{name, {}};
    if (!loading.count(name, 1)) return;
    take_known(name, witness.sources);
    if (!loading.add(std::move(witness))) return;
  }
  for (const std::string& folder : listing.folders) {
    WitnessFiles witness{folder, {}};
    if (!stays_within(article.folder + folder, article.root)) {
      loading.diags.push_back({Code::linked_outside, {folder, 0, 0}, ""});
      continue;
    }
    Listing pages;
    try {
      pages = list(article.folder + folder);
    } catch (const Failure& failure) {
      loading.diags.push_back({Code::file_unreadable, {folder, 0, 0}, failure.what()});
      continue;
    }
    if (!loading.count(folder, pages.files.size())) return;
    for (const std::string& page : pages.files) take_known(folder + "/" + page, witness.sources);
    if (!loading.add(std::move(witness))) return;
  }
}

void load_named(const ArticleInput& article, Loading& loading) {
  for (const std::string& path : article.files) {
    WitnessFiles witness{fs::path(path).filename().string(), {}};
    if (fs::is_directory(path)) {
      const Listing pages = list(path);
      if (pages.files.empty()) loading.diags.push_back({Code::file_unreadable, {path, 0, 0}, "there is no file in this folder"});
      if (!loading.count(path, pages.files.size())) return;
      for (const std::string& page : pages.files)
        take(with_slash(path) + page, with_slash(path) + page, path, loading.limits, witness.sources, loading.diags);
    } else {
      if (!loading.count(path, 1)) return;
      take(path, path, "", loading.limits, witness.sources, loading.diags);
    }
    if (!loading.add(std::move(witness))) return;
  }
}

// The nearest file of this name in the folder or the three above it: article, issue, journal, archive.
std::string nearest(const std::string& folder, const std::string& name) {
  std::error_code error;
  fs::path at = fs::absolute(folder.empty() ? "." : folder, error).lexically_normal();
  if (!at.has_filename()) at = at.parent_path();
  std::string shown = folder;
  for (int level = 0; level < 4; ++level) {
    if (fs::is_regular_file(at / name, error)) return shown + name;
    if (!at.has_parent_path() || at == at.root_path()) break;
    at = at.parent_path();
    shown += "../";
  }
  return {};
}

// The settings files that an article is under, the far one first.
std::vector<std::pair<SettingsLevel, InputFile>> settings_of(const ArticleInput& article) {
  const std::string folder =
      article.files.empty() ? article.folder : with_slash(fs::path(article.files.front()).parent_path().string());
  std::vector<std::pair<SettingsLevel, InputFile>> out;
  const auto put = [&](SettingsLevel level, const std::string& path) {
    std::error_code error;
    if (!path.empty() && fs::is_regular_file(path, error)) out.push_back({level, {article.files.empty() ? path.substr(article.folder.size()) : path, path}});
  };
  for (const SettingsLevel level : {SettingsLevel::journal, SettingsLevel::issue}) {
    const std::string path = nearest(folder, file_name(level));
    put(level, path);
    if (!path.empty() && path.size() > folder.size() + file_name(level).size()) put(SettingsLevel::shared_decisions, path.substr(0, path.size() - file_name(level).size()) + file_name(SettingsLevel::shared_decisions));
  }
  for (const SettingsLevel level : {SettingsLevel::article, SettingsLevel::decisions}) put(level, folder + file_name(level));
  return out;
}

}  // namespace

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw Failure(fmt::format("cannot read {}: {}", path, std::strerror(errno)));
  std::string bytes;
  file.seekg(0, std::ios::end);
  const std::streamoff size = file.tellg();
  if (size > 0) {
    bytes.resize(static_cast<size_t>(size));
    file.seekg(0);
    file.read(bytes.data(), size);
    bytes.resize(static_cast<size_t>(std::max<std::streamsize>(0, file.gcount())));
  }
  if (file.bad()) throw Failure("cannot read " + path);
  return bytes;
}

bool natural_less(std::string_view a, std::string_view b) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  size_t i = 0, j = 0;
  while (i < a.size() && j < b.size()) {
    if (digit(a[i]) && digit(b[j])) {
      size_t ie = i, je = j;
      while (ie < a.size() && digit(a[ie])) ++ie;
      while (je < b.size() && digit(b[je])) ++je;
      std::string_view x = a.substr(i, ie - i), y = b.substr(j, je - j);
      while (x.size() > 1 && x[0] == '0') x.remove_prefix(1);
      while (y.size() > 1 && y[0] == '0') y.remove_prefix(1);
      if (x.size() != y.size()) return x.size() < y.size();
      if (x != y) return x < y;
      i = ie;
      j = je;
    } else {
      if (a[i] != b[j]) return static_cast<unsigned char>(a[i]) < static_cast<unsigned char>(b[j]);
      ++i;
      ++j;
    }
  }
  if (i == a.size() && j == b.size()) return a < b;   // 01 and 1: some order, always the same
  return i == a.size();
}

std::vector<ArticleInput> find_articles(const std::vector<std::string>& paths, const Limits& limits, Diags& diags) {
  size_t folders = 0;
  for (const std::string& path : paths) {
    std::error_code error;
    if (!fs::exists(path, error)) throw Failure(fmt::format("{}: there is no such file or folder", path));
    folders += fs::is_directory(path, error);
  }
  std::vector<ArticleInput> out;
  Found found{out, diags};
  if (folders != paths.size()) {
    out.push_back({"", "", paths, ""});
    return out;
  }
  for (const std::string& path : paths) {
    fs::path named = fs::path(path).lexically_normal();
    if (!named.has_filename()) named = named.parent_path();
    const std::string name = paths.size() > 1 ? named.filename().string() : "";
    walk(path, name, path, levels_below(path), 0, limits, found);
  }
  if (out.empty()) throw Failure(fmt::format("{}: no article in it (a folder with text, Markdown, PDF or another format that the README lists)", paths.front()));
  std::set<std::string> names;
  for (const ArticleInput& article : out)
    if (!names.insert(article.name).second)
      throw Failure(fmt::format("two articles would be written to the same folder {}; build them apart", article.name));
  return out;
}

namespace {

// The folders that paths of pictures are read from, each with its slash.
std::vector<std::string> picture_folders(const ArticleInput& article) {
  std::vector<std::string> out;
  const auto add = [&](const std::string& folder) {
    if (std::find(out.begin(), out.end(), folder) == out.end()) out.push_back(folder);
  };
  if (article.files.empty()) {
    add(article.folder);
    for (const std::string& folder : list(article.folder).folders) add(article.folder + folder + "/");
  }
  for (const std::string& path : article.files) {
    const std::string parent = fs::path(path).parent_path().string();
    add(fs::is_directory(path) ? with_slash(path) : parent.empty() ? "./" : with_slash(parent));
  }
  return out;
}

// The bytes of a picture that a witness names; empty when it is not there, or not within the article's folders.
std::string picture_bytes(const std::vector<std::string>& folders, const std::string& root, const std::string& path, const Limits& limits) {
  if (path.empty() || path[0] == '/' || path.find("..") != std::string::npos || path.find('\0') != std::string::npos || path.size() > 1000) return "";
  // a.docx/media/b.png lies in the file.
  size_t inside = 0;
  for (size_t slash = path.find('/'); slash != std::string::npos && inside == 0; slash = path.find('/', slash + 1))
    if (holds_pictures(path.substr(0, slash))) inside = slash;
  for (const std::string& folder : folders) {
    std::error_code error;
    const std::string at = folder + (inside > 0 ? path.substr(0, inside) : path);
    if (!fs::is_regular_file(at, error) || !stays_within(at, root.empty() ? folder : root)) continue;
    if (fs::file_size(at, error) > limits.file_mb << 20 || error) continue;
    if (inside == 0) return read_file(at);
    if (std::string picture = picture_in(at, read_file(at), path.substr(inside + 1), limits.file_mb << 20); !picture.empty()) return picture;
  }
  return "";
}

// The files of the versions, and the pictures of pages in scan/, which are no version of the text.
std::vector<InputFile> version_files(const ArticleInput& article) {
  std::vector<InputFile> out;
  const auto add_folder = [&](const std::string& folder, const std::string& shown) {
    const Listing listing = list(folder);
    for (const std::string& name : listing.files) out.push_back({shown + name, folder + name});
    return listing.folders;
  };
  if (article.files.empty()) {
    for (const std::string& folder : add_folder(article.folder, "")) {
      try {
        add_folder(article.folder + folder + "/", folder + "/");
      } catch (const Failure&) {
        // Said when the versions are read; a folder is no file, so that nothing is taken for unchanged until it can be.
        out.push_back({folder + "/", article.folder + folder + "/"});
      }
    }
    const auto is_scan = [&](const fs::path& path) { return is_picture_file(path.filename().string()) && stays_within(path, article.root); };
    for (const std::string& name : files_in(article.folder + "scan", is_scan)) out.push_back({"scan/" + name, article.folder + "scan/" + name});
  } else {
    for (const std::string& path : article.files) {
      if (fs::is_directory(path)) add_folder(with_slash(path), with_slash(path));
      else out.push_back({path, path});
    }
  }
  return out;
}

}  // namespace

std::vector<InputFile> input_files(const ArticleInput& article) {
  std::vector<InputFile> out = version_files(article);
  for (const std::string& folder : picture_folders(article))
    for (const std::string& name : files_in(folder + "images", [](const fs::path&) { return true; })) out.push_back({folder + "images/" + name, folder + "images/" + name});
  for (auto& [level, file] : settings_of(article)) out.push_back(std::move(file));
  return out;
}

LoadedJob load_job(const ArticleInput& article, const std::string& outputs, const Limits& limits, Diags& diags) {
  LoadedJob loaded;
  Loading loading{limits, loaded.job, diags};
  if (article.files.empty()) load_folder(article, loading);
  else load_named(article, loading);

  std::vector<SettingsFile> files;
  for (const auto& [level, file] : settings_of(article)) {
    std::vector<Source> taken;
    if (take(file.path, file.name, "", limits, taken, diags, true)) files.push_back({level, std::move(taken.front())});
  }
  loaded.job.settings = load_settings(files, diags);
  for (SettingsFile& file : files) loaded.settings_files.push_back(std::move(file.source));
  std::vector<std::vector<Source>*> lists;
  for (WitnessFiles& witness : loaded.job.witnesses) lists.push_back(&witness.sources);
  const auto lang = loaded.job.settings.values.find("lang");
  Workshop(outputs, lang == loaded.job.settings.values.end() ? "" : lang->second.text).make(lists, diags);
  std::erase_if(loaded.job.witnesses, [](const WitnessFiles& witness) { return witness.sources.empty(); });
  if (loaded.job.witnesses.empty()) diags.push_back({Code::no_witness, {}, ""});
  loaded.job.picture = [folders = picture_folders(article), root = article.root, limits](const std::string& path) { return picture_bytes(folders, root, path, limits); };
  const auto wanted = loaded.job.settings.values.find("pictures");
  if (wanted == loaded.job.settings.values.end() || wanted->second.text != "no") {
    std::vector<std::pair<std::string, std::string>> scans;
    for (InputFile& file : version_files(article)) scans.emplace_back(std::move(file.name), std::move(file.path));
    loaded.job.cuts = scan_cuts_of(scans);
  }
  return loaded;
}

}  // namespace jiaokan
