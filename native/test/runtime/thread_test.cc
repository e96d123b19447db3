// SPDX-License-Identifier: GPL-2.0-or-later
// Which rank do the engine's threads get?
#include "native/runtime/thread.h"

#include <doctest/doctest.h>
#include <pthread.h>
#include <sched.h>

#include <atomic>

using namespace spillway;

TEST_CASE("signalling is of real-time rank where that is allowed, and below media") {
  for (const int priority : {kMediaPriority, kSignallingPriority}) {
    std::atomic<bool> looked{false};
    std::thread thread = StartThread("ranked", [&] {
      while (!looked) sched_yield();
    });

    const RealTimeRank rank = RaiseToRealTime(thread, priority);
    int policy = 0;
    sched_param parameters{};
    pthread_getschedparam(thread.native_handle(), &policy, &parameters);
    looked = true;
    thread.join();

    CHECK(rank.granted == rank.hint.empty());
    CHECK((policy == SCHED_FIFO) == rank.granted);
    CHECK(parameters.sched_priority == (rank.granted ? priority : 0));
  }
  CHECK(kSignallingPriority < kMediaPriority);
}
