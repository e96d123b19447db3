// SPDX-License-Identifier: GPL-2.0-or-later
// Do a telephone's edges keep their times, and are those that were lost asked for?
#include <doctest/doctest.h>

#include "native/test/board/dahdi_rig.h"

using namespace spillway;
using namespace spillway::test;
using Kind = LineEvent::Kind;

namespace {

struct Bank : DahdiRig {
  /// `millivolts`: of the lines, from the first port on; without, no driver tells them.
  explicit Bank(ChannelKind kind = ChannelKind::kFxs, const std::vector<int>& millivolts = {}) {
    card.AddSpan(1, 4, kind);
    for (size_t i = 0; i < millivolts.size(); ++i)
      card.Channel(static_cast<int>(i) + 1).millivolts = millivolts[i];
    Open({ModelledBank(1, 4, kind)});
    Run(kSecond);
  }
  void ReadEvents() {
    for (LineEvent event; board->ReadEvent(&event);) events.push_back(event);
  }
  /// Media alone, as when the signalling thread does not get a processor.
  void RunMedia(int64_t ns) {
    std::vector<uint8_t> in(4 * kFrameSamples), out(in.size(), kSilence);
    for (const int64_t end = clock.Now() + ns; clock.Now() < end;) {
      for (int owed = board->Await(); owed > 0; --owed) {
        board->Read(in.data());
        board->Write(out.data());
      }
    }
  }
};

}  // namespace

TEST_CASE("the signalling thread wakes for an edge at once, without audio") {
  Bank bank;
  const int64_t at = bank.clock.Now() + 137 * kMs;
  bank.clock.At(at, [&] { bank.card.Channel(2).Tell(DahdiEvent::kOffHook); });

  while (bank.events.empty() && bank.clock.Now() < at + kSecond) {
    bank.board->AwaitSignalling(300 * kMs);  // that nothing is left to send is told to it, too
    bank.ReadEvents();
  }
  CHECK(bank.clock.Now() - at < kMs);

  REQUIRE(bank.events.size() == 1);
  CHECK(bank.events[0].kind == Kind::kOffHook);
  CHECK(bank.events[0].channel == 1);
  CHECK(bank.events[0].at >= at);
  CHECK(bank.events[0].at - at < kMs);
}

TEST_CASE("edges that the signalling thread reads late bear the time at which media met them") {
  Bank bank;
  const int64_t begun = bank.clock.Now();
  const int64_t edges[] = {20, 81, 120, 181, 220, 281};  // a dialled 3
  for (size_t i = 0; i < 6; ++i) {
    bank.clock.At(begun + edges[i] * kMs, [&bank, i] {
      bank.card.Channel(1).Tell(i % 2 == 0 ? DahdiEvent::kOnHook : DahdiEvent::kOffHook);
    });
  }

  bank.RunMedia(500 * kMs);
  bank.ReadEvents();

  REQUIRE(bank.events.size() == 6);
  for (size_t i = 0; i < 6; ++i) {
    CHECK(bank.events[i].kind == (i % 2 == 0 ? Kind::kOnHook : Kind::kOffHook));
    CHECK(bank.events[i].at - begun >= edges[i] * kMs);
    CHECK(bank.events[i].at - begun <= (edges[i] + 21) * kMs);
  }
}

TEST_CASE("an underrun that the signalling thread reads is known to media: no delay stays") {
  Bank bank;
  bank.Join(0, 1);
  bank.MeasureDelay(1, 2);
  for (int stop = 0; stop < 5; ++stop) {
    bank.clock.SleepUntil(bank.clock.Now() + 150 * kMs);
    bank.board->AwaitSignalling(0);  // reads the events of all ports
    bank.Run(2 * kSecond);
    const double delay = bank.Delay();
    CHECK(delay > 0);
    CHECK(delay <= 85);
  }
  CHECK(bank.board->Counters().slips > 0);
}

TEST_CASE("edges that found no room are counted, and the hook is asked for") {
  Bank bank;
  for (int i = 0; i < 5'000; ++i) {
    bank.card.Channel(1).Tell(i % 2 == 0 ? DahdiEvent::kOffHook : DahdiEvent::kOnHook);
    if (i % 50 == 49) bank.RunMedia(20 * kMs);
  }
  bank.card.Channel(3).Tell(DahdiEvent::kOffHook);
  bank.card.Channel(1).Tell(DahdiEvent::kOffHook);
  bank.RunMedia(40 * kMs);
  CHECK(bank.board->Counters().eventsLost > 0);

  bank.Run(3 * kSecond);

  std::vector<Kind> last(4, Kind::kFailed);
  for (const LineEvent& event : bank.events) last[event.channel] = event.kind;
  CHECK(last[0] == Kind::kOffHook);
  CHECK(last[2] == Kind::kOffHook);
  CHECK(last[1] == Kind::kFailed);
}

