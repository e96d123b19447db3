// SPDX-License-Identifier: GPL-2.0-or-later
// What if the user of a stream is slow, dead or hostile? Counted, silence, and never a wait.
#include <doctest/doctest.h>

#include <cstring>

#include "native/test/media/stream_user.h"

using namespace spillway;

namespace {

constexpr uint32_t kFrames = 8;
const Bytes kNothing(kFrameSamples, kSilence);

struct OneStream : StreamFixture {
  OneStream() { Stream(0, &memory, 7); }

  StreamMemory memory{7, kFrames};
  StreamUserEnd user{memory.Descriptor(), 7};
};

}  // namespace

TEST_CASE_FIXTURE(OneStream, "who does not read loses the newest, sees where, and is told of") {
  Step(kFrames + 10);
  for (uint32_t tick = 0; tick < kFrames; ++tick) CHECK(user.Read()->tick == tick);
  Step();
  CHECK(user.Read()->tick == kFrames + 10);  // 10 are missing before it
  const auto stalled = facts.All<StalledFact>();
  REQUIRE(stalled.size() == 1);
  CHECK(stalled[0].lost == 1);  // at once; the others a second later
  CHECK(stalled[0].at == kFrames * 20);
  CHECK(stalled[0].operation == 7);
  Step(60);
  CHECK(facts.All<StalledFact>().at(1).lost > 9);
}

TEST_CASE("before its user has come a stream keeps nothing, and misses nothing") {
  StreamFixture world;
  StreamMemory memory{7, kFrames};
  world.Stream(0, &memory, 7);
  world.Step(100);
  CHECK(world.facts.All<StartedFact>().empty());
  StreamUserEnd user{memory.Descriptor(), 7};
  const Bytes said = world.Say(0, 1);
  world.Step();
  const auto heard = user.Read();
  REQUIRE(heard);
  CHECK(heard->tick == 100);
  CHECK(heard->sound == said);
  CHECK(world.facts.All<StartedFact>().at(0).at == 2000);
  CHECK(world.facts.All<StalledFact>().empty());
}

TEST_CASE_FIXTURE(OneStream, "a stall is told once a second, however long, and all is counted") {
  Step(kFrames + 500);  // 10 s
  const auto stalled = facts.All<StalledFact>();
  CHECK(stalled.size() == 10);
  for (size_t i = 1; i < stalled.size(); ++i) {
    CHECK(stalled[i].at - stalled[i - 1].at == 1000);
    CHECK(stalled[i].lost == 50);
  }
  Stop(7);
  CHECK(facts.All<EndedFact>()[0].lost == 500);
  CHECK(facts.All<EndedFact>()[0].heard == kFrames);
}

TEST_CASE_FIXTURE(OneStream, "who should give and does not is silence, and is told of") {
  Route({{1, {StreamOf(0)}}});
  const Bytes said = RandomBytes(1, kFrameSamples);
  Step();
  while (user.Read()) {
  }
  user.Write(said);
  Step();
  CHECK(Sent(1) == said);
  Step();
  CHECK(Sent(1) == kNothing);
  CHECK(facts.All<StalledFact>().at(0).missing == 1);
  CHECK(facts.All<StalledFact>().at(0).lost == 0);
}

TEST_CASE_FIXTURE(OneStream,
                  "who has never given, or has said that nothing follows, misses nothing") {
  for (int i = 0; i < 200; ++i) {
    if (i == 100) user.Write(RandomBytes(1, kFrameSamples), 0, true);
    Step();
    user.Read();
  }
  CHECK(facts.All<StalledFact>().empty());
}

TEST_CASE_FIXTURE(OneStream, "what comes too late is dropped, so that the delay does not grow") {
  Route({{1, {StreamOf(0)}}});
  Step(5);
  user.Write(RandomBytes(1, kFrameSamples), 2);
  user.Write(RandomBytes(2, kFrameSamples), 3);
  const Bytes now = RandomBytes(3, kFrameSamples);
  user.Write(now, 5);
  Step();
  CHECK(Sent(1) == now);
  CHECK(facts.All<StalledFact>().at(0).late == 2);
}

TEST_CASE_FIXTURE(OneStream, "ticks that the engine skipped are seen as lost") {
  Step();
  engine.Skip(4);
  Step();
  CHECK(user.Read()->tick == 0);
  CHECK(user.Read()->tick == 5);
}

TEST_CASE_FIXTURE(OneStream, "a ring that is full takes no more from the user either") {
  for (uint32_t i = 0; i < kFrames; ++i) CHECK(user.Write(kNothing, 1000));
  CHECK(!user.Write(kNothing, 1000));
}

TEST_CASE("indexes that cannot be end the stream, and nothing beyond its memory is touched") {
  for (const uint32_t nonsense : {kFrames + 1, 0x7fffffffu, 0x80000000u, 0xfffffff0u}) {
    for (const bool reading : {true, false}) {
      CAPTURE(nonsense);
      CAPTURE(reading);
      OneStream world;
      world.Step();
      auto& index = reading ? world.user.FromEngine()->read : world.user.ToEngine()->written;
      index.store(nonsense);
      world.Step();
      CHECK(world.facts.All<EndedFact>().at(0).reason == FinishReason::kFailed);
      CHECK(world.memory.Released());
      world.Step(3);
    }
  }
}

TEST_CASE("a user who writes anything anywhere does no harm") {
  uint32_t seed = 1;
  for (int round = 0; round < 300; ++round) {
    OneStream world;
    world.Route({{0, {StreamFixture::StreamOf(0)}}, {1, {StreamFixture::StreamOf(0, 0.5f)}}});
    for (int tick = 0; tick < 12; ++tick) {
      const Bytes garbage = RandomBytes(++seed, 64);
      const size_t at = (garbage[0] | garbage[1] << 8) % (world.user.Size() - garbage.size());
      std::memcpy(world.user.Memory() + at, garbage.data(), garbage.size());
      if (garbage[2] % 4 == 0) world.user.ToEngine()->written.store(garbage[3] % (2 * kFrames));
      if (garbage[2] % 4 == 1) world.user.FromEngine()->read.store(garbage[3] % kFrames);
      if (garbage[2] % 4 == 2)
        world.user.Write(garbage.size() < 160 ? kNothing : garbage, garbage[4]);
      world.Step();
    }
    world.Stop(7);
    CHECK(world.facts.All<EndedFact>().size() == 1);
  }
}

TEST_CASE_FIXTURE(OneStream, "the end of a stream is no click: its source fades") {
  Route({{1, {StreamOf(0)}}});
  const Bytes loud(kFrameSamples, 0xA0);
  user.Write(loud);
  user.Write(loud);
  user.Write(loud);
  Step(2);
  Stop(7);
  Step();
  CHECK(Sent(1)[0] != kSilence);  // fading over the frame that was next
  CHECK(Sent(1)[kFrameSamples - 1] == kSilence);
  Step();
  CHECK(Sent(1) == kNothing);
}
