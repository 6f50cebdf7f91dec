#include "render/zip.h"

#include <dlfcn.h>
#include <zip.h>

#include <algorithm>
#include <mutex>
#include <optional>

#include "model/diag.h"

namespace jiaokan {

namespace {

constexpr zip_uint16_t kDosTime = 0;                      // 00:00:00
constexpr zip_uint16_t kDosDate = (20u << 9) | (1u << 5) | 1u;   // 2000-01-01

#define JIAOKAN_ZIP_FUNCTIONS(X) \
  X(close) X(discard) X(error_fini) X(error_init) X(error_strerror) X(fclose) X(file_add) X(file_set_dostime) \
  X(file_set_external_attributes) X(fopen_index) X(fread) X(get_num_entries) X(name_locate) \
  X(open_from_source) X(set_file_compression) X(source_buffer) X(source_buffer_create) X(source_close) \
  X(source_free) X(source_keep) X(source_open) X(source_read) X(source_seek) X(source_tell) X(stat_index) \
  X(strerror)

// libzip brings a library of ciphers along, which is slow to load: it is opened with the first archive, so that what writes none need not wait.
struct Zip {
#define X(name) decltype(&::zip_##name) name;
  JIAOKAN_ZIP_FUNCTIONS(X)
#undef X
};

template <typename Function>
void find(void* library, const char* name, Function& function) {
  function = reinterpret_cast<Function>(dlsym(library, name));
  if (function == nullptr) throw Failure(std::string("libzip has no ") + name + ": install the package libzip-dev again");
}

const Zip& zip() {
  static const Zip functions = [] {
    void* const library = dlopen(JIAOKAN_LIBZIP, RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) throw Failure(std::string("libzip cannot be loaded: ") + dlerror());
    Zip out{};
#define X(name) find(library, "zip_" #name, out.name);
    JIAOKAN_ZIP_FUNCTIONS(X)
#undef X
    return out;
  }();
  return functions;
}

// libzip works out what a source must be able to do when it opens its first archive, unguarded: of two threads one may then find every archive
// read-only. So one archive is opened before all others.
void make_ready() {
  static std::once_flag once;
  std::call_once(once, [] {
    zip_source_t* const source = zip().source_buffer_create(nullptr, 0, 0, nullptr);
    zip_t* const archive = source == nullptr ? nullptr : zip().open_from_source(source, ZIP_TRUNCATE, nullptr);
    if (archive != nullptr) zip().discard(archive);
    else if (source != nullptr) zip().source_free(source);
  });
}

// An archive that is read and never written.
class Reading {
 public:
  explicit Reading(std::string_view bytes) {
    make_ready();
    zip_error_t error;
    zip().error_init(&error);
    zip_source_t* const source = zip().source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    archive_ = source == nullptr ? nullptr : zip().open_from_source(source, ZIP_RDONLY, &error);
    if (archive_ == nullptr && source != nullptr) zip().source_free(source);
    zip().error_fini(&error);
  }
  ~Reading() {
    if (archive_ != nullptr) zip().discard(archive_);
  }
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;

  zip_uint64_t size() const { return archive_ == nullptr ? 0 : static_cast<zip_uint64_t>(std::max<zip_int64_t>(0, zip().get_num_entries(archive_, 0))); }

  // Entry number `index`; without a name when it cannot be read.
  ZipEntry entry(zip_uint64_t index, size_t most) const {
    zip_stat_t about;
    if (zip().stat_index(archive_, index, 0, &about) != 0 || (about.valid & ZIP_STAT_SIZE) == 0 || about.name == nullptr || about.size > most) return {};
    ZipEntry out{about.name, std::string(about.size, '\0'), (about.valid & ZIP_STAT_COMP_METHOD) != 0 && about.comp_method == ZIP_CM_STORE ? Packing::stored : Packing::deflated};
    zip_file_t* const file = zip().fopen_index(archive_, index, 0);
    const bool whole = file != nullptr && zip().fread(file, out.bytes.data(), out.bytes.size()) == static_cast<zip_int64_t>(about.size);
    if (file != nullptr) zip().fclose(file);
    return whole ? out : ZipEntry{};
  }

  std::optional<zip_uint64_t> find(const std::string& name) const {
    const zip_int64_t at = archive_ == nullptr ? -1 : zip().name_locate(archive_, name.c_str(), 0);
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
  zip().error_init(&error);
  zip_source_t* const buffer = zip().source_buffer_create(nullptr, 0, 0, &error);
  if (buffer == nullptr) throw Failure(std::string("zip: ") + zip().error_strerror(&error));
  zip_t* const archive = zip().open_from_source(buffer, ZIP_TRUNCATE, &error);
  if (archive == nullptr) {
    zip().source_free(buffer);
    throw Failure(std::string("zip: ") + zip().error_strerror(&error));
  }
  zip().source_keep(buffer);
  const auto give_up = [&] {
    const std::string why = zip().strerror(archive);
    zip().discard(archive);
    zip().source_free(buffer);
    throw Failure("zip: " + why);
  };
  for (const ZipEntry& entry : entries) {
    zip_source_t* const source = zip().source_buffer(archive, entry.bytes.data(), entry.bytes.size(), 0);
    if (source == nullptr) give_up();
    const zip_int64_t at = zip().file_add(archive, entry.name.c_str(), source, ZIP_FL_ENC_GUESS);
    if (at < 0) {
      zip().source_free(source);
      give_up();
    }
    const zip_uint64_t index = static_cast<zip_uint64_t>(at);
    zip().set_file_compression(archive, index, entry.packing == Packing::stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 6);
    zip().file_set_dostime(archive, index, kDosTime, kDosDate, 0);
    zip().file_set_external_attributes(archive, index, 0, ZIP_OPSYS_UNIX, 0100644u << 16);
  }
  if (zip().close(archive) < 0) give_up();
  std::string out;
  if (zip().source_open(buffer) == 0) {
    zip().source_seek(buffer, 0, SEEK_END);
    const zip_int64_t size = zip().source_tell(buffer);
    zip().source_seek(buffer, 0, SEEK_SET);
    out.resize(size > 0 ? static_cast<size_t>(size) : 0);
    if (zip().source_read(buffer, out.data(), out.size()) != size) out.clear();
    zip().source_close(buffer);
  }
  zip().source_free(buffer);
  if (out.empty()) throw Failure("zip: nothing could be read back");
  return out;
}

}  // namespace jiaokan
