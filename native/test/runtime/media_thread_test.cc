// SPDX-License-Identifier: GPL-2.0-or-later
// What does the media thread make of the ticks that a board owes: on time, late, too many?
#include "native/runtime/media_thread.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <optional>
#include <vector>

#include "native/dsp/g711.h"
#include "native/test/realtime_guard.h"

using namespace spillway;

namespace {

constexpr int64_t kMs = 1'000'000;

/// A clock that a script moves. Read and moved by the media thread only.
class ScriptedClock final : public Clock {
 public:
  int64_t Now() const noexcept override { return now; }
  void SleepUntil(int64_t at) noexcept override {
    slept += at - now;
    now = at;
  }
  int64_t now{0};
  int64_t slept{0};
};

struct Wait {
  int64_t at;  // the clock when Await returns
  int owed;
};

/// One channel that owes ticks by a script and forbids allocation between Read and Write.
class ScriptedBoard final : public Board {
 public:
  /// Each tick costs so much.
  ScriptedBoard(ScriptedClock* clock, std::vector<Wait> script, int64_t cost = 0)
      : clock_(clock), script_(std::move(script)), cost_(cost) {}

  const std::vector<SpanInfo>& Spans() const noexcept override { return spans_; }
  const std::vector<ChannelInfo>& Channels() const noexcept override { return channels_; }
  int Await() noexcept override {
    std::unique_lock<std::mutex> lock(mutex_);
    if (next_ == script_.size()) {
      done_ = true;
      changed_.notify_all();
      changed_.wait(lock, [this] { return woken_; });
      return 0;
    }
    clock_->now = std::max(clock_->now, script_[next_].at);
    return script_[next_++].owed;
  }
  void Use(ChannelIndex, bool) noexcept override {}
  void Read(uint8_t* received) noexcept override {
    std::memset(received, kSilence, kFrameSamples);
    for (int i = 0; i < kFrameSamples && hertz > 0; ++i)
      received[i] = LinearToAlaw(
          static_cast<int16_t>(4'000 * std::sin(2 * 3.14159265 * hertz * sample_++ / 8'000)));
    guard_.emplace();
  }
  void Write(const uint8_t*) noexcept override {
    clock_->now += cost_;
    guard_.reset();
  }
  void Wake() noexcept override {
    const std::lock_guard<std::mutex> lock(mutex_);
    woken_ = true;
    changed_.notify_all();
  }
  void WakeSignalling() noexcept override {}
  int Owed() noexcept override { return 0; }
  bool MayRest() const noexcept override { return knowsRest; }
  int Rest(int64_t ns) noexcept override {
    ++rests;
    clock_->now += ns;
    return static_cast<int>(ns / (20 * kMs));
  }
  int64_t Expect(int64_t, std::vector<pollfd>*) noexcept override { return 0; }
  void Collect(const pollfd*) noexcept override {}
  size_t ReadFrame(SpanIndex, uint8_t*, size_t) noexcept override { return 0; }
  bool WriteFrame(SpanIndex, const uint8_t*, size_t) noexcept override { return true; }
  bool ReadEvent(LineEvent*) noexcept override { return false; }
  bool Act(ChannelIndex, LineAction) noexcept override { return false; }
  BoardCounters SpanCounters(SpanIndex) const noexcept override { return {}; }
  bool CancelsEcho(ChannelIndex) const noexcept override { return cancels; }
  uint32_t EchoChanges() const noexcept override { return changes; }
  void HeardFax(ChannelIndex) noexcept override {
    ++faxes;
    cancels = false;
    ++changes;
  }

  // The channel receives this (0: silence), and its echo is cancelled.
  double hertz{0};
  bool cancels{false};
  uint32_t changes{0};
  int faxes{0};
  bool knowsRest{false};
  int rests{0};

