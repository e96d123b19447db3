// SPDX-License-Identifier: GPL-2.0-or-later
// Do analog ports tell bounce from pulses, flashes and hook, and ring in cadence?
#include <doctest/doctest.h>

#include "native/line/analog_fxo.h"
#include "native/line/analog_fxs.h"
#include "native/line/analog_lines.h"
#include "native/test/line/quiet_board.h"
#include "native/test/line/wire.h"

using namespace spillway;
using namespace spillway::test;

namespace {

/// A telephone at an FXS port.
struct Telephone {
  Telephone() : port(board, 7, FxsOptions{}, bank, 0, ears) {}
  void Wait(int64_t ms) {
    const int64_t end = now + ms * kMs;
    while (port.Deadline() <= end) {
      now = std::max(now, port.Deadline());
      port.Run(now);
    }
    now = end;
  }
  void Close(int64_t ms) {
    port.Loop(true, now);
    Wait(ms);
  }
  void Open(int64_t ms) {
    port.Loop(false, now);
    Wait(ms);
  }
  std::string Digits() const {
    std::string digits;
    for (const auto& fact : ears.All<DigitFact>()) digits += fact.digit;
    return digits;
  }

  QuietBoard board;
  Ears ears;
  FxsRinging bank{RingCadence{}, 1, 1};
  FxsPort port;
  int64_t now = 100 * kSecond;
};

}  // namespace

