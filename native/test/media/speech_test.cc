// SPDX-License-Identifier: GPL-2.0-or-later
// Does the engine tell who speaks and who has answered, in media time?
#include <doctest/doctest.h>

#include <cmath>

#include "native/test/dsp/speech_material.h"
#include "native/test/media/media_fixture.h"

using namespace spillway;

namespace {

class SpeechFixture : public MediaFixture {
 public:
  void HearSpeech(ChannelIndex channel, bool on) {
    MediaCommand command = Command(MediaCommand::Kind::kHearSpeech, channel);
    command.on = on;
    Execute(command);
  }

  void JudgeAnswerer(ChannelIndex channel) {
    MediaCommand command = Command(MediaCommand::Kind::kJudgeAnswerer, channel);
    command.on = true;
    Execute(command);
  }

  /// A channel receives these samples, in whole ticks; then silence.
  void Hear(ChannelIndex channel, Samples samples) {
    samples.resize(samples.size() / kFrameSamples * kFrameSamples);
    Bytes codes(samples.size());
    for (size_t i = 0; i < samples.size(); ++i) codes[i] = LinearToAlaw(samples[i]);
    for (size_t at = 0; at < codes.size(); at += kFrameSamples) {
      Receive(channel, &codes[at]);
      Step();
    }
    Receive(channel, kSilence);
  }

  static Samples Prompt(const char* name) {
    return ReadRecording(std::string("/usr/share/asterisk/sounds/en_US_f_Allison/") + name +
                         ".wav");
  }
};

}  // namespace

TEST_CASE_FIXTURE(SpeechFixture, "speech is told with the media time of its beginning and end") {
  Step(50);
  HearSpeech(1, true);
  Hear(1, Silence(Ms(1000)) + Prompt("vm-goodbye"));
  Step(50);

  const auto began = facts.All<SpeechFact>();
  const auto ended = facts.All<SpeechEndedFact>();
  REQUIRE(began.size() == 1);
  REQUIRE(ended.size() == 1);
  CHECK(began[0].channel == 1);
  CHECK(began[0].startedAt >= 2000);
  CHECK(began[0].startedAt < 2300);
  CHECK(began[0].at - began[0].startedAt < 200);
  CHECK(ended[0].startedAt == began[0].startedAt);
  CHECK(ended[0].durationMs > 300);
  CHECK(ended[0].durationMs < 1000);
  CHECK(ended[0].levelDbm0 > -30);
}

TEST_CASE_FIXTURE(SpeechFixture, "who answered is told once, and the beep that follows") {
  JudgeAnswerer(2);
  Hear(2, Silence(Ms(500)) + Prompt("vm-intro") + Silence(Ms(400)) + Pair(1000, 0, 400, -12));
  Step(50);

  const auto known = facts.All<AnswererKnownFact>();
  const auto beeps = facts.All<BeepFact>();
  REQUIRE(known.size() == 1);
  CHECK(known[0].channel == 2);
  CHECK(known[0].answerer == Answerer::kMachine);
  CHECK(known[0].reason == AnswererReason::kLongGreeting);
  CHECK(known[0].greetingMs == 3000);
  REQUIRE(beeps.size() == 1);
  CHECK(std::fabs(beeps[0].hertz - 1000) < 5);
  CHECK(std::fabs(beeps[0].durationMs - 400) <= 20);
}

TEST_CASE_FIXTURE(SpeechFixture, "skipped ticks move speech as they move media time") {
  HearSpeech(1, true);
  engine.Skip(10);
  Hear(1, Silence(Ms(1000)) + Prompt("vm-goodbye"));

  REQUIRE(facts.All<SpeechFact>().size() == 1);
  CHECK(facts.All<SpeechFact>()[0].startedAt >= 1200);
  CHECK(facts.All<SpeechFact>()[0].startedAt < 1500);
}

TEST_CASE_FIXTURE(SpeechFixture, "a channel that is not listened to, or is reset, tells nothing") {
  HearSpeech(1, true);
  JudgeAnswerer(1);
  Execute(Command(MediaCommand::Kind::kReset, 1));
  HearSpeech(2, true);
  HearSpeech(2, false);
  for (const ChannelIndex channel : {1, 2, 3})
    Hear(channel, Prompt("vm-goodbye") + Silence(Ms(6000)));

  CHECK(facts.All<SpeechFact>().empty());
  CHECK(facts.All<AnswererKnownFact>().empty());
}
