// SPDX-License-Identifier: GPL-2.0-or-later
// Does a card's audio come and go as it should, on a model of the driver's queues?
#include <doctest/doctest.h>

#include <cstdio>

#include "native/test/board/dahdi_rig.h"

using namespace spillway;
using namespace spillway::test;
using Kind = LineEvent::Kind;

namespace {

uint8_t Pattern(int channel, int64_t sample) {
  const auto mixed = static_cast<uint64_t>(sample + 7919 * channel) * 2654435761u;
  return static_cast<uint8_t>(mixed >> 24);
}

/// How many samples in a row, from the first that fits on, are `brought` to `taken`.
size_t LongestRun(const std::vector<uint8_t>& taken, int channel) {
  size_t best = 0, run = 0;
  int64_t next = -1;
  for (const uint8_t sample : taken) {
    if (next >= 0 && sample == Pattern(channel, next)) {
      best = std::max(best, ++run);
      ++next;
      continue;
    }
    run = 0;
    next = -1;
    // The pattern's place is found by the first sample of it.
    if (sample == Pattern(channel, 4'000)) next = 4'001;
  }
  return best;
}

}  // namespace

TEST_CASE("audio goes through the card's queues bit by bit, ticks are as many as blocks") {
  DahdiRig rig;
  rig.card.AddSpan(1, 31);
  rig.Open({ModelledE1(1)});
  rig.Join(0, 4);
  rig.card.Channel(1).brings = [](int64_t sample) { return Pattern(1, sample); };
  std::vector<uint8_t> taken;
  rig.card.Channel(5).takes = [&](int64_t, uint8_t sample) { taken.push_back(sample); };

  rig.Run(4 * kSecond);

  CHECK(rig.ticks >= 198);
  CHECK(rig.ticks <= 201);
  CHECK(rig.board->Counters().slips == 0);
  CHECK(LongestRun(taken, 1) > 20'000);
}

TEST_CASE("a stop that is longer than what is written ahead is a slip, counted on its span") {
  DahdiRig rig;
  rig.card.AddSpan(1, 31);
  rig.Open({ModelledE1(1)});
  rig.Run(kSecond);
  CHECK(rig.board->Counters().slips == 0);
  const int64_t underruns = rig.card.Channel(1).underruns;

  rig.card.StopAt(rig.clock.Now(), 150 * kMs);
  rig.Run(kSecond);

  CHECK(rig.board->SpanCounters(0).slips >= 30);
  CHECK(rig.card.Channel(1).underruns == underruns + 1);
}

TEST_CASE("a span that stands still at any moment harms no other, whichever paces") {
  for (int64_t moment = 0; moment < 120; ++moment) {
    DahdiRig rig;
    ModelledSpan& first = rig.card.AddSpan(1, 2);
    ModelledSpan& second = rig.card.AddSpan(3, 2);
    rig.Open({ModelledBearers(1, 2), ModelledBearers(3, 2)});
    rig.Run(400 * kMs + moment / 2 * 17 * kMs);
    const int64_t other = moment % 2 == 0 ? 3 : 1;
    const int64_t before = rig.card.Channel(static_cast<int>(other)).underruns;

    (other == 3 ? first : second).stopped = true;
    rig.Run(2 * kSecond);

    CHECK(rig.board->SpanCounters(other == 3 ? 1 : 0).slips == 0);
    CHECK(rig.card.Channel(static_cast<int>(other)).underruns == before);
  }
}

TEST_CASE("a span that stands still harms no other; the clock paces when none goes on") {
  DahdiRig rig;
  ModelledSpan& first = rig.card.AddSpan(1, 31);
  ModelledSpan& second = rig.card.AddSpan(32, 31);
  rig.Open({ModelledE1(1, "one"), ModelledE1(32, "two")});
  rig.Run(kSecond);
  const int64_t underruns = rig.card.Channel(32).underruns;

  first.stopped = true;  // the reference
  rig.Run(2 * kSecond);
  CHECK(rig.board->SpanCounters(1).slips == 0);
  CHECK(rig.card.Channel(32).underruns == underruns);

  second.stopped = true;
  const int64_t before = rig.ticks;
  rig.Run(2 * kSecond);
  CHECK(rig.ticks - before > 85);
  CHECK(rig.ticks - before < 105);

  first.stopped = second.stopped = false;
  rig.Run(kSecond);
  const uint64_t slips = rig.board->Counters().slips;
  rig.Run(5 * kSecond);
  CHECK(rig.board->Counters().slips == slips);
}

TEST_CASE("an alarm is told once for the span, and its end") {
  DahdiRig rig;
  ModelledSpan& span = rig.card.AddSpan(1, 31);
  rig.Open({ModelledE1(1)});
  rig.Run(kSecond);

  rig.card.SetAlarm(span, true, Alarm::kLossOfSignal);
  rig.Run(kSecond);
  REQUIRE(rig.events.size() == 1);
  CHECK(rig.events[0].kind == Kind::kAlarmRaised);
  CHECK(rig.events[0].alarm == Alarm::kLossOfSignal);

  rig.card.SetAlarm(span, false);
  rig.Run(kSecond);
  REQUIRE(rig.events.size() == 2);
  CHECK(rig.events[1].kind == Kind::kAlarmCleared);
}

TEST_CASE("frames go both ways; what is lost on the wire is told") {
  DahdiRig rig;
  rig.card.AddSpan(1, 31);
  rig.Open({ModelledE1(1)});
  rig.card.Channel(16).framesIn.push_back({2, 1, 3, 0xAA, 0xBB});

  uint8_t frame[64];
  CHECK(rig.board->ReadFrame(0, frame, sizeof frame) == 3);  // without the FCS
  CHECK(rig.board->ReadFrame(0, frame, sizeof frame) == 0);
  CHECK(rig.board->WriteFrame(0, frame, 3));
  CHECK(rig.card.Channel(16).framesOut.size() == 1);

  rig.card.Channel(16).Tell(DahdiEvent::kFrameError);
  rig.Run(50 * kMs);
  CHECK(rig.Saw(Kind::kFrameError));
  CHECK(rig.board->Counters().frameErrors == 1);
}