TEST_CASE("a lifted telephone is off-hook once, in spite of bounce") {
  Telephone telephone;

  telephone.Close(5);
  telephone.Open(5);
  telephone.Close(5);
  telephone.Open(5);
  CHECK(telephone.ears.Count<OffHookFact>() == 0);
  telephone.Close(50);
  telephone.Open(10);
  telephone.Close(1'000);

  CHECK(telephone.ears.Count<OffHookFact>() == 1);
  CHECK(telephone.ears.Last<OffHookFact>().channel == 7);
  CHECK(telephone.ears.Count<FlashFact>() == 0);
}

TEST_CASE("an opening of 100 to 800 ms is a flash, a longer one on-hook") {
  for (const int64_t ms : {110, 200, 500, 800}) {
    CAPTURE(ms);
    Telephone telephone;
    telephone.Close(1'000);
    telephone.Open(ms);
    telephone.Close(100);
    CHECK(telephone.ears.Count<FlashFact>() == 1);
    CHECK(telephone.ears.Count<OnHookFact>() == 0);
  }
  Telephone telephone;
  telephone.Close(1'000);
  telephone.Open(801);
  CHECK(telephone.ears.Count<OnHookFact>() == 1);
  CHECK(telephone.ears.Count<FlashFact>() == 0);
}

TEST_CASE("a dial's openings are counted to digits") {
  Telephone telephone;
  telephone.Close(300);
  for (const int pulses : {3, 10, 1}) {
    for (int n = 0; n < pulses; ++n) {
      telephone.Open(60);
      telephone.Close(40);
    }
    telephone.Wait(500);
  }

  CHECK(telephone.Digits() == "301");
  CHECK(telephone.ears.Last<DigitFact>().source == DigitSource::kPulse);
  CHECK(telephone.ears.Last<DigitFact>().durationMs == doctest::Approx(60));
  CHECK(telephone.ears.Count<FlashFact>() == 0);
  CHECK(telephone.ears.Count<OnHookFact>() == 0);
}

TEST_CASE("openings right after lifting are no pulses") {
  Telephone telephone;
  telephone.Close(100);
  telephone.Open(50);
  telephone.Close(500);

  CHECK(telephone.Digits().empty());
}

TEST_CASE("a telephone rings 1 s in 5 until it is lifted") {
  Telephone telephone;

  telephone.port.Ring(telephone.now);
  telephone.Wait(7'500);
  telephone.Close(100);
  telephone.Wait(10'000);

  const std::vector<LineAction> expected{LineAction::kRing, LineAction::kRingOff, LineAction::kRing,
                                         LineAction::kRingOff};
  CHECK(telephone.board.actions == expected);
  CHECK(telephone.ears.Count<OffHookFact>() == 1);
}

TEST_CASE("lifting in the middle of a ring stops the voltage") {
  Telephone telephone;

  telephone.port.Ring(telephone.now);
  telephone.Wait(500);
  telephone.Close(100);

  CHECK(telephone.board.actions.back() == LineAction::kRingOff);
  CHECK(telephone.port.Deadline() == INT64_MAX);
}

TEST_CASE("a telephone that is off-hook is not rung") {
  Telephone telephone;
  telephone.Close(100);

  telephone.port.Ring(telephone.now);

  CHECK(telephone.board.actions.empty());
}

TEST_CASE("an FXO port bridges the pauses of ringing") {
  QuietBoard board;
  Ears ears;
  FxoPort port(board, 3, FxoOptions{}, ears);
  int64_t now = kSecond;
  for (int burst = 0; burst < 3; ++burst, now += 5 * kSecond) {
    port.Ringing(true, now);
    port.Ringing(false, now + kSecond);
  }

  CHECK(ears.Count<RingStartedFact>() == 1);
  port.Run(now + kSecond);
  CHECK(ears.Count<RingStoppedFact>() == 0);
  CHECK(port.Deadline() == 18 * kSecond + 1);
  port.Run(port.Deadline());
  CHECK(ears.Count<RingStoppedFact>() == 1);
}

TEST_CASE("answering at an FXO port ends ringing at once") {
  QuietBoard board;
  Ears ears;
  FxoPort port(board, 3, FxoOptions{}, ears);

  port.Ringing(true, kSecond);
  port.Hook(true, kSecond + 200 * kMs);
  port.Ringing(false, kSecond + 210 * kMs);
  port.Flash();
  port.Hook(false, 2 * kSecond);

  CHECK(ears.Count<RingStoppedFact>() == 1);
  const std::vector<LineAction> expected{LineAction::kOffHook, LineAction::kFlash,
                                         LineAction::kOnHook};
  CHECK(board.actions == expected);
}

TEST_CASE("a line that the exchange drops is told while it is off-hook, and not otherwise") {
  QuietBoard board;
  Ears ears;
  FxoPort port(board, 3, FxoOptions{}, ears);

  port.Dropped(kSecond);
  CHECK(ears.Count<OnHookFact>() == 0);
  port.Hook(true, 2 * kSecond);
  port.Dropped(3 * kSecond);

  CHECK(ears.Count<OnHookFact>() == 1);
  CHECK(ears.Last<OnHookFact>().channel == 3);
}

TEST_CASE("a line to the exchange without battery is told when that changes") {
  QuietBoard board;
  board.Add(ChannelKind::kFxo, 2);
  Ears ears;
  AnalogLines lines(board, AnalogOptions{}, ears);
  const auto battery = [&](LineEvent::Kind kind) {
    lines.Receive({kind, 0, 1, Alarm::kLossOfSignal}, kSecond);
  };

  battery(LineEvent::Kind::kBatteryFound);
  CHECK(ears.Count<BatteryFact>() == 0);
  battery(LineEvent::Kind::kBatteryLost);
  battery(LineEvent::Kind::kBatteryLost);
  REQUIRE(ears.Count<BatteryFact>() == 1);
  CHECK(ears.Last<BatteryFact>().channel == 1);
  CHECK_FALSE(ears.Last<BatteryFact>().present);
  battery(LineEvent::Kind::kBatteryFound);
  CHECK(ears.Last<BatteryFact>().present);
}

TEST_CASE("a telephone's port that has lost its voltage is told, and when it has it again") {
  QuietBoard board;
  board.Add(ChannelKind::kFxs, 2);
  Ears ears;
  AnalogLines lines(board, AnalogOptions{}, ears);
  for (const LineEvent::Kind kind : {LineEvent::Kind::kBatteryFound, LineEvent::Kind::kBatteryLost,
                                     LineEvent::Kind::kBatteryLost, LineEvent::Kind::kBatteryFound})
    lines.Receive({kind, 0, 1, Alarm::kLossOfSignal}, kSecond);

  CHECK(ears.Count<BatteryFact>() == 2);
  CHECK(ears.Last<BatteryFact>().channel == 1);
  CHECK(ears.Last<BatteryFact>().present);
}

TEST_CASE("polarity at an FXO port is told both ways") {
  QuietBoard board;
  Ears ears;
  FxoPort port(board, 3, FxoOptions{}, ears);

  port.PolarityReversed(true, kSecond);
  CHECK(ears.Last<PolarityFact>().reversed);
  port.PolarityReversed(false, 2 * kSecond);

  CHECK_FALSE(ears.Last<PolarityFact>().reversed);
}

TEST_CASE("telephones of a bank flash as long as its options say, and another bank as is usual") {
  QuietBoard board;
  board.Add(ChannelKind::kFxs, 1);
  board.Add(ChannelKind::kFxs, 1);
  Ears ears;
  AnalogOptions options;
  options.flashes.push_back({0, 80 * kMs, 300 * kMs});
  AnalogLines lines(board, options, ears);
  int64_t now = 100 * kSecond;
  const auto open = [&](ChannelIndex channel, int64_t ms) {
    ears.Forget();
    const auto loop = [&](LineEvent::Kind kind) {
      lines.Receive({kind, channel, channel, {}}, now);
    };
    loop(LineEvent::Kind::kOffHook);
    now += kSecond;
    lines.Run(now);
    loop(LineEvent::Kind::kOnHook);
    now += ms * kMs;
    lines.Run(now);
    loop(LineEvent::Kind::kOffHook);
    now += kSecond;
    lines.Run(now);
  };

  for (const auto& [ms, flashes] :
       {std::pair{60, 0}, {79, 0}, {80, 1}, {95, 1}, {300, 1}, {301, 0}}) {
    CAPTURE(ms);
    open(0, ms);
    CHECK(ears.Count<FlashFact>() == static_cast<size_t>(flashes));
    CHECK(ears.Count<OnHookFact>() == (ms > 300 ? 1u : 0u));
  }
  for (const auto& [ms, flashes] : {std::pair{95, 0}, {150, 1}, {800, 1}}) {
    CAPTURE(ms);
    open(1, ms);
    CHECK(ears.Count<FlashFact>() == static_cast<size_t>(flashes));
  }
}
