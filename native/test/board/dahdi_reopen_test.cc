// SPDX-License-Identifier: GPL-2.0-or-later
// Does the board go on when a channel fails, a module is reloaded, a card is pulled and put back?
#include <doctest/doctest.h>

#include "native/test/board/dahdi_rig.h"

using namespace spillway;
using namespace spillway::test;
using Kind = LineEvent::Kind;

namespace {

void Take(ModelledCard& card, const ModelledSpan& span) {
  for (const int number : span.numbers) {
    card.Channel(number).gone = card.Channel(number).absent = true;
  }
}

void Return(ModelledCard& card, const ModelledSpan& span) {
  for (const int number : span.numbers) card.Channel(number).absent = false;
}

std::vector<std::pair<Kind, Alarm>> AlarmsOf(const DahdiRig& rig) {
  std::vector<std::pair<Kind, Alarm>> told;
  for (const LineEvent& event : rig.events) {
    if (event.kind == Kind::kAlarmRaised || event.kind == Kind::kAlarmCleared)
      told.emplace_back(event.kind, event.alarm);
  }
  return told;
}

const std::vector<std::pair<Kind, Alarm>> kWentAndCame{{Kind::kAlarmRaised, Alarm::kNotOpen},
                                                       {Kind::kAlarmCleared, Alarm::kNotOpen}};

}  // namespace

TEST_CASE("a bearer that met an error is opened again at once, and nobody is alarmed") {
  DahdiRig rig;
  rig.card.AddSpan(1, 31);
  rig.Open({ModelledE1(1)});
  rig.Join(0, 1);
  rig.MeasureDelay(1, 2);
  rig.Run(kSecond);

  for (const int failing : {1, 2, 31}) {  // 31: the reference
    rig.card.Channel(failing).failures = 1;
    rig.Run(2 * kSecond);
    const double delay = rig.Delay();
    CHECK(delay > 0);
    CHECK(delay <= 85);
    CHECK(rig.card.Channel(failing).opened == 1);
  }
  CHECK(rig.events.empty());
}

TEST_CASE("a span that was taken away is in alarm, and is in order again when it is back") {
  for (const bool paces : {false, true}) {
    DahdiRig rig;
    ModelledSpan& first = rig.card.AddSpan(1, 31);
    ModelledSpan& second = rig.card.AddSpan(32, 31);
    rig.Open({ModelledE1(1, "one"), ModelledE1(32, "two")});
    rig.Join(0, 31);
    rig.MeasureDelay(1, 32);
    rig.Run(kSecond);
    ModelledSpan& taken = paces ? second : first;

    Take(rig.card, taken);
    rig.Run(5 * kSecond);
    CHECK(AlarmsOf(rig) == std::vector<std::pair<Kind, Alarm>>{kWentAndCame[0]});
    CHECK_FALSE(rig.Saw(Kind::kFailed));
    CHECK(rig.board->SpanCounters(paces ? 0 : 1).slips == 0);

    Return(rig.card, taken);
    rig.Run(3 * kSecond);
    CHECK(AlarmsOf(rig) == kWentAndCame);
    const double delay = rig.Delay();
    CHECK(delay > 0);
    CHECK(delay <= 105);
    for (const int number : taken.numbers) CHECK(rig.card.Channel(number).opened == 1);

    const uint8_t frame[] = {2, 1, 3};
    CHECK(rig.board->WriteFrame(paces ? 1 : 0, frame, sizeof frame));
    rig.card.Channel(taken.numbers[15]).framesIn.push_back({2, 1, 3, 0xAA, 0xBB});
    uint8_t read[64];
    CHECK(rig.board->ReadFrame(paces ? 1 : 0, read, sizeof read) == 3);
  }
}

TEST_CASE(
    "a board whose every span was taken away goes by the clock, and goes on when they are back") {
  DahdiRig rig;
  ModelledSpan& span = rig.card.AddSpan(1, 31);
  rig.Open({ModelledE1(1)});
  rig.Join(0, 1);
  rig.MeasureDelay(1, 2);
  rig.Run(kSecond);

  Take(rig.card, span);
  rig.Run(kSecond);
  const int64_t ticks = rig.ticks;
  rig.Run(10 * kSecond);
  CHECK(rig.ticks - ticks > 480);
  CHECK(rig.ticks - ticks < 520);
  CHECK_FALSE(rig.Saw(Kind::kFailed));

  Return(rig.card, span);
  rig.Run(3 * kSecond);
  CHECK(AlarmsOf(rig) == kWentAndCame);
  const double delay = rig.Delay();
  CHECK(delay > 0);
  CHECK(delay <= 85);
}

TEST_CASE("a module that was reloaded in a moment: every channel is opened again") {
  DahdiRig rig;
  ModelledSpan& span = rig.card.AddSpan(1, 31);
  rig.Open({ModelledE1(1)});
  rig.Run(kSecond);

  for (const int number : span.numbers) rig.card.Channel(number).gone = true;
  rig.Run(4 * kSecond);

  for (const int number : span.numbers) CHECK(rig.card.Channel(number).opened == 1);
  const uint64_t slips = rig.board->Counters().slips;
  rig.Run(4 * kSecond);
  CHECK(rig.board->Counters().slips == slips);
  CHECK_FALSE(rig.Saw(Kind::kFailed));
}

TEST_CASE("telephones of a bank that was taken away are told to be put down, and are read anew") {
  DahdiRig rig;
  ModelledSpan& bank = rig.card.AddSpan(1, 4, ChannelKind::kFxs);
  rig.Open({ModelledBank(1, 4, ChannelKind::kFxs)});
  rig.Run(kSecond);
  rig.card.Channel(2).Tell(DahdiEvent::kOffHook);
  rig.Run(kSecond);
  CHECK(rig.Saw(Kind::kOffHook, 1));

  Take(rig.card, bank);
  rig.Run(2 * kSecond);
  CHECK(rig.Saw(Kind::kOnHook, 1));
  rig.events.clear();

  rig.card.Channel(2).offHook = false;
  rig.card.Channel(3).offHook = true;
  Return(rig.card, bank);
  rig.Run(2 * kSecond);
  CHECK(rig.Saw(Kind::kOffHook, 2));
  CHECK_FALSE(rig.Saw(Kind::kOffHook, 1));
}

TEST_CASE("a command to a line wakes signalling only: audio goes on, also when all stands still") {
  DahdiRig rig;
  ModelledSpan& span = rig.card.AddSpan(1, 4);
  rig.Open({ModelledBearers(1, 4)});
  rig.Run(kSecond);
  const int64_t before = rig.ticks;

  // The driver is late by less than is reason to run on by the clock.
  span.stopped = true;
  rig.clock.At(rig.clock.Now() + 100 * kMs, [&] { rig.board->WakeSignalling(); });
  rig.clock.At(rig.clock.Now() + 150 * kMs, [&] { span.stopped = false; });
  rig.board->Await();
  rig.board->Await();
  CHECK(rig.clock.Now() - span.ChunkAt(span.chunks) < 2 * kMs);
  rig.Run(kSecond);

  CHECK(rig.ticks - before >= 40);
  CHECK(rig.card.Channel(1).systemCalls > 0);
}
