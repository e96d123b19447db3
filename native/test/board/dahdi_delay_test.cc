// SPDX-License-Identifier: GPL-2.0-or-later
// How long does sound take through a card, when nothing has happened, after stops, and between
// boards whose clocks part? Judged on a model of the driver's queues.
#include <doctest/doctest.h>

#include <cmath>
#include <cstdio>

#include "native/test/board/dahdi_rig.h"

using namespace spillway;
using namespace spillway::test;

namespace {

double Median(const std::vector<double>& sorted) { return sorted[sorted.size() / 2]; }

/// Two channels of one span, joined; threads run up to 2 ms late.
struct TwoChannels : DahdiRig {
  TwoChannels() {
    card.AddSpan(1, 4);
    card.lateness = [this] { return (late_ = (late_ * 7 + 3) % 2'003) * 1'000; };
    Open({ModelledBearers(1, 4)});
    Join(0, 1);
    MeasureDelay(1, 2);
    Run(kSecond);
  }

 private:
  int64_t late_{1};
};

}  // namespace

TEST_CASE("60 ms when nothing has happened") {
  TwoChannels rig;

  const auto delays = rig.Delays(60);

  std::printf("idle: median %.0f ms, %.0f to %.0f\n", Median(delays), delays.front(),
              delays.back());
  CHECK(delays.front() > 0);
  CHECK(Median(delays) <= 65);
  CHECK(delays.back() <= 65);
  CHECK(rig.board->Counters().slips == 0);
}

TEST_CASE("ten stops, within a wait or outside, leave no delay behind 2 s later, and are counted") {
  for (const bool waiting : {true, false}) {
    for (const int stop : {90, 100, 130, 175, 300, 1'000}) {
      TwoChannels rig;
      double worst = 0;
      uint64_t slips = 0;
      for (int stops = 0; stops < 10; ++stops) {
        rig.Run((3 + 7 * stops) * kMs);
        if (waiting) rig.card.StopAt(rig.clock.Now(), stop * kMs);
        if (!waiting) rig.clock.SleepUntil(rig.clock.Now() + stop * kMs);
        rig.Run(2 * kSecond);
        CHECK(rig.board->Counters().slips > slips);
        slips = rig.board->Counters().slips;
        const double delay = rig.Delay();
        CHECK(delay > 0);
        worst = std::max(worst, delay);
        const double loud = rig.Delay();  // whatever the place of the click in its block
        worst = std::max(worst, loud);
      }
      std::printf("ten stops of %d ms %s: at most %.0f ms after 2 s\n", stop,
                  waiting ? "while waiting" : "at work", worst);
      CHECK(worst <= 85);
    }
  }
}

TEST_CASE("a stop under loud sound is mended within 2 s, too") {
  TwoChannels rig;
  const auto click = rig.card.Channel(1).brings;
  bool loud = true;
  int64_t phase = 0;
  rig.card.Channel(1).brings = [&](int64_t sample) -> uint8_t {
    const uint8_t quiet = click(sample);
    if (!loud) return quiet;
    return (++phase / 8) % 2 == 0 ? 0x35 : 0xB5;  // a loud square wave
  };
  rig.card.StopAt(rig.clock.Now(), 300 * kMs);
  rig.Run(2 * kSecond);
  loud = false;
  rig.Run(100 * kMs);

  const double delay = rig.Delay();
  std::printf("a stop of 300 ms under loud sound: %.0f ms after 2 s\n", delay);
  CHECK(delay > 0);
  CHECK(delay <= 85);
}

TEST_CASE("boards whose clocks part keep the delay, both ways, and tell their drift") {
  for (const double ppm : {-50.0, 50.0, -5.0, 200.0, -200.0}) {
    for (const int second : {0, 1}) {  // which of them paces
      DahdiRig rig;
      rig.card.AddSpan(1, 2, ChannelKind::kBearer, second == 0 ? ppm : 0);
      rig.card.AddSpan(3, 2, ChannelKind::kBearer, second == 1 ? ppm : 0);
      rig.Open({ModelledBearers(1, 2, "one"), ModelledBearers(3, 2, "two")});
      rig.Join(0, 2);
      double worst[2] = {0, 0}, least[2] = {999, 999};
      int lost = 0;
      for (int minute = 0; minute < 40; ++minute) {
        for (const int way : {0, 1}) {
          rig.card.Channel(1).takes = rig.card.Channel(3).takes = [](int64_t, uint8_t) {};
          rig.card.Channel(1).brings =
              rig.card.Channel(3).brings = [](int64_t) { return kSilence; };
          rig.MeasureDelay(way == 0 ? 1 : 3, way == 0 ? 3 : 1);
          const double delay = rig.Delay();
          lost += delay < 0;
          if (minute > 0 && delay > 0) worst[way] = std::max(worst[way], delay);
          if (minute > 0 && delay > 0) least[way] = std::min(least[way], delay);
        }
        rig.Run(60 * kSecond);
      }
      const double drift = rig.board->SpanCounters(second).driftPpm;
      std::printf(
          "%+.0f ppm on span %d: %.0f to %.0f ms there, %.0f to %.0f ms back, "
          "%lu and %lu slips, told %+.1f ppm\n",
          ppm, second, least[0], worst[0], least[1], worst[1], rig.board->SpanCounters(0).slips,
          rig.board->SpanCounters(1).slips, drift);
      CHECK(worst[0] <= 105);
      CHECK(worst[1] <= 105);
      CHECK(lost <= 1);
      CHECK(std::abs(drift - ppm) < 3);
      CHECK(std::abs(rig.board->SpanCounters(1 - second).driftPpm) < 3);
    }
  }
}

TEST_CASE(
    "a block of a slow channel is repeated while it is quiet, as one of a fast one is dropped") {
  for (const double ppm : {-200.0, -50.0, 200.0}) {
    DahdiRig rig;
    rig.card.AddSpan(1, 2);
    rig.card.AddSpan(3, 2, ChannelKind::kBearer, ppm);
    rig.Open({ModelledBearers(1, 2, "one"), ModelledBearers(3, 2, "two")});
    // 400 ms of speech, 200 ms of silence; no two samples in a row of the one are as another two.
    rig.card.Channel(3).brings = [](int64_t sample) -> uint8_t {
      if (sample % 4'800 >= 3'200) return kSilence;
      return static_cast<uint8_t>(static_cast<uint32_t>(sample) * 2654435761u >> 25 | 0x80);
    };
    std::vector<uint8_t> last(kFrameSamples);
    int loud = 0;
    rig.media = [&](const auto& received, auto& sent) {
      std::fill(sent.begin(), sent.end(), kSilence);
      const auto block = received.begin() + 2 * kFrameSamples;
      const bool quiet = std::count(block, block + kFrameSamples, kSilence) > kFrameSamples / 2;
      loud += !quiet && std::equal(last.begin(), last.end(), block);
      std::copy_n(block, kFrameSamples, last.begin());
    };
    rig.Run(1'500 * kSecond);

    const uint64_t slips = rig.board->SpanCounters(1).slips;
    std::printf("%+.0f ppm: %lu slips, %d of them loud\n", ppm, static_cast<unsigned long>(slips),
                loud);
    CHECK(slips >= 2);
    CHECK(slips <= 40);
    CHECK(loud <= 1);  // the first may come before its clock is known
  }
}
