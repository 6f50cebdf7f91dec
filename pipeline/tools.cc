#include "tools.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>

#include "input.h"
#include "model/diag.h"

namespace jiaokan {

namespace {

namespace fs = std::filesystem;

constexpr size_t kMostSaid = 64 << 10;   // bytes of standard error that are kept

const Tool kTools[] = {
    {"jiaokan-cut", "jiaokan", {}, ""},
    {"pandoc", "pandoc", {"+RTS", "-M1500m", "-RTS"}, "--version", 60, 0},
    {"pdftohtml", "poppler-utils", {}, "-v"},
    {"pdftoppm", "poppler-utils", {}, "-v"},
    {"qpdf", "qpdf", {}, "--version"},
    {"tesseract", "tesseract-ocr", {}, "--version", 180},
};

std::string find_program(std::string_view name) {
  const char* path = std::getenv("PATH");
  const std::string_view list = path == nullptr ? "/usr/local/bin:/usr/bin:/bin" : path;
  for (size_t at = 0; at <= list.size();) {
    const size_t end = std::min(list.find(':', at), list.size());
    const std::string candidate = fmt::format("{}/{}", list.substr(at, end - at), name);
    std::error_code error;
    if (candidate[0] == '/' && fs::is_regular_file(candidate, error) && access(candidate.c_str(), X_OK) == 0) return candidate;
    at = end + 1;
  }
  // Ours stands beside the program that runs.
  std::error_code error;
  const fs::path own = fs::read_symlink("/proc/self/exe", error).parent_path() / name;
  return !error && name.starts_with("jiaokan") && fs::is_regular_file(own, error) ? own.string() : std::string();
}

std::vector<std::string> environment(const std::string& folder) {
  std::vector<std::string> out = {"LC_ALL=C.UTF-8", "TZ=UTC", "SOURCE_DATE_EPOCH=0", "OMP_THREAD_LIMIT=1", "HOME=" + folder, "TMPDIR=" + folder};
  for (const char* name : {"PATH", "TESSDATA_PREFIX"})
    if (const char* value = std::getenv(name)) out.push_back(std::string(name) + "=" + value);
  return out;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> out;
  for (std::string& text : texts) out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}

// The reading end of a pipe whose writing end the child gets.
class Pipe {
 public:
  Pipe() {
    if (pipe2(ends_, O_CLOEXEC) != 0) throw Failure(fmt::format("cannot make a pipe: {}", std::strerror(errno)));
  }
  ~Pipe() {
    close_writer();
    close_reader();
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  int reader() const { return ends_[0]; }
  int writer() const { return ends_[1]; }
  void close_writer() { close_end(1); }
  void close_reader() { close_end(0); }

 private:
  void close_end(int end) {
    if (ends_[end] >= 0) ::close(ends_[end]);
    ends_[end] = -1;
  }
  int ends_[2] = {-1, -1};
};

// Reads what is there; false at the end.
bool take(Pipe& pipe, std::string& into, size_t most, bool& too_much) {
  char buffer[1 << 16];
  const ssize_t got = ::read(pipe.reader(), buffer, sizeof buffer);
  if (got < 0) return errno == EINTR || errno == EAGAIN;
  if (got == 0) return false;
  const size_t room = most - std::min(most, into.size());
  too_much |= static_cast<size_t>(got) > room;
  into.append(buffer, std::min(room, static_cast<size_t>(got)));
  return true;
}

pid_t spawn(const std::string& program, const Tool& tool, const std::vector<std::string>& arguments, const std::string& folder, const Pipe& out, const Pipe& err) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, out.writer(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err.writer(), STDERR_FILENO);
  posix_spawn_file_actions_addchdir_np(&actions, folder.c_str());
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
  posix_spawnattr_setpgroup(&attributes, 0);
  sigset_t signals;
  sigfillset(&signals);
  posix_spawnattr_setsigdefault(&attributes, &signals);
  sigemptyset(&signals);
  posix_spawnattr_setsigmask(&attributes, &signals);

  std::vector<std::string> words = {std::string(tool.program)};
  words.insert(words.end(), tool.first.begin(), tool.first.end());
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> around = environment(folder);
  pid_t child = -1;
  const int error = posix_spawn(&child, program.c_str(), &actions, &attributes, pointers(words).data(), pointers(around).data());
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  return error == 0 ? child : -1;
}

void limit(pid_t child, const Tool& tool) {
  const auto set = [&](__rlimit_resource which, size_t most) {
    const rlimit value{most, most};
    prlimit(child, which, &value, nullptr);
  };
  if (tool.memory > 0) set(RLIMIT_AS, tool.memory);
  set(RLIMIT_CPU, static_cast<size_t>(tool.seconds) + 1);
  set(RLIMIT_FSIZE, tool.output);
  set(RLIMIT_CORE, 0);
}

std::string first_line(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
    if (!line.empty()) return std::string(line.substr(0, 300));
    at = end + 1;
  }
  return {};
}

}  // namespace

