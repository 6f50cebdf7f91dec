#include "supervise.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>

#include "model/diag.h"

namespace jiaokan {
namespace {

constexpr Guard kGuard{60, 4096};

[[noreturn]] void crash() {
  signal(SIGABRT, SIG_DFL);
  raise(SIGABRT);
  _exit(3);
}

TEST(Supervise, TheStatusOfTheWorkIsItsOwn) {
  Watchboard board(1, 1);
  EXPECT_EQ(supervise(board, kGuard, [] { return 7; }), 7);
  EXPECT_EQ(supervise(board, kGuard, []() -> int { throw Failure("no"); }), 2);
}

TEST(Supervise, OfSeveralSuspectsEachIsTriedAlone) {
  Watchboard board(3, 3);
  const int status = supervise(board, kGuard, [&] {
    for (size_t task = 0; task < 3; ++task) {
      if (board.fate(task) != Fate::alone) continue;
      board.begin(task);
      if (task == 1) crash();
      board.end(task);
    }
    if (board.fate(1) == Fate::open) {
      board.begin(0);
      board.begin(1);
      crash();
    }
    board.tell(3);
    return board.fate(1) == Fate::crashed && board.fate(0) == Fate::alone && board.fate(2) == Fate::open ? 0 : 1;
  });
  EXPECT_EQ(status, 0);
  EXPECT_EQ(board.told(), 3u);
}

TEST(Supervise, ATaskThatTakesTooLongIsGivenUp) {
  Watchboard board(2, 2);
  const int status = supervise(board, {1, 4096}, [&] {
    if (board.fate(0) == Fate::too_slow) return 0;
    board.begin(0);
    pause();
    return 1;
  });
  EXPECT_EQ(status, 0);
}

TEST(Supervise, ADeathWithNothingInHandEndsTheRun) {
  Watchboard board(1, 1);
  EXPECT_THROW(supervise(board, kGuard, []() -> int { crash(); }), Failure);
}

}  // namespace
}  // namespace jiaokan
