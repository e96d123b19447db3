// SPDX-License-Identifier: GPL-2.0-or-later
// Do 480 calls go through the queues of a card's driver, each joined, recorded and under DTMF
// detection, without one tick too many?
#include <doctest/doctest.h>

#include "native/test/board/dahdi_rig.h"
#include "native/test/media/media_fixture.h"

using namespace spillway;
using namespace spillway::test;

namespace {

constexpr int kSpans = 16;
constexpr int kChannels = 31 * kSpans;

bool Bears(ChannelIndex channel) { return channel % 31 != 15; }

/// 400 ms with one digit in it.
Bytes OneDigit() {
  MediaFixture town(1);
  town.SendDigits(1, 0, "5");
  return town.Hear(0, 20);
}

}  // namespace

TEST_CASE("480 calls on 16 E1s, joined, recorded, their digits heard: no overrun, no slip") {
  const Bytes digit = OneDigit();
  auto office = std::make_unique<MediaFixture>(kChannels);
  DahdiRig rig;
  std::vector<DahdiSpanOptions> spans;
  for (int span = 0; span < kSpans; ++span) {
    rig.card.AddSpan(1 + 31 * span, 31);
    spans.push_back(ModelledE1(1 + 31 * span, "E1 " + std::to_string(span)));
  }
  rig.OpenUnused(std::move(spans));
  rig.before = [&] { office->engine.UseChannels(rig.board.get()); };
  rig.media = [&](const auto& received, auto& sent) {
    office->engine.Tick(received.data(), sent.data());
    while (office->disk.Run()) continue;
  };
  rig.Run(kSecond);
  CHECK(rig.card.Channel(1).reads == 0);

  int calls = 0;
  for (ChannelIndex i = 0; i < kChannels; ++i) {
    if (!Bears(i)) continue;
    ++calls;
    const int start = i * 37;
    rig.card.Channel(i + 1).brings = [&digit, start](int64_t sample) {
      return digit[static_cast<size_t>(sample + start) % digit.size()];
    };
    office->Detect(i);
    office->Record(1'000 + i, i, office->folder.File(std::to_string(i) + ".wav"));
    const ChannelIndex other = i % 31 < 15 ? i + 16 : i - 16;
    office->Route({{i, {ReceivedOf(other)}, EarSide::kSent}});
  }
  REQUIRE(calls == 480);
  rig.Run(500 * kMs);
  const int64_t ticks = rig.ticks, reads = rig.card.Channel(5).reads;
  const int64_t writes = rig.card.Channel(5).writes;
  office->facts.Clear();
  rig.Run(2 * kSecond);

  CHECK(rig.owedMost == 1);
  CHECK(rig.board->Counters().slips == 0);
  CHECK(rig.card.Channel(5).reads - reads == rig.ticks - ticks);
  CHECK(rig.card.Channel(5).writes - writes == rig.ticks - ticks);
  std::vector<int> digits(kChannels, 0);
  for (const DigitFact& fact : office->facts.All<DigitFact>()) {
    ++digits[static_cast<size_t>(fact.channel)];
    CHECK(fact.digit == '5');
  }
  for (ChannelIndex i = 0; i < kChannels; ++i) {
    if (Bears(i)) CHECK(std::abs(digits[static_cast<size_t>(i)] - 5) <= 1);
  }

  for (ChannelIndex i = 0; i < kChannels; ++i) office->Reset(i);
  rig.Run(1'500 * kMs);
  const int64_t after = rig.card.Channel(5).reads;
  rig.Run(kSecond);
  CHECK(rig.card.Channel(5).reads == after);
  CHECK(office->diskFacts.All<RecordingGapFact>().empty());
}
