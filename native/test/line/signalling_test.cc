// SPDX-License-Identifier: GPL-2.0-or-later
// Does everything that a board says reach the right line, and everything we say the board?
#include "native/line/signalling.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "native/test/line/quiet_board.h"
#include "native/test/line/wire.h"

using namespace spillway;
using namespace spillway::test;
using Kind = LineCommand::Kind;

namespace {

/// A board with spans 0 (network) and 1 (user) joined, a bank of FXS (62, 63) and one of FXO (64).
struct Bench {
  explicit Bench(bool second = true) {
    board.Add(ChannelKind::kBearer, 31);
    board.Add(ChannelKind::kBearer, 31);
    board.Add(ChannelKind::kFxs, 2);
    board.Add(ChannelKind::kFxo, 1);
    SignallingOptions options;
    DChannelOptions network;
    network.span = 0;
    network.role = DChannelOptions::Role::kNetwork;
    options.spans.push_back(network);
    DChannelOptions cpe;
    cpe.span = 1;
    if (second) options.spans.push_back(cpe);
    signalling = std::make_unique<Signalling>(board, options, ears);
  }
  void Advance(int64_t ns) {
    for (const int64_t end = now + ns; now < end; now += 20 * kMs) {
      std::swap(board.toUs[0], board.sent[1]);
      std::swap(board.toUs[1], board.sent[0]);
      if (cut) board.toUs.clear();
      board.sent.clear();
      signalling->Run(now);
    }
  }
  void Do(const LineCommand& command) { signalling->Execute(command, now); }
  void Event(LineEvent::Kind kind, SpanIndex span, ChannelIndex channel = -1,
             Alarm alarm = Alarm::kRed) {
    board.events.push_back({kind, span, channel, alarm});
  }

  QuietBoard board;
  Ears ears;
  std::unique_ptr<Signalling> signalling;
  int64_t now = 1'000 * kSecond;
  bool cut = false;  // no frame gets through
};

}  // namespace

TEST_CASE("signalling: a call from span to span gets the board's channels") {
  Bench bench;
  bench.Advance(kSecond);

  bench.Do(Dial(2, 3));
  bench.Advance(kSecond);
  const auto offered = bench.ears.Last<OfferedFact>();
  bench.Do(Command(Kind::kAnswer, offered.call));
  bench.Advance(kSecond);

  CHECK(bench.ears.Count<DChannelUpFact>() == 2);
  CHECK(offered.channel == 31 + 3);
  CHECK(offered.span == 1);
  CHECK(bench.ears.Count<AnsweredFact>() == 2);
}

