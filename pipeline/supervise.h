// supervise: many tasks in a process of its own, watched by this one, so that what crashes, hangs or eats memory costs
// one task and never the run.
//
// In: a board that both processes see, limits, and the work: it begins and ends its tasks on the board, passes over those whose
// fate is settled, and can be started again at any time (what is done is found done). When the process dies with one task
// running, that task's fate is settled; with several, each is done alone the next time. Out: the work's exit status.
// Never used with threads running: the process is forked.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace jiaokan {

enum class Fate : uint8_t { open, alone, crashed, too_slow, too_much_memory };

class Watchboard {
 public:
  // At most `at_once` tasks run at a time, none further than that from another.
  Watchboard(size_t tasks, size_t at_once);
  ~Watchboard();
  Watchboard(const Watchboard&) = delete;
  Watchboard& operator=(const Watchboard&) = delete;

  void begin(size_t task);
  void end(size_t task);
  Fate fate(size_t task) const;
  // What the work wants to know when it is started again: how many tasks it has told of.
  size_t told() const;
  void tell(size_t tasks);

  // For the one who watches.
  struct Running {
    size_t task;
    long long since;   // nanoseconds of the steady clock
  };
  std::vector<Running> running() const;
  void settle(size_t task, Fate fate);
  void clear();

 private:
  struct Shared;
  Shared* shared_;
  size_t at_once_, bytes_;
};

struct Guard {
  size_t seconds;    // for a task
  size_t memory_mb;  // for a task
};

// Throws Failure when the process dies with no task running. `clear_up`: what is to be done when a process of that number has died of a task.
int supervise(Watchboard& board, const Guard& guard, const std::function<int()>& work, const std::function<void(pid_t)>& clear_up = {});

}  // namespace jiaokan
