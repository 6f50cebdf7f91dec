#include "watch.h"

#include <fmt/format.h>
#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <set>

#include "share.h"
#include "store.h"

namespace jiaokan {

namespace {

namespace fs = std::filesystem;

constexpr int kQuietMs = 150;   // an editor's program writes, renames and writes again when it saves
constexpr uint32_t kEvents = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF;

class Watcher {
 public:
  Watcher() : handle_(inotify_init1(IN_CLOEXEC | IN_NONBLOCK)) {
    if (handle_ < 0) throw Failure(fmt::format("cannot watch: {}", std::strerror(errno)));
  }
  ~Watcher() { close(handle_); }
  Watcher(const Watcher&) = delete;
  Watcher& operator=(const Watcher&) = delete;

  // A folder and those in it; what is watched already stays so. The output is none of the input.
  void add(const fs::path& folder, const fs::path& out) {
    std::error_code error;
    if (fs::exists(out, error) && fs::equivalent(folder, out, error)) return;
    if (inotify_add_watch(handle_, folder.c_str(), kEvents | IN_ONLYDIR) < 0)
      throw Failure(fmt::format("cannot watch {}: {}{}", folder.string(), std::strerror(errno), errno == ENOSPC ? " (more folders than fs.inotify.max_user_watches)" : ""));
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
      if (it->is_directory(error) && !it->is_symlink(error) && it->path().filename().string()[0] != '.') add(it->path(), out);
  }

  // Returns when something changed and then nothing for a moment.
  void wait() {
    while (!look(-1)) {
    }
    while (look(kQuietMs)) {
    }
  }

 private:
  // True when something that counts happened: our own files in a folder of input have names of ours.
  bool look(int ms) {
    pollfd event{handle_, POLLIN, 0};
    if (poll(&event, 1, ms) <= 0) return false;
    bool counts = false;
    alignas(inotify_event) char buffer[16384];
    for (ssize_t got = read(handle_, buffer, sizeof buffer); got > 0; got = read(handle_, buffer, sizeof buffer))
      for (const char* at = buffer; at < buffer + got;) {
        const auto* const what = reinterpret_cast<const inotify_event*>(at);
        if (what->len == 0 || what->name[0] != '.') counts = true;
        at += sizeof(inotify_event) + what->len;
      }
    return counts;
  }

  int handle_;
};

}  // namespace

int watch(const BuildOptions& options) {
  Watcher watcher;
  const auto add_all = [&] {
    watcher.add(share_folder() + "/templates", options.out);
    for (const std::string& path : options.paths) {
      std::error_code error;
      const fs::path named(path);
      watcher.add(fs::is_directory(named, error) ? named : named.has_parent_path() ? named.parent_path() : fs::path("."), options.out);
    }
  };
  for (;;) {
    add_all();   // before it is read, so that nothing that changes meanwhile is missed
    try {
      build(options);
    } catch (const Failure& failure) {
      std::fprintf(stderr, "jiaokan: %s\n", failure.what());
    }
    std::printf("\nWatching %s; Ctrl-C ends.\n", options.paths.front().c_str());
    std::fflush(stdout);
    watcher.wait();
  }
}

}  // namespace jiaokan