  void AwaitEndOfScript() {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this] { return done_; });
  }

 private:
  ScriptedClock* const clock_;
  const std::vector<Wait> script_;
  const int64_t cost_;
  const std::vector<SpanInfo> spans_{{0, "a", SpanKind::kAnalog, 0, 1}};
  const std::vector<ChannelInfo> channels_{{0, 0, 1, ChannelKind::kFxs}};
  std::optional<ForbidAllocation> guard_;
  std::mutex mutex_;
  std::condition_variable changed_;
  size_t next_{0};
  int64_t sample_{0};
  bool done_{false};
  bool woken_{false};
};

/// A board that owes what real time has made of it: as many ticks as have gone by.
std::vector<Wait> Ticks(int count) {
  std::vector<Wait> script;
  for (int i = 0; i < count; ++i) script.push_back({i * 20 * kMs, 1});
  return script;
}

TonePlan FaxPlan() {
  TonePlan plan;
  AddFaxTones(&plan);
  return plan;
}

struct World {
  explicit World(std::vector<Wait> script, int64_t cost = 0)
      : board(&clock, std::move(script), cost) {}

  /// The script from its beginning to its end.
  void Run() {
    thread.Start(&memory);
    board.AwaitEndOfScript();
    thread.Stop();
  }

  static constexpr MediaLimits kLimits{1, 1, 16};
  MemoryLock memory;
  ScriptedClock clock;
  ScriptedBoard board;
  RingSink sink{64, 64, nullptr};
  DiskLink disk{kLimits};
  MediaEngine media{kLimits, &disk, &sink, {}, FaxPlan()};
  SpscRing<MediaCommand> commands{16};
  MediaThread thread{board, clock, media, commands, sink};
};

}  // namespace

TEST_CASE("ticks on time are neither late nor overruns") {
  std::vector<Wait> script;
  for (int i = 0; i < 120; ++i) script.push_back({i * 20 * kMs + (i % 3) * kMs, 1});
  World world(script);

  world.Run();

  CHECK(world.thread.Totals().ticks == 120);
  CHECK(world.thread.Totals().late == 0);
  CHECK(world.thread.Totals().overruns == 0);
  CHECK(world.media.Now() == 2400);
  CHECK(world.sink.Meters().Size() == 2);
}

TEST_CASE("up to four ticks are made up for; those that are late count as late") {
  World world({{0, 1}, {20 * kMs, 1}, {105 * kMs, 4}, {120 * kMs, 1}});

  world.Run();

  CHECK(world.thread.Totals().ticks == 7);
  CHECK(world.thread.Totals().late == 3);  // due at 40, 60, 80, and 100, which is 5 ms late
  CHECK(world.thread.Totals().overruns == 0);
}

TEST_CASE("more than four are skipped, counted, and media time goes over them") {
  World world({{0, 1}, {220 * kMs, 11}});

  world.Run();

  CHECK(world.thread.Totals().ticks == 5);
  CHECK(world.thread.Totals().overruns == 7);
  CHECK(world.media.Now() == 12 * 20);
}

