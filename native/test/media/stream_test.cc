// SPDX-License-Identifier: GPL-2.0-or-later
// Does a leg's sound get out to another thread and back, to the last bit, and does it end well?
#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>

#include "native/dsp/g711.h"
#include "native/test/media/stream_user.h"

using namespace spillway;

namespace {

constexpr uint32_t kFrames = 8;
constexpr OperationId kStream = 7;
const Bytes kNothing(kFrameSamples, kSilence);

struct OneStream : StreamFixture {
  explicit OneStream(bool hears = true) { Stream(0, &memory, kStream, hears); }
  /// The stream is what a channel hears.
  void RouteTo(ChannelIndex channel) { Route({{channel, {StreamOf(0)}}}); }
  EndedFact Ended() const { return facts.All<EndedFact>().at(0); }

  StreamMemory memory{kStream, kFrames};
  StreamUserEnd user{memory.Descriptor(), kStream};
};

}  // namespace

TEST_CASE_FIXTURE(OneStream, "what a channel receives comes out, frame by frame, with its time") {
  for (uint32_t tick = 0; tick < 100; ++tick) {
    const Bytes said = Say(0, tick + 1);
    Step();
    const auto heard = user.Read();
    REQUIRE(heard);
    CHECK(heard->sound == said);
    CHECK(heard->tick == tick);
    CHECK(heard->at == tick * 20.0);
    CHECK(!user.Read());
  }
  CHECK(facts.All<StartedFact>().size() == 1);
  CHECK(facts.All<StalledFact>().empty());
}

TEST_CASE_FIXTURE(OneStream, "what a user says is what an ear hears, to the last bit") {
  RouteTo(1);
  Step(2);
  for (uint32_t i = 0; i < 50; ++i) {
    const Bytes said = RandomBytes(i, kFrameSamples);
    REQUIRE(user.Write(said));
    Step();
    while (user.Read()) {
    }
    CHECK(Sent(1) == said);
  }
}

TEST_CASE_FIXTURE(OneStream, "out and back again: the caller hears himself, bit by bit") {
  RouteTo(0);
  Step();
  user.Read();
  Bytes before = kNothing;
  for (uint32_t i = 0; i < 50; ++i) {
    const Bytes said = Say(0, i + 1);
    Step();
    if (i > 1) CHECK(Sent(0) == before);
    while (const auto heard = user.Read()) user.Write(heard->sound);
    before = said;
  }
}

TEST_CASE_FIXTURE(OneStream, "as an ear it hears a list with gains, as a source it is in lists") {
  const Bytes low(kFrameSamples, LinearToAlaw(400)), high(kFrameSamples, LinearToAlaw(1000));
  Route({{0, {ReceivedOf(1), ReceivedOf(2, 0.5f)}, EarSide::kStream},
         {3, {ReceivedOf(1), StreamOf(0, 0.5f)}}});
  Receive(1, low.data());
  Receive(2, high.data());
  Step(2);
  while (user.Read()) {
  }
  user.Write(high);
  Step();
  const int16_t sum = static_cast<int16_t>(AlawToLinear(low[0]) + AlawToLinear(high[0]) / 2);
  CHECK(user.Read()->sound == Bytes(kFrameSamples, LinearToAlaw(sum)));
  CHECK(Sent(3) == Bytes(kFrameSamples, LinearToAlaw(sum)));
}

TEST_CASE_FIXTURE(OneStream, "its first frame is whole, by whatever it hears") {
  Route({{0, {ReceivedOf(1)}, EarSide::kStream}});
  Say(0, 1);
  const Bytes said = Say(1, 2);
  Step();
  CHECK(user.Read()->sound == said);
}

TEST_CASE_FIXTURE(OneStream, "it can hear what a channel is sent, too") {
  Route({{0, {{0, SourceKind::kSent, false, 1}}, EarSide::kStream}, {0, {ReceivedOf(1)}}});
  Step(2);
  const Bytes said = Say(1, 5);
  while (user.Read()) {
  }
  Step();
  CHECK(user.Read()->sound == said);
}

TEST_CASE_FIXTURE(OneStream, "a masked channel is silence in a stream as it is for others") {
  MediaCommand mask = Command(MediaCommand::Kind::kMask, 0);
  mask.on = true;
  Execute(mask);
  Say(0, 3);
  Step();
  CHECK(user.Read()->sound == kNothing);
}

TEST_CASE("one that does not hear is never full") {
  OneStream world(false);
  world.Step(200);
  CHECK(!world.user.Read());
  CHECK(world.facts.All<StalledFact>().empty());
}

TEST_CASE_FIXTURE(OneStream, "a frame for a later tick waits for it: a delay to the sample") {
  RouteTo(0);
  for (uint32_t tick = 0; tick < 60; ++tick) {
    const Bytes said = Say(0, tick + 1);
    Step();
    if (tick >= 8) CHECK(Sent(0) == RandomBytes(tick + 1 - 5, kFrameSamples));
    if (tick < 5) CHECK(Sent(0) == kNothing);
    while (const auto heard = user.Read()) user.Write(heard->sound, heard->tick + 5);
  }
  CHECK(facts.All<StalledFact>().empty());
}

