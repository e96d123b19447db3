// SPDX-License-Identifier: GPL-2.0-or-later
// Do the threads of an engine work together, and does it end well? Built with the thread sanitizer
// too (npm run check:deep).
#include "native/runtime/engine.h"

#include <doctest/doctest.h>

#include <condition_variable>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <vector>

#include "native/board/virtual_board.h"

using namespace spillway;

namespace {

/// Stands in for JavaScript: waits for the bell and reads.
class WaitingBell final : public Doorbell {
 public:
  void Ring() noexcept override {
    const std::lock_guard<std::mutex> lock(mutex_);
    rung_ = true;
    changed_.notify_one();
  }
  void Await() {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this] { return rung_; });
    rung_ = false;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool rung_{false};
};

VirtualBoardOptions LoopBoard(bool stepped) {
  VirtualBoardOptions options;
  options.stepped = stepped;
  options.spans.resize(2);
  options.spans[0].name = "box";
  options.spans[0].peer = 1;
  options.spans[1].name = "net";
  options.spans[1].peer = 0;
  return options;
}

Engine::Options Signalled(bool stepped) {
  Engine::Options options{};
  options.stepped = stepped;
  for (const SpanIndex span : {0, 1}) {
    DChannelOptions channel{};
    channel.span = span;
    channel.role = span == 0 ? DChannelOptions::Role::kCpe : DChannelOptions::Role::kNetwork;
    channel.overlapTimeoutNs = 15'000'000'000;
    channel.automaticProceedingNs = 20'000'000;
    options.signalling.spans.push_back(channel);
  }
  return options;
}

struct World {
  explicit World(bool stepped)
      : engine(
            [stepped](Clock& clock) {
              return std::make_unique<VirtualBoard>(LoopBoard(stepped), clock);
            },
            Signalled(stepped), stepped ? nullptr : &bell) {}

  /// How many facts of a type were told so far.
  int Count(FactType type) {
    std::vector<Record> records(256);
    for (size_t n = engine.ReadFacts(records.data(), 256); n > 0;
         n = engine.ReadFacts(records.data(), 256)) {
      for (size_t i = 0; i < n; ++i) {
        RecordHeader header;
        std::memcpy(&header, records[i].bytes, sizeof(header));
        ++told[header.type];
      }
    }
    return told[static_cast<size_t>(type)];
  }
  void Await(FactType type, int count) {
    while (Count(type) < count) bell.Await();
  }

  WaitingBell bell;
  Engine engine;
  int told[64]{};
};

LineCommand Dial(CallHandle call, ChannelIndex channel) {
  LineCommand dial{};
  dial.kind = LineCommand::Kind::kDial;
  dial.call = call;
  dial.channel = channel;
  dial.exclusive = true;
  std::memcpy(dial.called.digits, "400", 4);
  dial.called.plan = 1;
  return dial;
}

MediaCommand SendDigits(ChannelIndex channel) {
  MediaCommand command{};
  command.kind = MediaCommand::Kind::kSendDigits;
  command.operation = 1;
  command.channel = channel;
  command.count = 2;
  std::memcpy(command.digits, "12", 3);
  command.onMs = 60;
  command.offMs = 60;
  command.levelDbm0 = -10;
  return command;
}

MediaCommand Detect(ChannelIndex channel) {
  MediaCommand command{};
  command.kind = MediaCommand::Kind::kDetect;
  command.channel = channel;
  command.on = true;
  return command;
}

}  // namespace

TEST_CASE("three threads serve calls and digits, and end with calls and a recording under way") {
  World world(false);
  world.Await(FactType::kDChannelUp, 2);

  for (int i = 0; i < 5; ++i) {
    REQUIRE(world.engine.Post(Dial(static_cast<CallHandle>(2 * i + 2), 31 + i)));
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
    REQUIRE(world.engine.Post(Dial(static_cast<CallHandle>(2 * i + 2), 31 + i)));
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
    REQUIRE(world->engine.Post(Dial(2, 31)));
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
    load.prompts[0] = 1;
    load.file = strdup("x.wav");
    CHECK(world.engine.Post(load) == (i < 8'192));
  }
}
