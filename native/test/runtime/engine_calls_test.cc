// SPDX-License-Identifier: GPL-2.0-or-later
// Do media, signalling and disk threads get on with each other when all of them have work? Calls,
// bridges, prompts, digits, meters and recordings come and go. What matters here the thread
// sanitizer finds (npm run check:deep).
#include <doctest/doctest.h>

#include "native/test/media/media_fixture.h"
#include "native/test/media/routes.h"
#include "native/test/runtime/engine_world.h"

using namespace spillway;

namespace {

constexpr int kCalls = 8;
constexpr ChannelIndex kNetwork = 31;

/// Calls from the network, each answered by the box as soon as it is offered.
class CallCentre {
 public:
  CallCentre() {
    WriteBytes(folder_.File("prompt.wav"), AlawWav(RandomBytes(1, 4'000)));
    world_.hear = [this](FactType type, const Record& record) { Hear(type, record); };
    world_.Await(FactType::kDChannelUp, 2);
    MediaCommand load = ChannelCommand(MediaCommand::Kind::kLoadPrompt, 0);
    load.prompt = 7;
    load.file = strdup(folder_.File("prompt.wav").c_str());
    world_.engine.Post(load);
    world_.Await(FactType::kPromptLoaded, 1);
  }

  /// Calls come, and everything happens on their channels; `clear`: they end in order.
  void Round(bool clear) {
    const int answered = world_.Count(FactType::kAnswered);
    const int finished = world_.Count(FactType::kFinished);
    const int cleared = world_.Count(FactType::kCleared);
    for (int i = 0; i < kCalls; ++i) world_.engine.Post(DialCommand(next_ += 2, kNetwork + i));
    world_.Await(FactType::kAnswered, answered + 2 * kCalls);
    for (int i = 0; i < kCalls; ++i) Serve(i);
    world_.Await(FactType::kFinished, finished + kCalls);  // the digits were sent
    if (!clear) return;
    for (int i = 0; i < kCalls; ++i) {
      world_.engine.Post(ChannelCommand(MediaCommand::Kind::kReset, i));
      const CallHandle call = next_ - 2 * static_cast<CallHandle>(i);
      world_.engine.Post(CallCommand(LineCommand::Kind::kClear, call, 16));
    }
    world_.Await(FactType::kCleared, cleared + 2 * kCalls);
  }

  EngineWorld world_{false};

 private:
  void Hear(FactType type, const Record& record) {
    if (type != FactType::kOffered) return;
    OfferedFact offered;
    std::memcpy(static_cast<void*>(&offered), record.bytes, sizeof offered);
    world_.engine.Post(CallCommand(LineCommand::Kind::kAnswer, offered.call));
  }

  void Serve(ChannelIndex channel) {
    Engine& engine = world_.engine;
    engine.Post(Detect(channel));
    MediaCommand meter = ChannelCommand(MediaCommand::Kind::kMeter, channel);
    meter.intervalMs = 40;
    engine.Post(meter);
    MediaCommand play = ChannelCommand(MediaCommand::Kind::kPlay, channel);
    play.operation = ++operation_;
    play.count = 1;
    play.prompts[0] = 7;
    play.loop = true;
    engine.Post(play);
    engine.Post(RouteOf(++operation_, bridges_.Join(channel / 3, channel, true, 1)));
    MediaCommand record = ChannelCommand(MediaCommand::Kind::kRecord, channel);
    record.operation = ++operation_;
    record.file = strdup(folder_.File(std::to_string(operation_) + ".wav").c_str());
    engine.Post(record);
    engine.Post(SendDigits(kNetwork + channel, ++operation_));
  }

  TemporaryFolder folder_;
  CallHandle next_ = 0;
  OperationId operation_ = 0;
  TestBridges bridges_;  // of two and of three
};

}  // namespace

TEST_CASE("calls, bridges, prompts, digits and recordings come and go on three threads") {
  CallCentre centre;
  for (int round = 0; round < 4; ++round) centre.Round(true);

  CHECK(centre.world_.Count(FactType::kOffered) == 4 * kCalls);
  CHECK(centre.world_.Count(FactType::kDigit) > 0);
  CHECK(centre.world_.Count(FactType::kRouted) == 4 * kCalls);
  CHECK(centre.world_.Count(FactType::kRecordingFailed) == 0);
  CHECK(centre.world_.engine.Counters().factsLost == 0);
}

TEST_CASE("an engine ends in the middle of all that") {
  CallCentre centre;
  centre.Round(false);

  centre.world_.engine.Close();

  CHECK(centre.world_.Count(FactType::kFinished) >= 2 * kCalls);  // digits; recordings, by Close
}