TEST_CASE_FIXTURE(OneStream, "a channel has one stream: the second fails, the first goes on") {
  StreamMemory second{8, kFrames};
  Stream(0, &second, 8);
  CHECK(Ended().operation == 8);
  CHECK(Ended().reason == FinishReason::kFailed);
  CHECK(second.Released());
  Step();
  CHECK(user.Read());
}

TEST_CASE_FIXTURE(OneStream, "a stream begins as any other, whatever the one before heard") {
  Route({{0, {ReceivedOf(1)}, EarSide::kStream}});
  Stop(kStream);
  StreamMemory next{8, kFrames};
  Stream(0, &next, 8);
  StreamUserEnd nextUser{next.Descriptor(), 8};
  Step();
  while (nextUser.Read()) {
  }
  const Bytes said = Say(0, 9);
  Step();
  CHECK(nextUser.Read()->sound == said);
}

TEST_CASE_FIXTURE(OneStream, "ends when it is stopped, and counts what went over it") {
  user.Write(RandomBytes(1, kFrameSamples));
  Step(3);
  Stop(kStream);
  CHECK(Ended().operation == kStream);
  CHECK(Ended().reason == FinishReason::kStopped);
  CHECK(Ended().heard == 3);
  CHECK(Ended().given == 1);
  CHECK(Ended().channel == 0);
  CHECK(memory.Released());
  CHECK(user.Head()->state == StreamState::kEnded);
  Stop(kStream);
  Step(3);
  CHECK(facts.All<EndedFact>().size() == 1);
}

TEST_CASE_FIXTURE(OneStream, "ends with its leg, first of all") {
  RouteTo(1);
  Step();
  Reset(0);
  CHECK(Ended().reason == FinishReason::kCleared);
  CHECK(memory.Released());
  user.Write(RandomBytes(1, kFrameSamples));
  Step(2);
  CHECK(Sent(1) == kNothing);
  CHECK(user.Read());  // what it heard before is still there
}

TEST_CASE_FIXTURE(OneStream, "ends when its user wants no more, behind what he has said") {
  RouteTo(1);
  Step(2);
  const Bytes said = RandomBytes(1, kFrameSamples);
  user.Write(said);
  user.Done();
  Step();
  CHECK(Sent(1) == said);
  CHECK(facts.All<EndedFact>().empty());
  Step();
  CHECK(Ended().reason == FinishReason::kCompleted);
  CHECK(Ended().given == 1);
  CHECK(Ended().missing == 0);
  CHECK(facts.All<StalledFact>().empty());
}

TEST_CASE_FIXTURE(OneStream, "ends when its user dies") {
  user.Vanish();
  Step();
  CHECK(Ended().reason == FinishReason::kFailed);
  CHECK(memory.Released());
}

TEST_CASE("ends when the engine does") {
  StreamMemory memory{1, kFrames};
  StreamUserEnd user{memory.Descriptor(), 1};
  StreamFixture world;
  world.Stream(2, &memory, 1);
  world.engine.EndStreams();
  CHECK(world.facts.All<EndedFact>().at(0).reason == FinishReason::kCleared);
  CHECK(user.Head()->state == StreamState::kEnded);
}

TEST_CASE("the memory outlives the engine's end of it as long as somebody maps it") {
  auto memory = std::make_unique<StreamMemory>(1, kFrames);
  StreamUserEnd user{memory->Descriptor(), 1};
  const int descriptor = memory->Descriptor();
  memory.reset();
  CHECK(fcntl(descriptor, F_GETFD) == -1);
  CHECK(user.Head()->state == StreamState::kEnded);
  CHECK(!user.Read());
}

TEST_CASE("only its own user gets at it, once, and only while it lasts") {
  StreamMemory memory{5, kFrames};
  const auto refused = [](int descriptor, OperationId operation) {
    size_t bytes = 0;
    return StreamMemory::Attach(descriptor, operation, &bytes) == nullptr ? errno : 0;
  };
  CHECK(refused(memory.Descriptor(), 6) == ESTALE);
  CHECK(refused(-1, 5) == EINVAL);
  CHECK(refused(STDIN_FILENO, 5) == EINVAL);
  const int other = memfd_create("other", MFD_ALLOW_SEALING);
  CHECK(ftruncate(other, 4096) == 0);
  CHECK(refused(other, 5) == EINVAL);
  CHECK(fcntl(other, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) == 0);
  CHECK(refused(other, 5) == EINVAL);  // sealed as ours are, and empty
  close(other);
  StreamUserEnd user{memory.Descriptor(), 5};
  CHECK(user.Attached());
  CHECK(refused(memory.Descriptor(), 5) == EBUSY);
  memory.Release();
  CHECK(refused(memory.Descriptor(), 5) == EPIPE);
  CHECK(ftruncate(memory.Descriptor(), 0) != 0);  // nobody makes it shorter
}
