// SPDX-License-Identifier: GPL-2.0-or-later
// Does libpri ask the clock that we gave it, and does nobody wait in vain to be let in?
#include "native/line/pri_clock.h"

#include <doctest/doctest.h>
#include <pthread.h>
#include <sched.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <string>
#include <thread>

namespace {

/// As the kernel has it at this moment, lent rank included: under 0 is real-time.
int RankOf(int thread) {
  std::ifstream stat("/proc/self/task/" + std::to_string(thread) + "/stat");
  std::string line;
  std::getline(stat, line);
  const std::string fields = line.substr(line.rfind(')') + 2);
  size_t at = 0;
  for (int field = 3; field < 18; ++field) at = fields.find(' ', at) + 1;  // man 5 proc
  return std::stoi(fields.substr(at));
}

}  // namespace

TEST_CASE("gettimeofday goes through the wrapped clock") {
  timeval now{};

  CHECK(gettimeofday(&now, nullptr) == 0);
}

TEST_CASE("who is inside libpri has the rank of who waits for it") {
  std::atomic<int> insider{0};
  std::atomic<bool> leave{false};
  std::thread javaScript([&] {
    const spillway::PriScope scope(1);
    insider = static_cast<int>(syscall(SYS_gettid));
    while (!leave) sched_yield();
  });
  while (insider == 0) sched_yield();
  CHECK(RankOf(insider) >= 0);

  std::atomic<int> allowed{-1};
  std::thread signalling([&] {
    sched_param parameters{};
    parameters.sched_priority = 40;
    allowed = pthread_setschedparam(pthread_self(), SCHED_FIFO, &parameters) == 0 ? 1 : 0;
    const spillway::PriScope scope(2);
  });
  while (allowed < 0) sched_yield();
  int tries = 0;
  while (allowed == 1 && RankOf(insider) >= 0 && ++tries < 200'000) sched_yield();
  if (allowed == 1) CHECK(RankOf(insider) < 0);
  leave = true;
  javaScript.join();
  signalling.join();
}
