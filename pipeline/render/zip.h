// Zip archives in memory: with fixed times, so that the same entries make the same bytes; and what is in one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace jiaokan {

enum class Packing : unsigned char { stored, deflated };
struct ZipEntry {
  std::string name, bytes;
  Packing packing = Packing::deflated;
};

// In the order given. Throws Failure when libzip does.
std::string zip_bytes(const std::vector<ZipEntry>& entries);

// The files in an archive that are no larger than `most` bytes; nothing where it is none, or is damaged.
std::vector<ZipEntry> zip_entries(std::string_view archive, size_t most);
// One of them; empty when it is not there.
std::string zip_entry(std::string_view archive, const std::string& name, size_t most);

}  // namespace jiaokan
