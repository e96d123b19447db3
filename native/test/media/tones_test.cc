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

TEST_CASE_FIXTURE(BusyLineFixture,
                  "a channel hears another plan's tones from when nothing is wanted on it") {
  ToneBank american(4, PlanOf("us"));
  const auto use = [&](ToneBank* bank) {
    MediaCommand command = Command(MediaCommand::Kind::kUseTones, 1);
    command.bank = bank;
    Execute(command);
  };
  HearTones(1, kProgressTones);
  use(&american);
  HearBusy(1, 5 * 35);
  CHECK(facts.All<ToneFact>().size() == 1);  // the call that is up goes on by what it had

  HearTones(1, 0);
  HearTones(1, kProgressTones);
  HearBusy(1, 5 * 35);
  CHECK(facts.All<ToneFact>().size() == 1);  // 450 Hz is no American busy tone

  HearTones(1, 0);
  use(nullptr);
  HearTones(1, kProgressTones);
  HearBusy(1, 5 * 35);
  CHECK(facts.All<ToneFact>().size() == 2);
}

namespace {

/// A channel whose far end is a fax machine.
class FaxFixture : public MediaFixture {
 public:
  FaxFixture() : MediaFixture(4, &PosixFileSystem(), FaxPlan()) {}
  void Hear(ToneKind kind, double ms) {
    const Samples samples = spillway::Play(ToneOf(FaxPlan(), kind), ms, -18);
    Bytes codes(samples.size());
    EncodeAlaw(samples.data(), samples.size(), codes.data());
    for (size_t at = 0; at + kFrameSamples <= codes.size(); at += kFrameSamples) {
      Receive(1, &codes[at]);
      Step();
    }
    Receive(1, kSilence);
  }
  static TonePlan FaxPlan() {
    TonePlan plan = PlanOf("cn");
    AddFaxTones(&plan);
    return plan;
  }
};

}  // namespace

TEST_CASE_FIXTURE(FaxFixture, "a watched channel's fax tone is noted, and told to nobody") {
  for (const ToneKind kind : {ToneKind::kFaxCalling, ToneKind::kFaxAnswer}) {
    engine.WatchFax(1, true);
    Hear(kind, 4'500);
    Step(20);
    CHECK(engine.TakeFax() == 1);
    CHECK(engine.TakeFax() == -1);

    engine.WatchFax(1, false);
    Hear(kind, 4'500);
    CHECK(engine.TakeFax() == -1);
  }
  CHECK(facts.All<ToneFact>().empty());
  CHECK(facts.All<ToneEndedFact>().empty());
}

TEST_CASE_FIXTURE(FaxFixture, "whoever listens for it hears it as well, and goes on hearing") {
  HearTones(1, kFaxTones);
  engine.WatchFax(1, true);
  Hear(ToneKind::kFaxAnswer, 1'000);
  Step(20);
  CHECK(engine.TakeFax() == 1);
  CHECK(facts.All<ToneFact>().size() == 1);
  CHECK(facts.All<ToneEndedFact>().size() == 1);

  engine.WatchFax(1, false);
  Hear(ToneKind::kFaxAnswer, 1'000);
  CHECK(facts.All<ToneFact>().size() == 2);
  CHECK(engine.TakeFax() == -1);
}

TEST_CASE_FIXTURE(FaxFixture, "other tones are told beside the watch; a reset leaves the watch") {
  engine.WatchFax(1, true);
  HearTones(1, kProgressTones);
  Hear(ToneKind::kBusy, 3'000);
  Step(50);
  CHECK(facts.All<ToneFact>().size() == 1);
  CHECK(engine.TakeFax() == -1);

  Execute(Command(MediaCommand::Kind::kReset, 1));
  Hear(ToneKind::kBusy, 3'000);
  Hear(ToneKind::kFaxAnswer, 1'000);
  CHECK(facts.All<ToneFact>().size() == 1);
  CHECK(engine.TakeFax() == 1);
}

TEST_CASE_FIXTURE(FaxFixture, "what is given up and taken back is watched again") {
  engine.WatchFax(1, true);
  engine.GiveUp(Shed::kTones);
  Hear(ToneKind::kFaxAnswer, 1'000);
  CHECK(engine.TakeFax() == -1);
  engine.GiveUp(Shed::kNothing);
  Hear(ToneKind::kFaxAnswer, 1'000);
  CHECK(engine.TakeFax() == 1);
  CHECK(facts.All<ToneFact>().empty());
}