TEST_CASE("signalling: a channel without a D-channel, or with no span, is refused with 44") {
  Bench bench(false);
  bench.Advance(kSecond);

  for (const ChannelIndex channel : {40, -1, 1'000}) {
    bench.Do(Dial(2, channel));
    CHECK(bench.ears.Last<ClearedFact>().cause == 44);
  }
  CHECK(bench.ears.Count<ClearedFact>() == 3);
}

TEST_CASE("signalling: an alarm is told and takes the D-channel down, its end brings it up") {
  Bench bench;
  bench.Advance(kSecond);

  bench.Event(LineEvent::Kind::kAlarmRaised, 1);
  bench.Advance(kSecond);
  CHECK(bench.ears.Last<AlarmRaisedFact>().span == 1);
  CHECK(bench.ears.Last<AlarmRaisedFact>().alarm == Alarm::kRed);
  CHECK(bench.ears.Last<DChannelDownFact>().span == 1);
  bench.Event(LineEvent::Kind::kAlarmCleared, 1);
  bench.Advance(3 * kSecond);

  CHECK(bench.ears.Count<AlarmClearedFact>() == 1);
  CHECK(bench.ears.Last<DChannelUpFact>().span == 1);
  CHECK(bench.ears.Count<DChannelUpFact>() == 3);
}

TEST_CASE("signalling: hook, ringing and their commands go by channel") {
  Bench bench;
  LineCommand ring = Command(Kind::kRing);
  ring.on = true;
  ring.channel = 63;
  LineCommand hook = Command(Kind::kHook);
  hook.channel = 64;
  hook.on = true;

  bench.Event(LineEvent::Kind::kOffHook, 2, 62);
  bench.Event(LineEvent::Kind::kRingStarted, 3, 64);
  bench.Advance(kSecond);
  bench.Do(ring);
  bench.Do(hook);

  CHECK(bench.ears.Last<OffHookFact>().channel == 62);
  CHECK(bench.ears.Count<RingStartedFact>() ==
        2);  // the line's, then that of the telephone that is rung
  CHECK(bench.ears.Last<RingStartedFact>().channel == 63);
  CHECK(bench.ears.Count<RingStoppedFact>() == 1);
  const std::vector<LineAction> expected{LineAction::kRing, LineAction::kOffHook};
  CHECK(bench.board.actions == expected);
}

TEST_CASE("signalling: a damaged frame and a failed board are told") {
  Bench bench;

  bench.Event(LineEvent::Kind::kFrameError, 0);
  bench.Event(LineEvent::Kind::kFailed, -1);
  bench.Advance(100 * kMs);

  CHECK(bench.ears.Last<ProtocolErrorFact>().span == 0);
  CHECK(bench.ears.Count<BoardFailedFact>() == 1);
}

TEST_CASE("signalling: commands for calls and channels that are not there do nothing") {
  Bench bench;
  bench.Advance(kSecond);

  bench.Do(Command(Kind::kAnswer, 77));
  bench.Do(Clear(78, 16));
  LineCommand flash = Command(Kind::kFlash);
  flash.channel = 5;
  bench.Do(flash);

  CHECK(bench.ears.Count<ClearedFact>() == 0);
  CHECK(bench.board.actions.empty());
}

TEST_CASE(
    "signalling: calls outlive a hit of 2.6 to 4 s, though the card says RECOVER for 5 s more") {
  using Event = LineEvent::Kind;
  for (const int hitMs : {2'600, 2'800, 3'000, 3'200, 3'400, 3'600, 4'000}) {
    Bench bench;
    bench.Advance(kSecond);
    bench.Do(Dial(2, 3));
    bench.Advance(kSecond);
    bench.Do(Command(Kind::kAnswer, bench.ears.Last<OfferedFact>().call));
    bench.Advance(10 * kSecond);

    // wct4xxp: loss of signal is told after 2.5 s of it.
    bench.cut = true;
    bench.Advance(2'500 * kMs);
    bench.Event(Event::kAlarmRaised, 1, -1, Alarm::kLossOfSignal);
    bench.Advance((hitMs - 2'500) * kMs);
    bench.cut = false;
    bench.Event(Event::kAlarmRaised, 1, -1, Alarm::kRecovering);
    bench.Event(Event::kAlarmCleared, 1, -1, Alarm::kLossOfSignal);
    bench.Advance(5 * kSecond);
    bench.Event(Event::kAlarmCleared, 1, -1, Alarm::kRecovering);
    bench.Advance(10 * kSecond);

    CAPTURE(hitMs);
    CHECK(bench.ears.Count<ClearedFact>() == 0);
    CHECK(bench.ears.Last<AlarmRaisedFact>().alarm == Alarm::kRecovering);
    CHECK(bench.ears.Last<AlarmClearedFact>().alarm == Alarm::kRecovering);
  }
}

TEST_CASE("signalling: an alarm that becomes a worse or another one keeps layer 1 down") {
  using Event = LineEvent::Kind;
  Bench bench;
  bench.Advance(kSecond);
  bench.cut = true;
  bench.Event(Event::kAlarmRaised, 1, -1, Alarm::kLossOfSignal);
  bench.Advance(kSecond);
  bench.cut = false;
  bench.Event(Event::kAlarmRaised, 1, -1, Alarm::kYellow);
  bench.Event(Event::kAlarmCleared, 1, -1, Alarm::kLossOfSignal);
  bench.Advance(10 * kSecond);

  CHECK(bench.ears.Count<DChannelUpFact>() == 2);  // those of the beginning

  bench.Event(Event::kAlarmRaised, 1, -1, Alarm::kRecovering);
  bench.Event(Event::kAlarmCleared, 1, -1, Alarm::kYellow);
  bench.Advance(5 * kSecond);

  CHECK(bench.ears.Count<DChannelUpFact>() >= 3);
}

TEST_CASE(
    "signalling: edges count by the time at which they were seen, however late they are read") {
  using Event = LineEvent::Kind;
  for (const int stallMs : {0, 40, 60, 80, 120, 200, 500}) {
    QuietBoard board;
    Ears ears;
    board.Add(ChannelKind::kFxs, 1);
    Signalling signalling(board, {}, ears);
    int64_t now = 1'000 * kSecond;
    std::vector<LineEvent> edges{{Event::kOffHook, 0, 0, Alarm::kRed, now}};
    const int64_t dialled = now + 2 * kSecond;
    int64_t at = dialled;
    for (int pulse = 0; pulse < 3; ++pulse) {
      edges.push_back({Event::kOnHook, 0, 0, Alarm::kRed, at});
      edges.push_back({Event::kOffHook, 0, 0, Alarm::kRed, at += 61 * kMs});
      at += 39 * kMs;
    }
    at += kSecond;
    edges.push_back({Event::kOnHook, 0, 0, Alarm::kRed, at});  // and a flash
    edges.push_back({Event::kOffHook, 0, 0, Alarm::kRed, at += 300 * kMs});

    size_t next = 0;
    for (const int64_t end = at + 2 * kSecond; now < end; now += kMs) {
      // Stalls while it is dialled, and while the flash goes on.
      if (now >= dialled + 30 * kMs && now < dialled + (30 + stallMs) * kMs) continue;
      if (now >= at - 290 * kMs && now < at - 290 * kMs + 2 * stallMs * kMs) continue;
      while (next < edges.size() && edges[next].at <= now) board.events.push_back(edges[next++]);
      signalling.Run(now);
    }

    CAPTURE(stallMs);
    std::string digits;
    for (const auto& fact : ears.All<DigitFact>()) digits += fact.digit;
    CHECK(digits == "3");
    CHECK(ears.Count<FlashFact>() == 1);
    CHECK(ears.Count<OnHookFact>() == 0);
  }
}

TEST_CASE("signalling: the board hears when a call comes to a channel, and when it is over") {
  using Carried = std::vector<std::pair<ChannelIndex, bool>>;
  Bench bench;
  bench.Advance(kSecond);

  bench.Do(Dial(2, 3));
  bench.Advance(kSecond);
  CHECK(bench.board.carried == Carried{{3, true}, {31 + 3, true}});
  const auto offered = bench.ears.Last<OfferedFact>();
  bench.Do(Command(Kind::kAnswer, offered.call));
  bench.Advance(kSecond);
  CHECK(bench.board.carried.size() == 2);

  bench.board.carried.clear();
  bench.Do(Command(Kind::kClear, offered.call));
  bench.Advance(kSecond);
  std::sort(bench.board.carried.begin(), bench.board.carried.end());
  CHECK(bench.board.carried == Carried{{3, false}, {31 + 3, false}});
}

TEST_CASE("signalling: telephones and lines carry a call while they are off hook") {
  using Carried = std::vector<std::pair<ChannelIndex, bool>>;
  Bench bench;
  LineCommand hook;
  hook.kind = Kind::kHook;
  hook.channel = 64;
  hook.on = true;
  bench.Do(hook);
  bench.Do(hook);
  hook.on = false;
  bench.Do(hook);
  CHECK(bench.board.carried == Carried{{64, true}, {64, false}});

  bench.board.carried.clear();
  bench.Event(LineEvent::Kind::kOffHook, 2, 62);
  bench.Advance(kSecond);
  bench.Event(LineEvent::Kind::kOnHook, 2, 62);  // a flash
  bench.Advance(400 * kMs);
  bench.Event(LineEvent::Kind::kOffHook, 2, 62);
  bench.Advance(kSecond);
  CHECK(bench.board.carried == Carried{{62, true}});
  bench.Event(LineEvent::Kind::kOnHook, 2, 62);
  bench.Advance(kSecond);
  CHECK(bench.board.carried == Carried{{62, true}, {62, false}});
}