const Tool& tool(std::string_view program) {
  for (const Tool& row : kTools)
    if (row.program == program) return row;
  throw Failure(fmt::format("there is no row for {}", program));
}

ToolRun run_tool(const Tool& tool, const std::vector<std::string>& arguments, const std::string& folder) {
  ToolRun run;
  const std::string program = find_program(tool.program);
  if (program.empty()) return run;
  Pipe out, err;
  const pid_t child = spawn(program, tool, arguments, folder, out, err);
  if (child < 0) return run;
  limit(child, tool);
  out.close_writer();
  err.close_writer();

  std::string said;
  bool much = false, babble = false, out_open = true, err_open = true;
  using Clock = std::chrono::steady_clock;
  const Clock::time_point end = Clock::now() + std::chrono::seconds(tool.seconds);
  while ((out_open || err_open) && !much && run.end != ToolEnd::too_long) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
    pollfd ends[] = {{out_open ? out.reader() : -1, POLLIN, 0}, {err_open ? err.reader() : -1, POLLIN, 0}};
    const int ready = left <= 0 ? 0 : ::poll(ends, 2, static_cast<int>(left));
    if (ready == 0) run.end = ToolEnd::too_long;
    if (ready <= 0) continue;
    if (ends[0].revents != 0) out_open = take(out, run.out, tool.output, much);
    if (ends[1].revents != 0) err_open = take(err, said, kMostSaid, babble);
  }
  // It may have closed both and still be at work.
  siginfo_t gone{};
  while (!much && run.end != ToolEnd::too_long && waitid(P_PID, static_cast<id_t>(child), &gone, WEXITED | WNOWAIT | WNOHANG) == 0 && gone.si_pid == 0) {
    if (Clock::now() >= end) run.end = ToolEnd::too_long;
    else ::poll(nullptr, 0, 2);
  }
  // Whatever is still there in its group ends now, before its number may be another's.
  kill(-child, SIGKILL);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {}

  run.said = first_line(said);
  if (run.end == ToolEnd::too_long) return run;
  if (much || (WIFSIGNALED(status) && WTERMSIG(status) == SIGXFSZ)) run.end = ToolEnd::too_much;
  else if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) run.end = ToolEnd::too_long;
  else run.end = WIFEXITED(status) && WEXITSTATUS(status) == 0 ? ToolEnd::done : ToolEnd::failed;
  return run;
}

std::string version_of(const Tool& tool) {
  static std::mutex mutex;
  static std::map<std::string_view, std::string> known;
  const std::lock_guard<std::mutex> lock(mutex);
  const auto found = known.find(tool.program);
  if (found != known.end()) return found->second;
  const ToolRun run = run_tool(tool, {std::string(tool.version)}, "/");
  std::string version;
  if (run.end != ToolEnd::missing) {
    // The first word that begins with a digit, of whichever stream it speaks on.
    const std::string line = first_line(run.out.empty() ? run.said : run.out);
    size_t at = 0;
    while (at < line.size() && !(line[at] >= '0' && line[at] <= '9')) at = std::min(line.find(' ', at), line.size() - 1) + 1;
    const std::string number = at < line.size() ? line.substr(at, line.find_first_of(" ,\r", at) - at) : "";
    version = std::string(tool.program) + (number.empty() ? "" : " " + number);
  }
  return known[tool.program] = version;
}

WorkFolder::WorkFolder() {
  const char* parent = std::getenv("TMPDIR");
  path_ = fmt::format("{}/jiaokan-XXXXXX", parent == nullptr || *parent == '\0' ? "/tmp" : parent);
  if (mkdtemp(path_.data()) == nullptr) throw Failure(fmt::format("cannot make a folder to work in: {}: {}", path_, std::strerror(errno)));
}

WorkFolder::~WorkFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

void WorkFolder::put(const std::string& name, std::string_view bytes) const {
  std::ofstream file(path_ + "/" + name, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file) throw Failure(fmt::format("cannot write {}/{}", path_, name));
}

std::string WorkFolder::get(const std::string& name) const { return read_file(path_ + "/" + name); }

}  // namespace jiaokan
