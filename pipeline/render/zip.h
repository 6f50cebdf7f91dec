// A zip archive in memory with fixed times: the same entries make the same bytes.
#pragma once

#include <string>
#include <vector>

namespace jiaokan {

enum class Packing : unsigned char { stored, deflated };
struct ZipEntry {
  std::string name, bytes;
  Packing packing = Packing::deflated;
};

// In the order given. Throws Failure when libzip does.
std::string zip_bytes(const std::vector<ZipEntry>& entries);

}  // namespace jiaokan
