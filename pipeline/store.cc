#include "store.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "hash.h"
#include "input.h"

namespace jiaokan {

namespace {

namespace fs = std::filesystem;

constexpr const char* kState = ".jiaokan";
constexpr const char* kTemporary = ".jiaokan-new-";

long long nanoseconds(const timespec& time) { return static_cast<long long>(time.tv_sec) * 1'000'000'000 + time.tv_nsec; }

// Two runs that write into one folder at once take turns: neither sweeps away what the other is writing. Where the file system knows no
// locks nobody waits.
class Turn {
 public:
  explicit Turn(const fs::path& folder) : handle_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    while (handle_ >= 0 && ::flock(handle_, LOCK_EX) != 0 && errno == EINTR) {
    }
  }
  ~Turn() {
    if (handle_ >= 0) ::close(handle_);
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  int handle_;
};

// By name, the prints of what was written. Two while a file is being replaced: either may stand there after a kill.
using Names = std::map<std::string, std::set<std::string>>;
struct State {
  Names names;
  std::string record;
  long long modified = 0, changed = 0;   // of the file itself
};

State read_state(const fs::path& folder) {
  State state;
  struct stat info {};
  if (::stat((folder / kState).c_str(), &info) != 0 || !S_ISREG(info.st_mode)) return state;
  state.modified = nanoseconds(info.st_mtim);
  state.changed = nanoseconds(info.st_ctim);
  std::ifstream file(folder / kState, std::ios::binary);
  std::string line;
  while (std::getline(file, line) && !line.empty()) {
    std::istringstream words(line);
    std::string hash, size, name;
    if (words >> hash >> size && std::getline(words >> std::ws, name)) state.names[name].insert(hash + " " + size);
  }
  std::ostringstream rest;
  rest << file.rdbuf();
  state.record = rest.str();
  return state;
}

// `began`: the time it is given, or 0.
void write_bytes(const fs::path& folder, const std::string& name, const std::string& bytes, long long began) {
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
  if (began > 0) {
    const timespec times[2] = {{began / 1'000'000'000, began % 1'000'000'000}, {began / 1'000'000'000, began % 1'000'000'000}};
    ::futimens(file, times);
  }
  if (::close(file) != 0) fail();
  if (::rename(temporary.c_str(), (folder / name).c_str()) != 0) fail();
}

void write_state(const fs::path& folder, const Names& names, const std::string& record, long long began) {
  std::string bytes;
  for (const auto& [name, prints] : names)
    for (const std::string& print : prints) bytes += print + " " + name + "\n";
  if (!record.empty()) bytes += "\n" + record;
  write_bytes(folder, kState, bytes, began);
}

// What a killed run left half written.
void sweep(const fs::path& folder) {
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
    if (it->path().filename().string().rfind(kTemporary, 0) == 0) fs::remove(it->path(), error);
}

// A file that has not changed since its list was written is what the list says: every write and every rename moves the
// time that is compared here, and nobody can set it back.
bool as_written(const fs::path& folder, const std::string& name, const std::set<std::string>& prints, const State& state) {
  if (prints.size() != 1) return false;
  struct stat info {};
  if (::lstat((folder / name).c_str(), &info) != 0 || !S_ISREG(info.st_mode)) return false;
  const std::string& print = *prints.begin();
  if (print.substr(print.find(' ') + 1) != std::to_string(info.st_size)) return false;
  return nanoseconds(info.st_ctim) <= state.changed || print_of(read_file((folder / name).string())) == print;
}

}  // namespace

Stored store(const std::string& folder, const std::vector<std::pair<const char*, const std::string*>>& files, Earlier earlier,
             Diags& diags) {
  const fs::path path(folder.empty() ? "." : folder);
  std::error_code error;
  fs::create_directories(path, error);
  if (error) throw Failure(fmt::format("cannot make the folder {}: {}", path.string(), error.message()));
  const Turn turn(path);
  sweep(path);
  const State before = read_state(path);
  Names during = before.names, after = before.names;

  Stored stored;
  std::vector<std::pair<const char*, const std::string*>> to_write;
  std::set<std::string> given;
  for (const auto& [name, bytes] : files) {
    given.insert(name);
    const std::string print = print_of(*bytes);
    if (!fs::exists(path / name, error)) {
      to_write.emplace_back(name, bytes);
    } else {
      const std::string there = print_of(read_file((path / name).string()));
      if (there == print) {
        ++stored.unchanged;
      } else if (during[name].count(there)) {
        to_write.emplace_back(name, bytes);
      } else {
        ++stored.kept;
        diags.push_back({Code::output_changed, {}, (path / name).string()});
        continue;
      }
    }
    during[name].insert(print);
    after[name] = {print};
  }
  std::vector<std::string> to_remove;
  if (earlier == Earlier::remove)
    for (const auto& [name, prints] : before.names) {
      if (given.count(name)) continue;
      after.erase(name);
      if (!fs::exists(path / name, error)) continue;
      if (prints.count(print_of(read_file((path / name).string())))) {
        to_remove.push_back(name);
      } else {
        ++stored.kept;
        diags.push_back({Code::output_changed, {}, (path / name).string()});
      }
    }

  if (!to_write.empty() || !to_remove.empty()) {
    if (during != before.names || !before.record.empty()) write_state(path, during, "", 0);
    for (const auto& [name, bytes] : to_write) write_bytes(path, name, *bytes, 0);
    for (const std::string& name : to_remove) fs::remove(path / name, error);
    stored.written = to_write.size();
    stored.removed = to_remove.size();
  }
  const State now = read_state(path);
  if (after != now.names || (stored.kept > 0 && !now.record.empty())) write_state(path, after, "", 0);
  return stored;
}

Stored unstore(const std::string& folder, Diags& diags) {
  const Stored stored = store(folder, {}, Earlier::remove, diags);
  std::error_code error;
  fs::remove(fs::path(folder) / kState, error);
  fs::remove(folder, error);   // fails, as it should, when something is in it
  return stored;
}

void keep_record(const std::string& folder, const std::string& record, long long began) {
  const fs::path path(folder.empty() ? "." : folder);
  std::error_code error;
  fs::create_directories(path, error);
  if (error) throw Failure(fmt::format("cannot make the folder {}: {}", path.string(), error.message()));
  const Turn turn(path);
  write_state(path, read_state(path).names, record, began);
}

bool all_in_place(const std::string& folder) {
  const fs::path path(folder);
  const State state = read_state(path);
  return !state.names.empty() && std::all_of(state.names.begin(), state.names.end(), [&](const auto& row) { return as_written(path, row.first, row.second, state); });
}

Kept read_kept(const std::string& folder) {
  const fs::path path(folder.empty() ? "." : folder);
  State state = read_state(path);
  Kept kept;
  kept.in_place = true;
  for (const auto& [name, prints] : state.names) {
    kept.names.insert(name);
    kept.in_place = kept.in_place && !state.record.empty() && as_written(path, name, prints, state);
  }
  kept.record = std::move(state.record);
  // A copy has one time for both; what we gave lies before the rename.
  kept.began = state.modified < state.changed ? state.modified : 0;
  return kept;
}

void renew_record(const std::string& folder, long long began) {
  const timespec times[2] = {{began / 1'000'000'000, began % 1'000'000'000}, {began / 1'000'000'000, began % 1'000'000'000}};
  ::utimensat(AT_FDCWD, (fs::path(folder.empty() ? "." : folder) / kState).c_str(), times, 0);
}

void write_whole(const std::string& folder, const std::string& name, const std::string& bytes) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw Failure(fmt::format("cannot make the folder {}: {}", folder, error.message()));
  write_bytes(folder, name, bytes, 0);
}

long long now_ns() {
  timespec time{};
  clock_gettime(CLOCK_REALTIME, &time);
  return nanoseconds(time);
}

}  // namespace jiaokan