TEST_CASE("a board whose tick is a little longer than ours does not become late") {
  std::vector<Wait> script;
  for (int64_t i = 0; i < 50'000; ++i) script.push_back({i * 20'001'000, 1});  // 50 ppm, 17 minutes
  World world(script);

  world.Run();

  CHECK(world.thread.Totals().late == 0);
}

TEST_CASE("facts go by the clock though the board's tick is longer or shorter") {
  for (const int64_t tick : {19'990'000, 20'010'000}) {  // 500 ppm: half a second in 1,000
    std::vector<Wait> script;
    for (int64_t i = 0; i < 50'000; ++i) script.push_back({i * tick, 1});
    World world(script);

    world.Run();

    const double clock = static_cast<double>(49'999 * tick) / 1e6;
    CHECK(world.media.Now() == doctest::Approx(clock).epsilon(0.0001));
    CHECK(world.thread.Totals().ticks == 50'000);
  }
}

TEST_CASE("facts go by the clock again when the driver stood still and told of one tick only") {
  World world({{0, 1}, {20 * kMs, 1}, {500 * kMs, 1}, {520 * kMs, 1}});

  world.Run();

  CHECK(world.media.Now() == 520);
}

TEST_CASE("a thread that has had nothing to do for a second rests, and time goes on") {
  std::vector<Wait> script = Ticks(50);
  for (int i = 1; i <= 10; ++i) script.push_back({(49 * 20 + 500 * i) * kMs, 1});
  World world(script);
  world.board.knowsRest = true;

  world.Run();

  CHECK(world.board.rests == 11);  // one is ended by the end of the script
  CHECK(world.thread.Totals().late == 0);
  CHECK(world.thread.Totals().overruns == 0);
  CHECK(world.thread.Totals().ticks == 50 + 10 * 25 + 24);
  CHECK(world.media.Now() == 6'480);
}

TEST_CASE("a command keeps the thread from resting for a second") {
  World world(Ticks(51));
  world.board.knowsRest = true;
  MediaCommand hear{};
  hear.kind = MediaCommand::Kind::kHearSpeech;
  REQUIRE(world.commands.TryPush(hear));

  world.Run();

  CHECK(world.board.rests == 1);
}

TEST_CASE("ticks that cost too much are told, step by step, and leave time to others") {
  World world(Ticks(250), 17 * kMs);

  world.Run();

  std::vector<Shed> shed;
  Record record;
  while (world.sink.Facts().TryPop(&record)) {
    OverloadFact fact;
    std::memcpy(static_cast<void*>(&fact), record.bytes, sizeof(fact));
    REQUIRE(fact.type == static_cast<uint16_t>(FactType::kOverload));
    CHECK(fact.tickShare == doctest::Approx(0.85));
    shed.push_back(fact.shed);
  }
  CHECK(shed == std::vector<Shed>{Shed::kMeters, Shed::kSpeech, Shed::kTones});
  CHECK(world.clock.slept > 0);
}

TEST_CASE("a thread that never gets to the end of what it owes sleeps a fifth of the time") {
  World world(Ticks(500), 30 * kMs);

  world.Run();

  CHECK(world.clock.slept > world.clock.now / 6);
  CHECK(world.clock.slept < world.clock.now / 4);
}

TEST_CASE("ticks that cost half of their time are told to nobody, and nobody sleeps") {
  World world(Ticks(250), 10 * kMs);

  world.Run();

  CHECK(world.sink.Facts().Size() == 0);
  CHECK(world.clock.slept == 0);
}

TEST_CASE("a command is done in the tick that follows it, without allocation") {
  World world({{0, 1}, {20 * kMs, 1}});
  MediaCommand tone{};
  tone.kind = MediaCommand::Kind::kTone;
  tone.operation = 4'294'967'296 + 7;  // more than 124 days of a wave on 16 E1
  tone.channel = 0;
  tone.count = 1;
  tone.steps[0] = {450, 0, 20};
  tone.repeatFrom = -1;
  tone.levelDbm0 = -10;
  REQUIRE(world.commands.TryPush(tone));

  world.Run();

  Record record;
  REQUIRE(world.sink.Facts().TryPop(&record));
  StartedFact started;
  std::memcpy(static_cast<void*>(&started), record.bytes, sizeof(started));
  CHECK(started.type == static_cast<uint16_t>(FactType::kStarted));
  CHECK(started.operation == 4'294'967'296 + 7);
  CHECK(started.at == 0);
}

TEST_CASE("a fax tone is told the board once where echo is cancelled, and nobody else") {
  for (const bool cancels : {true, false}) {
    World world(Ticks(100));
    world.board.hertz = 2'100;
    world.board.cancels = cancels;
    world.board.changes = 1;
    MediaCommand detect{};  // else the channel is not in use, and nothing is heard there
    detect.kind = MediaCommand::Kind::kDetect;
    detect.on = true;
    REQUIRE(world.commands.TryPush(detect));

    world.Run();

    CHECK(world.board.faxes == (cancels ? 1 : 0));
    CHECK(world.sink.Facts().Size() == 0);
  }
}

TEST_CASE("what is no fax tone leaves the echo canceller on") {
  World world(Ticks(100));
  world.board.hertz = 1'000;
  world.board.cancels = true;
  world.board.changes = 1;

  world.Run();

  CHECK(world.board.faxes == 0);
}
