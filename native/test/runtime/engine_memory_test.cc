// SPDX-License-Identifier: GPL-2.0-or-later
// Does an engine give back what it took: after its end, and after each call? What it allocates is
// counted; with the address sanitizer, leaks show at the end of the program instead.
// SPILLWAY_DEEP in the environment: as often as issue 3 asks.
#include <doctest/doctest.h>
#include <malloc.h>

#include "native/test/runtime/engine_world.h"

using namespace spillway;

namespace {

bool Deep() { return std::getenv("SPILLWAY_DEEP") != nullptr; }

/// Bytes that are allocated in this process; 0 under a sanitizer, which has a malloc of its own.
size_t Allocated() { return mallinfo2().uordblks; }

/// Thirty calls, set up, answered and cleared.
void ThirtyCalls(EngineWorld& world, CallHandle* next) {
  world.hear = [&world](FactType type, const Record& record) {
    if (type != FactType::kOffered) return;
    OfferedFact offered;
    std::memcpy(static_cast<void*>(&offered), record.bytes, sizeof offered);
    world.engine.Post(CallCommand(LineCommand::Kind::kAnswer, offered.call));
  };
  std::vector<CallHandle> calls;
  for (ChannelIndex slot = 0; slot < 31; ++slot) {
    if (slot == 15) continue;
    calls.push_back(*next += 2);
    world.engine.Post(DialCommand(*next, 31 + slot));
  }
  const auto stepUntil = [&world](FactType type, int count) {
    for (int ticks = 0; world.Count(type) < count; ++ticks) {
      REQUIRE(ticks < 500);
      world.engine.Step(1);
    }
  };
  stepUntil(FactType::kAnswered, 2 * static_cast<int>(*next) / 2);
  for (const CallHandle call : calls)
    world.engine.Post(CallCommand(LineCommand::Kind::kClear, call, 16));
  stepUntil(FactType::kCleared, 2 * static_cast<int>(*next) / 2);
}

/// What `again` leaves allocated, a time, when done `times` after a few that come first.
template <typename Again>
double GrowthOf(int times, const Again& again) {
  for (int warmUp = 0; warmUp < 10; ++warmUp) again();
  const auto before = static_cast<double>(Allocated());
  for (int n = 0; n < times; ++n) again();
  return (static_cast<double>(Allocated()) - before) / times;
}

}  // namespace

TEST_CASE("calls leave nothing behind") {
  EngineWorld world(true);
  world.engine.Step(100);
  CallHandle next = 0;
  const int rounds = Deep() ? 340 : 20;  // 10,200 or 600 calls

  const double growth = GrowthOf(rounds, [&] { ThirtyCalls(world, &next); });

  MESSAGE("bytes a call: " << growth / 30);
  CHECK(growth / 30 < 4);
  CHECK(world.told[static_cast<size_t>(FactType::kOffered)] == static_cast<int>(next) / 2);
}

TEST_CASE("an engine with threads leaves nothing behind when it ends") {
  // malloc itself keeps some kilobytes, when threads meet in it: they are told from a leak by many.
  const int cycles = Deep() ? 1'000 : 150;

  const double growth = GrowthOf(cycles, [] { EngineWorld(false, Engine::Options{}); });

  MESSAGE("bytes an engine: " << growth);
  CHECK(growth < 64);
}

TEST_CASE("with D-channels it leaves what libpri has no function to free, and no more") {
  const int cycles = Deep() ? 1'000 : 30;
  constexpr double kOfLibpri = 24 * 1024;  // a controller and its table of timers

  const double growth = GrowthOf(cycles, [] {
    EngineWorld world(false);
    world.Await(FactType::kDChannelUp, 2);
  });

  MESSAGE("bytes a D-channel: " << growth / 2);
  CHECK(growth / 2 < kOfLibpri);
}
