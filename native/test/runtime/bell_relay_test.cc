// SPDX-License-Identifier: GPL-2.0-or-later
// Does a bell that locks keep anybody waiting? Node's does: JavaScript may hold the lock that it
// takes, and lose the processor while it does.
#include "native/runtime/bell_relay.h"

#include <doctest/doctest.h>
#include <pthread.h>
#include <sched.h>

#include <atomic>
#include <string>

#include "native/test/realtime_guard.h"
#include "native/test/runtime/engine_world.h"

using namespace spillway;

namespace {

/// Whoever rings it waits for as long as JavaScript is made to hold the lock.
class LockingBell final : public Doorbell {
 public:
  void Ring() noexcept override {
    pthread_getname_np(pthread_self(), ringer, sizeof(ringer));
    sched_param parameters{};
    pthread_getschedparam(pthread_self(), &policy, &parameters);
    arrived.fetch_add(1);
    const std::lock_guard<std::mutex> lock(held);
    passed.fetch_add(1);
  }

  std::mutex held;
  std::atomic<int> arrived{0};
  std::atomic<int> passed{0};
  char ringer[16]{};
  int policy{-1};
};

void Until(const std::function<bool()>& comeTrue) {
  while (!comeTrue()) sched_yield();
}

}  // namespace

TEST_CASE("ticks and signalling go on while JavaScript holds the lock of its bell") {
  LockingBell bell;
  bell.held.lock();
  Engine engine(
      [](Clock& clock) { return std::make_unique<VirtualBoard>(LoopBoard(false), clock); },
      Signalled(false), &bell);
  Until([&] { return bell.arrived.load() == 1; });  // layer 2 is up, it is told

  const EngineCounters before = engine.Counters();
  REQUIRE(engine.Post(DialCommand(2, 31)));  // more news, from both threads
  REQUIRE(engine.Post(Detect(0)));
  REQUIRE(engine.Post(SendDigits(31)));
  Until([&] {
    const EngineCounters now = engine.Counters();
    return now.ticks >= before.ticks + 25 && now.signallingTurns >= before.signallingTurns + 5;
  });

  CHECK(bell.passed.load() == 0);
  CHECK(std::string(bell.ringer) == "spillway-bell");
  CHECK(bell.policy == SCHED_OTHER);
  bell.held.unlock();
  engine.Close();
}

TEST_CASE("a ring neither waits nor is lost, whatever the bell behind it waits for") {
  LockingBell bell;
  BellRelay relay(&bell);
  relay.Start();
  bell.held.lock();
  relay.Ring();
  Until([&] { return bell.arrived.load() == 1; });

  for (int i = 0; i < 100'000; ++i) {
    const ForbidAllocation guard;
    if (i % 10 == 0) relay.Answer();  // JavaScript reads meanwhile
    relay.Ring();
  }
  CHECK(bell.arrived.load() == 1);
  bell.held.unlock();

  Until([&] { return bell.passed.load() == 2; });  // 10,000 rings became one
  relay.Stop();
  CHECK(bell.arrived.load() == 2);
}

TEST_CASE("nobody is rung twice for what he has not read, and again for what came since") {
  LockingBell bell;
  BellRelay relay(&bell);
  relay.Start();
  for (int reading = 1; reading <= 100; ++reading) {
    relay.Ring();
    relay.Ring();
    Until([&] { return bell.passed.load() == reading; });
    relay.Answer();
  }
  relay.Stop();
  relay.Stop();
  CHECK(bell.arrived.load() == 100);
}

TEST_CASE("where nobody is to be woken, ringing is nothing") {
  BellRelay relay(nullptr);
  relay.Ring();
  relay.Answer();
  relay.Stop();
}
