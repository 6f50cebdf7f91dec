#include "tools.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
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

struct Limit {
  __rlimit_resource which;
  size_t most;
};

// What the new process does before it is the program: calls of the system only, for it has but one of our threads.
[[noreturn]] void become(const char* program, char* const* words, char* const* around, const char* folder, const int (&streams)[3], const std::vector<Limit>& limits, pid_t parent) {
  // It ends when the thread that waits for it does: when we are killed nobody goes on working.
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  setpgid(0, 0);
  for (int number = 1; number < NSIG; ++number) signal(number, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  for (const Limit& limit : limits) {
    const rlimit value{limit.most, limit.most};
    setrlimit(limit.which, &value);
  }
  for (int stream = 0; stream < 3; ++stream)
    if (dup2(streams[stream], stream) < 0) _exit(127);
  if (chdir(folder) == 0 && getppid() == parent) execve(program, words, around);
  _exit(127);
}

pid_t start(const std::string& program, const Tool& tool, const std::vector<std::string>& arguments, const std::string& folder, const Pipe& out, const Pipe& err) {
  std::vector<std::string> words = {std::string(tool.program)};
  words.insert(words.end(), tool.first.begin(), tool.first.end());
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> around = environment(folder);
  const std::vector<char*> word_pointers = pointers(words), around_pointers = pointers(around);
  std::vector<Limit> limits = {{RLIMIT_CPU, static_cast<size_t>(tool.seconds) + 1}, {RLIMIT_FSIZE, tool.output}, {RLIMIT_CORE, 0}};
  if (tool.memory > 0) limits.push_back({RLIMIT_AS, tool.memory});
  const int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
  const int streams[3] = {nothing, out.writer(), err.writer()};
  const pid_t parent = getpid(), child = fork();
  if (child == 0) become(program.c_str(), word_pointers.data(), around_pointers.data(), folder.c_str(), streams, limits, parent);
  if (nothing >= 0) close(nothing);
  if (child > 0) setpgid(child, child);   // whoever comes first
  return child;
}

std::string parent_folder() {
  const char* parent = std::getenv("TMPDIR");
  return parent == nullptr || *parent == '\0' ? "/tmp" : parent;
}

// How the names of a process's folders begin.
std::string name_of(pid_t process) { return fmt::format("jiaokan-{}-", process); }

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
  const pid_t child = start(program, tool, arguments, folder, out, err);
  if (child < 0) return run;
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
  path_ = fmt::format("{}/{}XXXXXX", parent_folder(), name_of(getpid()));
  if (mkdtemp(path_.data()) == nullptr) throw Failure(fmt::format("cannot make a folder to work in: {}: {}", path_, std::strerror(errno)));
}

WorkFolder::~WorkFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

void remove_work_folders(pid_t process) {
  std::error_code error;
  std::vector<fs::path> left;
  for (fs::directory_iterator it(parent_folder(), error), end; !error && it != end; it.increment(error))
    if (it->path().filename().string().starts_with(name_of(process))) left.push_back(it->path());
  for (const fs::path& folder : left) fs::remove_all(folder, error);
}

void WorkFolder::put(const std::string& name, std::string_view bytes) const {
  std::ofstream file(path_ + "/" + name, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file) throw Failure(fmt::format("cannot write {}/{}", path_, name));
}

std::string WorkFolder::get(const std::string& name) const { return read_file(path_ + "/" + name); }

}  // namespace jiaokan
