#include "record.h"

#include <fmt/format.h>
#include <link.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "hash.h"
#include "lang/language_model.h"
#include "share.h"
#include "store.h"

namespace jiaokan {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

// The lines of a record: "= key", "< hash size name" for each input, "+ images" when pictures lie beside the edition, "{…}" the outcome,
// "| …" what was said.
constexpr std::string_view kKeyMark = "= ", kInputMark = "< ", kSaidMark = "| ", kWithPictures = "+ images";

std::string pictures_of(const std::string& folder) { return (folder.empty() ? "." : folder) + "/images"; }

// Clocks of two file systems differ, and some count whole seconds: what is nearly as new as the record is hashed.
constexpr long long kTimesDiffer = 2'000'000'000;

long long nanoseconds(const timespec& time) { return static_cast<long long>(time.tv_sec) * 1'000'000'000 + time.tv_nsec; }

struct Look {
  bool there = false;
  long long size = 0, changed = 0;
};
Look look(const std::string& path) {
  Look out;
  struct stat link {}, file {};
  if (::lstat(path.c_str(), &link) != 0 || ::stat(path.c_str(), &file) != 0 || !S_ISREG(file.st_mode)) return out;
  out.there = true;
  out.size = file.st_size;
  out.changed = std::max({nanoseconds(link.st_ctim), nanoseconds(file.st_ctim), nanoseconds(file.st_mtim)});
  return out;
}

// "hash size"; empty when it cannot be read, or is so large that no reader takes it.
std::string print_of_file(const std::string& path) {
  const Look seen = look(path);
  if (!seen.there) return {};
  try {
    return print_of(read_file(path));
  } catch (const Failure&) {
    return {};
  }
}

// The linker's hash of the whole program.
std::string build_id() {
  std::string out;
  dl_iterate_phdr(
      [](dl_phdr_info* object, size_t, void* result) {
        for (int i = 0; i < object->dlpi_phnum; ++i) {
          const ElfW(Phdr)& part = object->dlpi_phdr[i];
          if (part.p_type != PT_NOTE) continue;
          const char* at = reinterpret_cast<const char*>(object->dlpi_addr + part.p_vaddr);
          const char* const end = at + part.p_memsz;
          while (at + sizeof(ElfW(Nhdr)) <= end) {
            ElfW(Nhdr) note;
            std::memcpy(&note, at, sizeof note);
            const char* const name = at + sizeof note;
            const char* const value = name + ((note.n_namesz + 3) & ~3u);
            if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == 4 && std::memcmp(name, "GNU", 4) == 0)
              static_cast<std::string*>(result)->assign(value, note.n_descsz);
            at = value + ((note.n_descsz + 3) & ~3u);
          }
        }
        return 1;   // the first object is the program itself
      },
      &out);
  return out;
}

// Every file of a folder, by name and content.
std::string folder_print(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
    if (it->is_regular_file(error)) files.push_back(it->path());
  std::sort(files.begin(), files.end());
  std::string all;
  for (const fs::path& file : files) all += file.lexically_relative(folder).string() + "\n" + print_of_file(file.string()) + "\n";
  return hash_of(all);
}

// A model is large and changes with its package: its name, size and date stand for it.
std::string model_print(const std::string& named) {
  const std::string path = find_chinese_model(named);
  struct stat info {};
  if (path.empty() || ::stat(path.c_str(), &info) != 0) return "no model";
  return fmt::format("{} {} {}", fs::path(path).filename().string(), info.st_size, nanoseconds(info.st_mtim));
}

}  // namespace

std::string making_key(const MakingParts& parts) {
  std::string all = build_id() + "\n" + folder_print(share_folder() + "/templates") + "\n" +
                    print_of_file(share_folder() + "/jats-publishing-1.3.dtd") + "\n" + model_print(parts.model_path);
  for (const std::string& option : parts.options) all += "\n" + option;
  return hash_of(all);
}

std::string summary_key() { return hash_of(build_id() + "\n" + folder_print(share_folder() + "/templates")); }

bool holds_edition(const std::string& folder) {
  const Kept kept = read_kept(folder);
  return kept.record.compare(0, kKeyMark.size(), kKeyMark) == 0 || kept.names.count("article.xml") > 0;
}

Inputs look_at(const ArticleInput& article) {
  const long long began = now_ns();
  return {input_files(article), began};
}

std::optional<Outcome> unchanged(const std::string& folder, const std::string& key, const Inputs& inputs) {
  const Kept kept = read_kept(folder);
  if (kept.record.empty() || !kept.in_place) return std::nullopt;
  std::istringstream lines(kept.record);
  std::string line;
  if (!std::getline(lines, line) || line != std::string(kKeyMark) + key) return std::nullopt;
  bool hashed = kept.began == 0;
  size_t at = 0;
  while (std::getline(lines, line) && line.compare(0, kInputMark.size(), kInputMark) == 0) {
    std::istringstream words(line.substr(kInputMark.size()));
    std::string hash, name;
    long long size = 0;
    if (!(words >> hash >> size) || !std::getline(words.ignore(1), name)) return std::nullopt;
    if (at == inputs.files.size() || inputs.files[at].name != name) return std::nullopt;
    const InputFile& file = inputs.files[at++];
    const Look seen = look(file.path);
    if (!seen.there || seen.size != size) return std::nullopt;
    if (seen.changed + kTimesDiffer < kept.began) continue;
    if (print_of_file(file.path) != hash + " " + std::to_string(size)) return std::nullopt;
    hashed = true;
  }
  if (at != inputs.files.size()) return std::nullopt;
  if (line == kWithPictures && (!all_in_place(pictures_of(folder)) || !std::getline(lines, line))) return std::nullopt;
  const Json row = Json::parse(line, nullptr, false);
  if (!row.is_object()) return std::nullopt;
  Outcome outcome = outcome_from(row);
  while (std::getline(lines, line))
    if (line.compare(0, kSaidMark.size(), kSaidMark) == 0) outcome.said += line.substr(kSaidMark.size()) + "\n";
  if (hashed) renew_record(folder, inputs.began);
  return outcome;
}

RecordDraft::RecordDraft(const Inputs& inputs) : began_(inputs.began) {
  for (const InputFile& file : inputs.files) {
    const std::string print = print_of_file(file.path);
    if (print.empty() || file.name.find('\n') != std::string::npos) {
      lines_.clear();
      return;
    }
    lines_ += std::string(kInputMark) + print + " " + file.name + "\n";
  }
}

void RecordDraft::keep(const std::string& folder, const std::string& key, const Outcome& outcome) const {
  if (lines_.empty()) return;
  std::string record = std::string(kKeyMark) + key + "\n" + lines_;
  if (all_in_place(pictures_of(folder))) record += std::string(kWithPictures) + "\n";
  record += to_json(outcome).dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  std::istringstream said(outcome.said);
  for (std::string line; std::getline(said, line);) record += std::string(kSaidMark) + line + "\n";
  keep_record(folder, record, began_);
}

}  // namespace jiaokan
