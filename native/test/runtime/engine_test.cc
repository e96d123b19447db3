// SPDX-License-Identifier: GPL-2.0-or-later
// Do the threads of an engine work together, and does it end well? Built with the thread sanitizer
// too (npm run check:deep).
#include <doctest/doctest.h>

#include "native/test/runtime/engine_world.h"

using namespace spillway;
using World = EngineWorld;

TEST_CASE("three threads serve calls and digits, and end with calls and a recording under way") {
  World world(false);
  world.Await(FactType::kDChannelUp, 2);

  for (int i = 0; i < 5; ++i) {
    REQUIRE(world.engine.Post(DialCommand(static_cast<CallHandle>(2 * i + 2), 31 + i)));
  }
  MediaCommand record{};
  record.kind = MediaCommand::Kind::kRecord;
  record.operation = 2;
  record.file = strdup("/no/such/folder/x.wav");
  REQUIRE(world.engine.Post(record));
  REQUIRE(world.engine.Post(Detect(0)));
  REQUIRE(world.engine.Post(SendDigits(31)));
  world.Await(FactType::kProceeding, 10);
  world.Await(FactType::kDigit, 2);
  world.Await(FactType::kRecordingFailed, 1);

  world.engine.Close();
  world.engine.Close();
  CHECK(world.engine.Counters().ticks > 0);
  CHECK(world.engine.Counters().factsLost == 0);
  CHECK(world.Count(FactType::kOffered) == 5);
}

TEST_CASE("frames are traced on and off while calls come and go, and ring like facts do") {
  World world(false);
  world.Await(FactType::kDChannelUp, 2);
  LineCommand trace{};
  trace.kind = LineCommand::Kind::kTrace;
  trace.channel = 0;

  TracedFrame frame;
  for (int i = 0; i < 12; ++i) {
    trace.on = true;
    REQUIRE(world.engine.Post(trace));
    REQUIRE(world.engine.Post(DialCommand(static_cast<CallHandle>(2 * i + 2), 31 + i)));
    const auto isSetup = [&] { return frame.bytes[8] == 0x05; };
    bool setup = false;
    while (!setup) {
      world.bell.Await();
      while (world.engine.ReadFrame(&frame)) setup = setup || isSetup();
    }
    CHECK(frame.span == 0);
    trace.on = false;
    REQUIRE(world.engine.Post(trace));
  }
}

TEST_CASE("stepped, the same happens at the same tick without threads") {
  World first(true);
  World second(true);
  for (World* world : {&first, &second}) {
    world->engine.Step(100);
    REQUIRE(world->Count(FactType::kDChannelUp) == 2);
    REQUIRE(world->engine.Post(DialCommand(2, 31)));
    REQUIRE(world->engine.Post(Detect(0)));
    REQUIRE(world->engine.Post(SendDigits(31)));
    world->engine.Step(50);
    CHECK(world->Count(FactType::kDigit) == 2);
    CHECK(world->Count(FactType::kProceeding) == 2);
    CHECK(world->engine.Now() == 3000);
  }
  CHECK(std::memcmp(first.told, second.told, sizeof(first.told)) == 0);
}

TEST_CASE("commands that were never done are given back with their paths") {
  World world(true);
  for (int i = 0; i < 10'000; ++i) {
    MediaCommand load{};
    load.kind = MediaCommand::Kind::kLoadPrompt;
    load.prompt = 1;
    load.file = strdup("x.wav");
    CHECK(world.engine.Post(load) == (i < 8'192));
  }
}
