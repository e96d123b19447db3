// SPDX-License-Identifier: GPL-2.0-or-later
// Are only those channels read and written that are in use, and do they begin and end without harm?
#include <doctest/doctest.h>

#include <cstdio>
#include <random>

#include "native/test/board/dahdi_rig.h"

using namespace spillway;
using namespace spillway::test;
using Kind = LineEvent::Kind;

namespace {

uint8_t Pattern(int64_t sample) {
  auto mixed = static_cast<uint32_t>(sample) * 2654435761u;
  mixed = (mixed ^ mixed >> 15) * 2246822519u;
  return static_cast<uint8_t>(mixed >> 24 & 0xFE);  // never silence
}

/// Whether what was heard is the pattern, from some sample of it on, without a break.
bool IsWhole(const uint8_t* heard, size_t count) {
  for (int64_t from = 0; from < 200'000; ++from) {
    size_t right = 0;
    while (right < count && heard[right] == Pattern(from + static_cast<int64_t>(right))) ++right;
    if (right == count) return true;
    if (right >= 16) return false;
  }
  return false;
}

/// An E1 and telephones, with nothing in use; threads run up to 1.5 ms late.
struct Office : DahdiRig {
  explicit Office(int64_t latestUs = 1'500) {
    e1 = &card.AddSpan(1, 31);
    bank = &card.AddSpan(101, 8, ChannelKind::kFxs);
    card.lateness = [this, latestUs] { return (late_ = (late_ * 7 + 3) % latestUs) * 1'000; };
    OpenUnused({ModelledE1(1), ModelledBank(101, 8, ChannelKind::kFxs)});
    Run(kSecond);
  }
  int64_t Reads() {
    int64_t reads = 0;
    for (ModelledSpan* span : {e1, bank})
      for (const int number : span->numbers) reads += card.Channel(number).reads;
    return reads - card.Channel(16).reads;  // that of the D-channel
  }
  int64_t Writes() {
    int64_t writes = 0;
    for (ModelledSpan* span : {e1, bank})
      for (const int number : span->numbers) writes += card.Channel(number).writes;
    return writes;
  }

  ModelledSpan* e1;
  ModelledSpan* bank;

 private:
  int64_t late_{1};
};

}  // namespace

TEST_CASE("what nobody uses is neither read nor written, and ticks go on") {
  Office office;
  const int64_t ticks = office.ticks;

  office.Run(20 * kSecond);

  CHECK(office.Reads() == 0);
  CHECK(office.Writes() == 0);
  CHECK(office.ticks - ticks >= 999);
  CHECK(office.ticks - ticks <= 1'001);
  CHECK(office.owedMost == 1);
  CHECK(office.board->Counters().slips == 0);
}

TEST_CASE("while nobody uses any the thread may rest, and loses no tick") {
  Office office;
  const int64_t from = office.clock.Now();
  int64_t ticks = 0;

  for (int i = 0; i < 50; ++i) {
    ticks += office.board->Rest(180 * kMs);
    const int64_t before = office.ticks;
    office.Turn();
    ticks += office.ticks - before;
  }

  CHECK(office.owedMost == 1);
  CHECK(office.clock.Now() - from == ticks * 20 * kMs);
  CHECK(ticks == 500);
}

TEST_CASE("whoever asks for something ends a rest, and keeps the next one from beginning") {
  Office office;
  const int64_t from = office.clock.Now();
  office.board->Rouse();

  CHECK(office.board->Rest(180 * kMs) == 0);
  CHECK(office.clock.Now() == from);
  CHECK(office.board->Rest(180 * kMs) == 9);
}

TEST_CASE("nobody rests while a channel is in use; one that begins after a rest is prompt") {
  Office office;
  office.board->Rest(180 * kMs);
  office.Join(0, 1);
  office.MeasureDelay(1, 2);
  office.Use(0, true);
  office.Use(1, true);
  office.Turn();

  CHECK(office.board->Rest(180 * kMs) == 0);
  office.Run(kSecond);
  const std::vector<double> delays = office.Delays(20);
  CHECK(delays.front() > 0);
  CHECK(delays.back() <= 65);
  CHECK(office.board->Counters().slips == 0);
}

TEST_CASE("n channels in use are n reads and n writes a tick, and none when they are done") {
  Office office;
  int64_t calls = 0;
  for (const int more : {1, 4, 20}) {
    for (int i = 0; i < more; ++i) office.Use(static_cast<ChannelIndex>(calls++ % 31), true);
    office.Run(kSecond);
    const int64_t reads = office.Reads(), writes = office.Writes(), ticks = office.ticks;
    office.Run(10 * kSecond);
    const int64_t carried = calls > 15 ? calls - 1 : calls;  // without the D-channel
    CHECK(office.Reads() - reads == carried * (office.ticks - ticks));
    CHECK(office.Writes() - writes == carried * (office.ticks - ticks));
  }
  for (ChannelIndex i = 0; i < 31; ++i) office.Use(i, false);
  office.Run(kSecond);
  const int64_t reads = office.Reads(), writes = office.Writes();
  office.Run(10 * kSecond);
  CHECK(office.Reads() == reads);
  CHECK(office.Writes() == writes);
  CHECK(office.board->Counters().slips == 0);
}

TEST_CASE(
    "lines that nobody uses are watched: hooks at once, alarms and what is gone in a second") {
  Office office;
  const int64_t at = office.clock.Now() + 137 * kMs;
  office.clock.At(at, [&] { office.card.Channel(103).Tell(DahdiEvent::kOffHook); });
  while (office.events.empty()) {
    office.board->AwaitSignalling(300 * kMs);
    for (LineEvent event; office.board->ReadEvent(&event);) office.events.push_back(event);
  }
  CHECK(office.events[0].at - at < 2 * kMs);
  office.events.clear();

  office.card.SetAlarm(*office.e1, true);
  office.Run(1'100 * kMs);
  CHECK(office.Saw(Kind::kAlarmRaised));
  office.card.SetAlarm(*office.e1, false);
  office.Run(1'100 * kMs);
  CHECK(office.Saw(Kind::kAlarmCleared));
  office.events.clear();

  for (ModelledSpan* span : {office.e1, office.bank})
    for (const int number : span->numbers) office.card.Channel(number).gone = true;
  office.Run(4 * kSecond);
  for (ModelledSpan* span : {office.e1, office.bank})
    for (const int number : span->numbers) CHECK(office.card.Channel(number).opened == 1);
  // And they work: nobody polls what was gone for ever.
  office.events.clear();
  office.card.Channel(104).Tell(DahdiEvent::kOffHook);
  office.Run(50 * kMs);
  CHECK(office.Saw(Kind::kOffHook, 34));
}

TEST_CASE("a port that is gone is not polled again and again until it is known to be") {
  Office office;
  office.card.Channel(101).gone = office.card.Channel(101).absent = true;
  const int64_t polls = office.card.polls;
  for (int64_t end = office.clock.Now() + 2 * kSecond; office.clock.Now() < end;) {
    office.Turn();
  }
  CHECK(office.card.polls - polls < 1'500);
}

TEST_CASE("a call that begins beside others is as prompt as they are, at any moment") {
  Office office;
  office.Use(0, true);
  office.Run(kSecond);
  std::vector<double> delays;
  for (int call = 0; call < 60; ++call) {
    const auto a = static_cast<ChannelIndex>(1 + call % 7),
               b = static_cast<ChannelIndex>(8 + call % 7);
    office.Run((call * 13 % 40) * kMs);
    office.Use(a, true);
    office.Use(b, true);
    office.Join(a, b);
    office.Run(200 * kMs);
    office.MeasureDelay(a + 1, b + 1);
    delays.push_back(office.Delay());
    office.card.Channel(a + 1).brings = [](int64_t) { return kSilence; };
    office.Use(a, false);
    office.Use(b, false);
    office.Run(100 * kMs);
  }
  std::sort(delays.begin(), delays.end());
  std::printf("calls that begin: median %.0f ms, %.0f to %.0f\n", delays[30], delays.front(),
              delays.back());
  CHECK(delays.front() > 0);
  CHECK(delays[30] <= 65);
  CHECK(delays.back() <= 67);
  CHECK(office.board->Counters().slips == 0);
}

/// What a channel is sent for so long, all of it loud: does it go out whole, once, and then
/// silence?
void CheckSentWhole(Office* office, ChannelIndex channel, int number, int64_t ns) {
  std::vector<uint8_t> taken;
  office->card.Channel(number).takes = [&](int64_t, uint8_t sample) { taken.push_back(sample); };
  int64_t said = 0;
  office->media = [&](const auto&, auto& sent) {
    std::fill(sent.begin(), sent.end(), 0x33);
    for (int i = 0; i < kFrameSamples; ++i)
      sent[static_cast<size_t>(channel) * kFrameSamples + static_cast<size_t>(i)] = Pattern(said++);
  };
  office->Use(channel, true);
  office->Run(ns);
  office->Use(channel, false);
  const int64_t told = said;
  office->Run(300 * kMs);

  const auto first =
      std::find_if(taken.begin(), taken.end(), [](uint8_t s) { return s != kSilence; });
  const auto last = std::find(first, taken.end(), kSilence);
  CHECK(std::all_of(last, taken.end(), [](uint8_t s) { return s == kSilence; }));
  CHECK(last - first == told);
  int64_t right = 0;
  for (auto it = first; it != last; ++it) right += *it == Pattern(it - first);
  CHECK(right == told);
  CHECK(office->board->Counters().slips == 0);
  office->card.Channel(number).takes = [](int64_t, uint8_t) {};
}

// A caller's number by FSK takes 0.6 s, a fax's page a minute: no block of them may come twice.
TEST_CASE("what is sent comes whole and once, after silence; and silence follows") {
  for (const int number : {3, 105}) {  // a bearer, a telephone
    for (int moment = 0; moment < 40; ++moment) {
      Office office;
      office.Use(0, moment % 2 == 0);  // else it is the only sound of the box
      office.Run((200 + moment * 7) * kMs);
      CheckSentWhole(&office, number == 3 ? 2 : 35, number,
                     moment % 4 < 2 ? 500 * kMs : 4 * kSecond);
    }
  }
}

TEST_CASE("what is received comes whole from the first block on, and from within 40 ms") {
  for (int moment = 0; moment < 40; ++moment) {
    Office office;
    office.Use(0, moment % 2 == 0);
    office.Run((200 + moment * 7) * kMs);
    office.card.Channel(5).brings = [](int64_t sample) { return Pattern(sample); };
    std::vector<uint8_t> heard;
    office.media = [&](const auto& received, auto&) {
      heard.insert(heard.end(), received.begin() + 4 * kFrameSamples,
                   received.begin() + 5 * kFrameSamples);
    };
    office.Use(4, true);
    office.Run(kSecond);

    const auto first =
        std::find_if(heard.begin(), heard.end(), [](uint8_t s) { return s != kSilence; });
    CHECK(first - heard.begin() <= 2 * kFrameSamples);
    CHECK(IsWhole(&*first, static_cast<size_t>(heard.end() - first)));
  }
}

TEST_CASE("from lifting a telephone to the dial tone at most 60 ms") {
  double worst = 0;
  for (int moment = 0; moment < 40; ++moment) {
    Office office;
    office.Use(0, moment % 2 == 0);
    office.media = [](const auto&, auto& sent) { std::fill(sent.begin(), sent.end(), 0x35); };
    office.Run(100 * kMs);
    int64_t heardAt = 0;
    office.card.Channel(103).takes = [&](int64_t, uint8_t sample) {
      if (sample == 0x35 && heardAt == 0) heardAt = office.clock.Now();
    };
    const int64_t at = office.clock.Now() + 50 * kMs + moment * 500'000;
    office.clock.At(at, [&] { office.card.Channel(103).Tell(DahdiEvent::kOffHook); });
    office.clock.At(at + 5 * kMs, [&] { office.Use(33, true); });  // JavaScript has decided
    office.Run(kSecond);
    REQUIRE(heardAt > 0);
    worst = std::max(worst, static_cast<double>(heardAt - at) / kMs);
    // What is written ahead grows as soon as it is quiet.
    const int64_t slips = static_cast<int64_t>(office.board->Counters().slips);
    office.media = [](const auto&, auto& sent) { std::fill(sent.begin(), sent.end(), kSilence); };
    office.Run(kSecond);
    CHECK(office.card.Channel(103).Unsent() > 40 * 8);
    CHECK(static_cast<int64_t>(office.board->Counters().slips) == slips);
  }
  std::printf("lifting to dial tone, 5 ms of decision in it: at most %.0f ms\n", worst);
  CHECK(worst <= 50);  // the driver's own 10 ms come before
}

TEST_CASE("200 calls that begin and end at random harm neither themselves nor one that goes on") {
  Office office;
  std::mt19937 random(7);
  office.card.Channel(31).brings = [](int64_t sample) { return Pattern(sample); };
  office.Use(30, true);
  std::vector<bool> used(30, false);
  std::vector<uint8_t> heard;
  const auto through = [&](const auto& received, auto& sent) {
    std::fill(sent.begin(), sent.end(), kSilence);
    heard.insert(heard.end(), received.begin() + 30 * kFrameSamples,
                 received.begin() + 31 * kFrameSamples);
  };
  office.media = through;
  office.Run(kSecond);
  heard.clear();
  for (int change = 0; change < 400; ++change) {
    const auto channel = static_cast<ChannelIndex>(random() % 30);
    used[static_cast<size_t>(channel)] = !used[static_cast<size_t>(channel)];
    office.Use(channel, used[static_cast<size_t>(channel)]);
    office.Run(static_cast<int64_t>(random() % 60) * kMs);
  }

  CHECK(IsWhole(heard.data(), heard.size()));
  CHECK(office.board->Counters().slips == 0);

  // All of them together, and the one that the ticks followed ends.
  for (ChannelIndex i = 0; i < 30; ++i) office.Use(i, true);
  office.Run(kSecond);
  for (ChannelIndex i = 0; i < 28; ++i) {
    office.Use(i, false);
    office.Run(100 * kMs);
  }
  office.Use(28, true);
  office.Join(28, 30);
  office.card.Channel(31).brings = [](int64_t) { return kSilence; };
  office.MeasureDelay(29, 31);
  for (const double delay : office.Delays(10)) {
    CHECK(delay > 0);
    CHECK(delay <= 67);
  }
  CHECK(office.board->Counters().slips == 0);
}

TEST_CASE("a channel that is used in an alarm, or stands still, is as prompt afterwards") {
  for (const bool paces : {true, false}) {
    for (const bool stands : {true, false}) {
      Office office;
      office.Use(33, !paces);
      office.Run(kSecond);
      office.card.SetAlarm(*office.e1, true);
      office.e1->stopped = stands;
      office.Run(kSecond);
      office.Use(0, true);
      office.Use(1, true);
      office.Join(0, 1);
      office.Run(3 * kSecond);
      office.card.SetAlarm(*office.e1, false);
      office.e1->stopped = false;
      office.Run(2 * kSecond);
      office.MeasureDelay(1, 2);
      for (const double delay : office.Delays(5)) {
        CHECK(delay > 0);
        CHECK(delay <= 67);
      }
      CHECK(office.board->Counters().slips == 0);
    }
  }
}

TEST_CASE("channels that were opened again take the phase of all others") {
  for (int moment = 0; moment < 20; ++moment) {
    Office office;
    for (ChannelIndex i = 0; i < 6; ++i) office.Use(i, true);
    office.Join(2, 3);
    office.Run(kSecond + moment * kMs);
    office.card.Channel(3).failures = office.card.Channel(4).failures = 1;
    office.Run(2 * kSecond);
    const uint64_t slips = office.board->Counters().slips;
    office.MeasureDelay(3, 4);
    for (const double delay : office.Delays(3)) {
      CHECK(delay > 0);
      CHECK(delay <= 67);
    }
    CHECK(office.board->Counters().slips == slips);
  }
}
