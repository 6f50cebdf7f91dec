#include "render/zip.h"

#include <zip.h>

#include <algorithm>
#include <mutex>
#include <optional>

#include "model/diag.h"

namespace jiaokan {

namespace {

constexpr zip_uint16_t kDosTime = 0;                      // 00:00:00
constexpr zip_uint16_t kDosDate = (20u << 9) | (1u << 5) | 1u;   // 2000-01-01

// libzip works out what a source must be able to do when it opens its first archive, unguarded: of two threads one may then find every archive
// read-only. So one archive is opened before all others.
void make_ready() {
  static std::once_flag once;
  std::call_once(once, [] {
    zip_source_t* const source = zip_source_buffer_create(nullptr, 0, 0, nullptr);
    zip_t* const archive = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_TRUNCATE, nullptr);
    if (archive != nullptr) zip_discard(archive);
    else if (source != nullptr) zip_source_free(source);
  });
}

// An archive that is read and never written.
class Reading {
 public:
  explicit Reading(std::string_view bytes) {
    make_ready();
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    archive_ = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
    if (archive_ == nullptr && source != nullptr) zip_source_free(source);
    zip_error_fini(&error);
  }
  ~Reading() {
    if (archive_ != nullptr) zip_discard(archive_);
  }
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;

  zip_uint64_t size() const { return archive_ == nullptr ? 0 : static_cast<zip_uint64_t>(std::max<zip_int64_t>(0, zip_get_num_entries(archive_, 0))); }

  // Entry number `index`; without a name when it cannot be read.
  ZipEntry entry(zip_uint64_t index, size_t most) const {
    zip_stat_t about;
    if (zip_stat_index(archive_, index, 0, &about) != 0 || (about.valid & ZIP_STAT_SIZE) == 0 || about.name == nullptr || about.size > most) return {};
    ZipEntry out{about.name, std::string(about.size, '\0'), (about.valid & ZIP_STAT_COMP_METHOD) != 0 && about.comp_method == ZIP_CM_STORE ? Packing::stored : Packing::deflated};
    zip_file_t* const file = zip_fopen_index(archive_, index, 0);
    const bool whole = file != nullptr && zip_fread(file, out.bytes.data(), out.bytes.size()) == static_cast<zip_int64_t>(about.size);
    if (file != nullptr) zip_fclose(file);
    return whole ? out : ZipEntry{};
  }

  std::optional<zip_uint64_t> find(const std::string& name) const {
    const zip_int64_t at = archive_ == nullptr ? -1 : zip_name_locate(archive_, name.c_str(), 0);
    return at < 0 ? std::nullopt : std::optional<zip_uint64_t>(static_cast<zip_uint64_t>(at));
  }

 private:
  zip_t* archive_ = nullptr;
};

}  // namespace

std::vector<ZipEntry> zip_entries(std::string_view archive, size_t most) {
  const Reading reading(archive);
  std::vector<ZipEntry> out;
  for (zip_uint64_t i = 0; i < reading.size(); ++i) {
    ZipEntry entry = reading.entry(i, most);
    if (entry.name.empty()) return {};
    out.push_back(std::move(entry));
  }
  return out;
}

std::string zip_entry(std::string_view archive, const std::string& name, size_t most) {
  const Reading reading(archive);
  const std::optional<zip_uint64_t> at = reading.find(name);
  return at ? reading.entry(*at, most).bytes : "";
}

std::string zip_bytes(const std::vector<ZipEntry>& entries) {
  make_ready();
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* const buffer = zip_source_buffer_create(nullptr, 0, 0, &error);
  if (buffer == nullptr) throw Failure(std::string("zip: ") + zip_error_strerror(&error));
  zip_t* const archive = zip_open_from_source(buffer, ZIP_TRUNCATE, &error);
  if (archive == nullptr) {
    zip_source_free(buffer);
    throw Failure(std::string("zip: ") + zip_error_strerror(&error));
  }
  zip_source_keep(buffer);
  const auto give_up = [&] {
    const std::string why = zip_strerror(archive);
    zip_discard(archive);
    zip_source_free(buffer);
    throw Failure("zip: " + why);
  };
  for (const ZipEntry& entry : entries) {
    zip_source_t* const source = zip_source_buffer(archive, entry.bytes.data(), entry.bytes.size(), 0);
    if (source == nullptr) give_up();
    const zip_int64_t at = zip_file_add(archive, entry.name.c_str(), source, ZIP_FL_ENC_GUESS);
    if (at < 0) {
      zip_source_free(source);
      give_up();
    }
    const zip_uint64_t index = static_cast<zip_uint64_t>(at);
    zip_set_file_compression(archive, index, entry.packing == Packing::stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 6);
    zip_file_set_dostime(archive, index, kDosTime, kDosDate, 0);
    zip_file_set_external_attributes(archive, index, 0, ZIP_OPSYS_UNIX, 0100644u << 16);
  }
  if (zip_close(archive) < 0) give_up();
  std::string out;
  if (zip_source_open(buffer) == 0) {
    zip_source_seek(buffer, 0, SEEK_END);
    const zip_int64_t size = zip_source_tell(buffer);
    zip_source_seek(buffer, 0, SEEK_SET);
    out.resize(size > 0 ? static_cast<size_t>(size) : 0);
    if (zip_source_read(buffer, out.data(), out.size()) != size) out.clear();
    zip_source_close(buffer);
  }
  zip_source_free(buffer);
  if (out.empty()) throw Failure("zip: nothing could be read back");
  return out;
}

}  // namespace jiaokan
