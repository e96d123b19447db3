// SPDX-License-Identifier: GPL-2.0-or-later
// Does the guard catch an allocation? One that never barks proves nothing.
#include "native/test/realtime_guard.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <memory>
#include <vector>

namespace {

/// True when `act` aborts the process that does it under the guard.
template <typename Act>
bool Aborts(Act act) {
  const pid_t child = fork();
  if (child == 0) {
    dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
    std::signal(SIGABRT, SIG_DFL);  // not doctest's report
    const ForbidAllocation guard;
    act();
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

void* volatile kept;

}  // namespace

TEST_CASE("allocating and freeing abort while they are forbidden") {
  if (!ForbidAllocation::Works()) return;
  auto block = std::make_unique<int>(1);
  std::vector<int> full(4);

  CHECK(Aborts([] { kept = std::malloc(8); }));
  CHECK(Aborts([] { kept = std::calloc(2, 8); }));
  CHECK(Aborts([] { kept = new int(7); }));
  CHECK(Aborts([&] { full.push_back(1); }));
  CHECK(Aborts([&] { block.reset(); }));
  CHECK_FALSE(Aborts([] {}));
}

TEST_CASE("allocating is allowed again behind the guard's scope") {
  { const ForbidAllocation guard; }

  const auto block = std::make_unique<int>(3);

  CHECK(*block == 3);
}
