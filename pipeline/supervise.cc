#include "supervise.h"

#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <exception>
#include <new>

#include "model/diag.h"

namespace jiaokan {

namespace {

constexpr int kLookMs = 50;                 // how often time and memory are looked at
constexpr size_t kNeighbourMb = 64;         // what another article in work may take of the process's memory
constexpr int kOthersWish[] = {SIGHUP, SIGINT, SIGPIPE, SIGTERM};   // deaths that are no fault of a task

long long steady_ns() {
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return static_cast<long long>(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

size_t resident_mb(pid_t process) {
  std::FILE* const file = std::fopen(fmt::format("/proc/{}/statm", process).c_str(), "r");
  if (file == nullptr) return 0;
  unsigned long pages = 0;
  if (std::fscanf(file, "%*u %lu", &pages) != 1) pages = 0;
  std::fclose(file);
  return static_cast<size_t>(pages) * static_cast<size_t>(sysconf(_SC_PAGESIZE)) >> 20;
}

struct Death {
  int status = 0;             // as waitpid gives it
  Fate fate = Fate::crashed;  // why, when it was no ordinary end
  size_t task = SIZE_MAX;     // whose fault, when that is known
};

// Waits for the process, and ends it when a task is beyond its limits.
Death watch(pid_t process, const Watchboard& board, const Guard& guard) {
  Death death;
  const int handle = static_cast<int>(syscall(SYS_pidfd_open, process, 0));
  bool ended_by_us = false;
  for (;;) {
    pollfd event{handle, POLLIN, 0};
    if (poll(&event, 1, kLookMs) < 0 && errno != EINTR) break;
    if (event.revents != 0) break;
    const std::vector<Watchboard::Running> running = board.running();
    if (running.empty()) continue;
    const long long now = steady_ns();
    for (const Watchboard::Running& row : running)
      if (now - row.since > static_cast<long long>(guard.seconds) * 1'000'000'000) {
        death.fate = Fate::too_slow;
        death.task = row.task;
      }
    if (death.task == SIZE_MAX && resident_mb(process) > guard.memory_mb + kNeighbourMb * (running.size() - 1)) death.fate = Fate::too_much_memory;
    if (death.fate == Fate::crashed) continue;
    kill(process, SIGKILL);
    ended_by_us = true;
    break;
  }
  if (handle >= 0) close(handle);
  while (waitpid(process, &death.status, 0) < 0 && errno == EINTR) {
  }
  if (ended_by_us && WIFEXITED(death.status)) death.fate = Fate::crashed;   // it was quicker
  // Who else sends this signal is the system, when there is no memory left.
  if (!ended_by_us && WIFSIGNALED(death.status) && WTERMSIG(death.status) == SIGKILL) death.fate = Fate::too_much_memory;
  return death;
}

[[noreturn]] void do_work(pid_t watcher, const std::function<int()>& work) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);   // nobody goes on working unwatched
  if (getppid() != watcher) _exit(2);
  int status = 2;
  try {
    status = work();
  } catch (const std::exception& exception) {
    std::fprintf(stderr, "jiaokan: %s\n", exception.what());
  }
  std::fflush(nullptr);
  _exit(status);
}

}  // namespace

struct Watchboard::Shared {
  struct Slot {
    std::atomic<size_t> task;        // one more than its number; 0: none
    std::atomic<long long> since;
  };
  std::atomic<size_t> told;
  Slot* slots() { return reinterpret_cast<Slot*>(this + 1); }
  std::atomic<Fate>* fates(size_t at_once) { return reinterpret_cast<std::atomic<Fate>*>(slots() + at_once); }
};

Watchboard::Watchboard(size_t tasks, size_t at_once) : at_once_(at_once) {
  static_assert(std::atomic<size_t>::is_always_lock_free && std::atomic<long long>::is_always_lock_free && sizeof(std::atomic<Fate>) == 1);
  bytes_ = sizeof(Shared) + at_once * sizeof(Shared::Slot) + tasks;
  void* const memory = mmap(nullptr, bytes_, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw Failure("there is no memory left");
  shared_ = new (memory) Shared;   // all of it is zero: no task runs, every fate is open
}

Watchboard::~Watchboard() { munmap(shared_, bytes_); }

void Watchboard::begin(size_t task) {
  Shared::Slot& slot = shared_->slots()[task % at_once_];
  slot.since = steady_ns();
  slot.task = task + 1;
}
void Watchboard::end(size_t task) { shared_->slots()[task % at_once_].task = 0; }
Fate Watchboard::fate(size_t task) const { return shared_->fates(at_once_)[task]; }
size_t Watchboard::told() const { return shared_->told; }
void Watchboard::tell(size_t tasks) { shared_->told = tasks; }
void Watchboard::settle(size_t task, Fate fate) { shared_->fates(at_once_)[task] = fate; }

std::vector<Watchboard::Running> Watchboard::running() const {
  std::vector<Running> out;
  for (size_t i = 0; i < at_once_; ++i) {
    const size_t task = shared_->slots()[i].task;
    if (task > 0) out.push_back({task - 1, shared_->slots()[i].since});
  }
  return out;
}

void Watchboard::clear() {
  for (size_t i = 0; i < at_once_; ++i) shared_->slots()[i].task = 0;
}

int supervise(Watchboard& board, const Guard& guard, const std::function<int()>& work, const std::function<void(pid_t)>& clear_up) {
  for (;;) {
    std::fflush(nullptr);
    const pid_t watcher = getpid();
    const pid_t process = fork();
    if (process < 0) throw Failure(fmt::format("cannot start a process: {}", std::strerror(errno)));
    if (process == 0) do_work(watcher, work);
    const Death death = watch(process, board, guard);
    if (WIFEXITED(death.status)) return WEXITSTATUS(death.status);
    if (clear_up) clear_up(process);
    for (const int wish : kOthersWish)
      if (WTERMSIG(death.status) == wish) {
        signal(wish, SIG_DFL);
        raise(wish);
      }
    const std::vector<Watchboard::Running> running = board.running();
    if (running.empty()) throw Failure(fmt::format("the work ended by signal {} with no article in hand", WTERMSIG(death.status)));
    if (death.task != SIZE_MAX) board.settle(death.task, death.fate);
    else if (running.size() == 1) board.settle(running.front().task, death.fate);
    else
      for (const Watchboard::Running& row : running) board.settle(row.task, Fate::alone);
    board.clear();
  }
}

}  // namespace jiaokan
