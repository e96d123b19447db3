// SPDX-License-Identifier: GPL-2.0-or-later
// Does the engine tell a line's tones, in media time?
#include "native/test/dsp/tones.h"

#include <doctest/doctest.h>

#include "native/test/media/media_fixture.h"

using namespace spillway;

namespace {

/// Channels on which a far end plays the busy tone of zone cn.
class BusyLineFixture : public MediaFixture {
 public:
  BusyLineFixture() : MediaFixture(4, &PosixFileSystem(), PlanOf("cn")) {
    const Samples samples = spillway::Play(ToneOf(PlanOf("cn"), ToneKind::kBusy), 10000, -18);
    busy_.resize(samples.size());
    EncodeAlaw(samples.data(), samples.size(), busy_.data());
  }

  /// So many ticks of it, from its beginning, on a channel; then silence.
  void HearBusy(ChannelIndex channel, int ticks) {
    for (int i = 0; i < ticks; ++i) {
      Receive(channel, &busy_[static_cast<size_t>(i) * kFrameSamples]);
      Step();
    }
    Receive(channel, kSilence);
  }

 private:
  Bytes busy_;
};

}  // namespace

TEST_CASE_FIXTURE(BusyLineFixture, "a busy tone is told with the media time of its first sound") {
  Step(50);
  HearTones(1, kProgressTones);
  HearBusy(1, 5 * 35);
  Step(100);

  const auto began = facts.All<ToneFact>();
  const auto ended = facts.All<ToneEndedFact>();
  REQUIRE(began.size() == 1);
  REQUIRE(ended.size() == 1);
  CHECK(began[0].channel == 1);
  CHECK(began[0].tone == HeardTone::kBusy);
  CHECK(began[0].cadences == 3);
  CHECK(std::abs(began[0].startedAt - 1000) < 10);
  CHECK(began[0].at < 1000 + 3 * 700 + 60);
  CHECK(ended[0].startedAt == began[0].startedAt);
  CHECK(std::abs(ended[0].durationMs - (4 * 700 + 350)) < 20);
  CHECK(ended[0].cadences == 5);
}

TEST_CASE_FIXTURE(BusyLineFixture, "skipped ticks move the tones as they move media time") {
  HearTones(1, kProgressTones);
  engine.Skip(10);
  HearBusy(1, 4 * 35);

  REQUIRE(facts.All<ToneFact>().size() == 1);
  CHECK(std::abs(facts.All<ToneFact>()[0].startedAt - 200) < 10);
}

TEST_CASE_FIXTURE(BusyLineFixture,
                  "a channel that is not listened to, or is reset, tells nothing") {
  HearTones(2, kProgressTones);
  HearTones(3, kFaxTones);
  Execute(Command(MediaCommand::Kind::kReset, 2));
  for (const ChannelIndex channel : {1, 2, 3}) HearBusy(channel, 5 * 35);

  CHECK(facts.All<ToneFact>().empty());
}
