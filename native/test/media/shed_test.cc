// SPDX-License-Identifier: GPL-2.0-or-later
// What is still heard when a box has given something up, and what do listeners learn of it?
#include <doctest/doctest.h>

#include <cmath>

#include "native/dsp/dtmf/dtmf_generator.h"
#include "native/test/dsp/speech_material.h"
#include "native/test/dsp/tones.h"
#include "native/test/media/media_fixture.h"

using namespace spillway;

namespace {

constexpr ChannelIndex kLine = 1;

/// A channel on which all that there is is listened for.
class OverloadFixture : public MediaFixture {
 public:
  OverloadFixture() : MediaFixture(4, &PosixFileSystem(), PlanOf("cn")) {
    HearTones(kLine, kProgressTones);
    On(MediaCommand::Kind::kHearSpeech);
    Detect(kLine);
    MediaCommand meter = Command(MediaCommand::Kind::kMeter, kLine);
    meter.intervalMs = 100;
    Execute(meter);
  }

  void On(MediaCommand::Kind kind) {
    MediaCommand command = Command(kind, kLine);
    command.on = true;
    Execute(command);
  }

  /// The line receives these samples, in whole ticks; then silence.
  void Hear(const Samples& samples) {
    Bytes codes(samples.size());
    EncodeAlaw(samples.data(), samples.size(), codes.data());
    for (size_t at = 0; at + kFrameSamples <= codes.size(); at += kFrameSamples) {
      Receive(kLine, &codes[at]);
      Step();
    }
    Receive(kLine, kSilence);
  }

  template <typename Fact>
  size_t Count() const {
    return facts.All<Fact>().size();
  }

  static Samples Busy(double ms) {
    return spillway::Play(ToneOf(PlanOf("cn"), ToneKind::kBusy), ms, -18);
  }
  static Samples Speech() {
    return ReadRecording("/usr/share/asterisk/sounds/en_US_f_Allison/vm-goodbye.wav");
  }
  static Samples Key() { return Silence(Ms(100)) + Digits("5", 60, 60, -10, -10); }
};

}  // namespace

TEST_CASE_FIXTURE(OverloadFixture, "each step silences its listeners, and digits go on") {
  struct Row {
    Shed shed;
    bool meters, speech, tones;
  };
  const Row rows[] = {{Shed::kNothing, true, true, true},
                      {Shed::kMeters, false, true, true},
                      {Shed::kSpeech, false, false, true},
                      {Shed::kTones, false, false, false}};
  for (const Row& row : rows) {
    CAPTURE(static_cast<int>(row.shed));
    engine.GiveUp(row.shed);
    const size_t speech = Count<SpeechFact>(), tones = Count<ToneFact>();
    const size_t digits = Count<DigitFact>(), levels = facts.Levels().size();
    Hear(Silence(Ms(500)) + Speech() + Silence(Ms(1000)) + Busy(3500) + Silence(Ms(1000)) + Key());
    Step(20);
    CHECK((facts.Levels().size() > levels) == row.meters);
    CHECK((Count<SpeechFact>() > speech) == row.speech);
    CHECK((Count<ToneFact>() > tones) == row.tones);
    CHECK(Count<DigitFact>() == digits + 1);
  }
}

TEST_CASE_FIXTURE(OverloadFixture, "speech that is under way ends when it is not heard any more") {
  Hear(Silence(Ms(500)) + Speech());
  REQUIRE(Count<SpeechFact>() == Count<SpeechEndedFact>() + 1);
  const double now = engine.Now();

  engine.GiveUp(Shed::kSpeech);

  REQUIRE(Count<SpeechFact>() == Count<SpeechEndedFact>());
  const SpeechEndedFact ended = facts.All<SpeechEndedFact>().back();
  CHECK(ended.startedAt + ended.durationMs == doctest::Approx(now));
  CHECK(ended.levelDbm0 > -40);
  engine.GiveUp(Shed::kTones);
  CHECK(Count<SpeechFact>() == Count<SpeechEndedFact>());
}

TEST_CASE_FIXTURE(OverloadFixture, "a tone that is told ends when it is not heard any more") {
  Hear(Busy(3500));
  REQUIRE(Count<ToneFact>() == 1);
  REQUIRE(Count<ToneEndedFact>() == 0);

  engine.GiveUp(Shed::kTones);

  REQUIRE(Count<ToneEndedFact>() == 1);
  CHECK(facts.All<ToneEndedFact>()[0].tone == HeardTone::kBusy);
  CHECK(facts.All<ToneEndedFact>()[0].startedAt == facts.All<ToneFact>()[0].startedAt);
}

TEST_CASE_FIXTURE(OverloadFixture, "what is taken back tells the true times") {
  engine.GiveUp(Shed::kTones);
  Hear(Busy(1234));
  Step(200);
  engine.GiveUp(Shed::kNothing);
  const double now = engine.Now();
  Hear(Busy(3500));
  Step(100);
  Hear(Silence(Ms(1000)) + Speech());
  Step(50);

  REQUIRE(Count<ToneFact>() == 1);
  CHECK(std::abs(facts.All<ToneFact>()[0].startedAt - now) < 10);
  REQUIRE(Count<SpeechFact>() >= 1);
  CHECK(facts.All<SpeechFact>()[0].startedAt > now + 3500);
}

TEST_CASE_FIXTURE(OverloadFixture,
                  "who has answered is not sure when nobody listens, and told once") {
  On(MediaCommand::Kind::kJudgeAnswerer);
  Step(20);
  engine.GiveUp(Shed::kSpeech);
  REQUIRE(Count<AnswererKnownFact>() == 1);
  CHECK(facts.All<AnswererKnownFact>()[0].answerer == Answerer::kNotSure);

  On(MediaCommand::Kind::kJudgeAnswerer);
  Step(1);
  REQUIRE(Count<AnswererKnownFact>() == 2);
  engine.GiveUp(Shed::kNothing);
  Step(400);
  CHECK(Count<AnswererKnownFact>() == 2);
}

TEST_CASE_FIXTURE(OverloadFixture, "who stops listening meanwhile hears nothing when it is over") {
  engine.GiveUp(Shed::kTones);
  Execute(Command(MediaCommand::Kind::kReset, kLine));
  engine.GiveUp(Shed::kNothing);
  Hear(Silence(Ms(500)) + Speech() + Silence(Ms(1000)) + Busy(3500));

  CHECK(Count<SpeechFact>() == 0);
  CHECK(Count<ToneFact>() == 0);
}