TEST_CASE("a line's battery that was lost in vain is asked for, too") {
  Bank bank(ChannelKind::kFxo);
  for (int i = 0; i < 5'000; ++i) {
    bank.card.Channel(1).Tell(DahdiEvent::kPolarity);
    if (i % 50 == 49) bank.RunMedia(20 * kMs);
  }
  bank.card.Channel(3).batteryLost = true;
  bank.card.Channel(3).Tell(DahdiEvent::kAlarm);
  bank.RunMedia(40 * kMs);

  bank.Run(3 * kSecond);

  CHECK(bank.Saw(Kind::kBatteryLost, 2));
}

TEST_CASE("a telephone's port without voltage is told, and one whose line is shorted") {
  Bank bank(ChannelKind::kFxs, {48'000, 48'000, 48'000, 48'000});
  bank.card.Channel(2).Tell(DahdiEvent::kOffHook);
  bank.card.Channel(2).millivolts = 6'000;  // a telephone that is lifted
  bank.Run(20 * kSecond);
  for (const LineEvent& event : bank.events) CHECK(event.kind != Kind::kBatteryLost);

  bank.card.Channel(3).millivolts = 0;
  bank.card.Channel(2).millivolts = 400;
  bank.Run(20 * kSecond);
  CHECK(bank.Saw(Kind::kBatteryLost, 2));
  CHECK(bank.Saw(Kind::kBatteryLost, 1));
  const auto told = bank.events.size();
  bank.Run(20 * kSecond);
  CHECK(bank.events.size() == told);

  bank.card.Channel(3).millivolts = bank.card.Channel(2).millivolts = 48'000;
  bank.Run(20 * kSecond);
  CHECK(bank.Saw(Kind::kBatteryFound, 2));
  CHECK(bank.Saw(Kind::kBatteryFound, 1));
}

TEST_CASE(
    "a port's voltage is not asked for while it rings, nor where the driver does not tell it") {
  Bank bank(ChannelKind::kFxs, {-1, -1, 48'000, -1});
  bank.Run(4 * kSecond);
  REQUIRE(bank.board->Act(2, LineAction::kRing));
  bank.card.Channel(3).millivolts = 0;  // between two half-waves
  bank.Run(20 * kSecond);
  CHECK(bank.events.empty());

  bank.board->Act(2, LineAction::kRingOff);
  bank.Run(20 * kSecond);
  CHECK(bank.Saw(Kind::kBatteryLost, 2));
}

TEST_CASE("who lifts right after he hung up is told to the driver as soon as it listens") {
  Bank bank;
  ModelledChannel& channel = bank.card.Channel(2);
  channel.busyUntil = bank.clock.Now() + 800 * kMs;
  channel.Tell(DahdiEvent::kOffHook);

  bank.Run(2 * kSecond);

  CHECK(bank.Saw(Kind::kOffHook, 1));
  REQUIRE(channel.acts.size() == 1);
  CHECK(channel.acts[0].second == LineAction::kOffHook);
  CHECK(channel.acts[0].first >= channel.busyUntil);
  CHECK(channel.acts[0].first <= channel.busyUntil + 100 * kMs);
}

TEST_CASE("who hangs up again before that is on hook, whether or not the driver tells") {
  for (const bool tells : {true, false}) {
    Bank bank;
    ModelledChannel& channel = bank.card.Channel(2);
    channel.busyUntil = bank.clock.Now() + 800 * kMs;
    channel.Tell(DahdiEvent::kOffHook);
    bank.Run(600 * kMs);
    if (tells) channel.Tell(DahdiEvent::kOnHook);
    channel.offHook = false;
    bank.Run(3 * kSecond);

    CHECK(bank.events.size() == 2);
    CHECK(bank.Saw(Kind::kOnHook, 1));
    for (const auto& act : channel.acts) CHECK(act.second != LineAction::kOffHook);
    CHECK(bank.board->Act(1, LineAction::kRing));
  }
}

TEST_CASE("a bank that is taken away while the driver is busy does no harm") {
  Bank bank;
  for (int number = 1; number <= 4; ++number) {
    ModelledChannel& channel = bank.card.Channel(number);
    channel.busyUntil = bank.clock.Now() + 800 * kMs;
    if (number == 2) channel.Tell(DahdiEvent::kOffHook);
    if (number == 3) bank.board->Act(2, LineAction::kRing);
  }
  bank.Run(100 * kMs);
  for (int number = 1; number <= 4; ++number)
    bank.card.Channel(number).gone = bank.card.Channel(number).absent = true;

  bank.Run(3 * kSecond);

  CHECK(bank.Saw(Kind::kOnHook, 1));
}

TEST_CASE("a hang-up that the driver never told is known within a second, and told once") {
  Bank bank;
  bank.card.Channel(2).Tell(DahdiEvent::kOffHook);
  bank.Run(3 * kSecond);
  CHECK(bank.events.size() == 1);

  bank.card.Channel(2).offHook = false;
  bank.Run(kSecond + 50 * kMs);
  CHECK(bank.Saw(Kind::kOnHook, 1));
  bank.card.Channel(2).Tell(DahdiEvent::kOnHook);
  bank.Run(kSecond);
  CHECK(bank.events.size() == 2);
}
