#include "store.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "hash.h"
#include "input.h"

namespace jiaokan {

namespace {

namespace fs = std::filesystem;

constexpr const char* kState = ".jiaokan";
constexpr const char* kTemporary = ".jiaokan-new-";

// By name, the hashes of what was written. Two while a file is being replaced: either may stand there after a kill.
using State = std::map<std::string, std::set<std::string>>;

State read_state(const fs::path& folder) {
  State state;
  std::ifstream file(folder / kState);
  std::string hash, name;
  while (file >> hash && std::getline(file >> std::ws, name)) state[name].insert(hash);
  return state;
}

void write_whole(const fs::path& folder, const std::string& name, const std::string& bytes) {
  const fs::path temporary = folder / (kTemporary + std::to_string(getpid()) + "-" + name);
  const auto fail = [&] {
    const std::string reason = std::strerror(errno);
    std::error_code ignored;
    fs::remove(temporary, ignored);
    throw Failure(fmt::format("cannot write {}: {}", (folder / name).string(), reason));
  };
  const int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file < 0) fail();
  for (size_t at = 0; at < bytes.size();) {
    const ssize_t wrote = ::write(file, bytes.data() + at, bytes.size() - at);
    if (wrote < 0 && errno != EINTR) {
      ::close(file);
      fail();
    }
    if (wrote > 0) at += static_cast<size_t>(wrote);
  }
  if (::close(file) != 0) fail();
  if (::rename(temporary.c_str(), (folder / name).c_str()) != 0) fail();
}

void write_state(const fs::path& folder, const State& state) {
  std::string bytes;
  for (const auto& [name, hashes] : state)
    for (const std::string& hash : hashes) bytes += hash + " " + name + "\n";
  write_whole(folder, kState, bytes);
}

// What a killed run left half written.
void sweep(const fs::path& folder) {
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
    if (it->path().filename().string().rfind(kTemporary, 0) == 0) fs::remove(it->path(), error);
}

}  // namespace

Stored store(const std::string& folder, const std::vector<std::pair<const char*, const std::string*>>& files, Diags& diags) {
  const fs::path path(folder.empty() ? "." : folder);
  std::error_code error;
  fs::create_directories(path, error);
  if (error) throw Failure(fmt::format("cannot make the folder {}: {}", path.string(), error.message()));
  sweep(path);
  State state = read_state(path);

  Stored stored;
  std::vector<std::pair<const char*, const std::string*>> to_write;
  State after = state;
  for (const auto& [name, bytes] : files) {
    const std::string hash = hash_of(*bytes);
    if (!fs::exists(path / name, error)) {
      to_write.emplace_back(name, bytes);
    } else {
      const std::string there = hash_of(read_file((path / name).string()));
      if (there == hash) {
        ++stored.unchanged;
      } else if (state[name].count(there)) {
        to_write.emplace_back(name, bytes);
      } else {
        ++stored.kept;
        diags.push_back({Code::output_changed, {}, (path / name).string()});
        continue;
      }
    }
    state[name].insert(hash);
    after[name] = {hash};
  }
  if (!to_write.empty()) {
    write_state(path, state);
    for (const auto& [name, bytes] : to_write) write_whole(path, name, *bytes);
    stored.written = to_write.size();
  }
  if (after != read_state(path)) write_state(path, after);
  return stored;
}

}  // namespace jiaokan
