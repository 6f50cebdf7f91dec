#include "share.h"

#include <cstdlib>
#include <filesystem>

#ifndef JIAOKAN_BUILD_SHARE
#define JIAOKAN_BUILD_SHARE ""
#endif

namespace jiaokan {

std::string share_folder() {
  if (const char* set = std::getenv("JIAOKAN_SHARE"); set && *set) return set;
  std::error_code error;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
  if (!error) {
    const std::filesystem::path installed = program.parent_path().parent_path() / "share" / "jiaokan";
    if (std::filesystem::is_directory(installed / "templates", error)) return installed.string();
  }
  return JIAOKAN_BUILD_SHARE;
}

}  // namespace jiaokan
