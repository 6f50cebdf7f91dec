#include "render/zip.h"

#include <zip.h>

#include "model/diag.h"

namespace jiaokan {

namespace {

constexpr zip_uint16_t kDosTime = 0;                      // 00:00:00
constexpr zip_uint16_t kDosDate = (20u << 9) | (1u << 5) | 1u;   // 2000-01-01

}  // namespace

std::string zip_bytes(const std::vector<ZipEntry>& entries) {
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
