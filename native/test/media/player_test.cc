// SPDX-License-Identifier: GPL-2.0-or-later
// Is what a channel is played bit-exact, in order, and over when it should be?
#include <doctest/doctest.h>

#include "native/dsp/dtmf/dtmf.h"
#include "native/test/media/media_fixture.h"

using namespace spillway;
using Kind = MediaCommand::Kind;

TEST_CASE_FIXTURE(MediaFixture,
                  "a playlist is sent byte by byte, with nothing between its prompts") {
  const Bytes one = RandomBytes(1, 250);
  const Bytes other = RandomBytes(2, 333);
  MakePrompt(1, one);
  MakePrompt(2, other);
  facts.Clear();

  Play(7, 0, {1, 2, 1});
  const Bytes heard = Hear(0, 6);

  Bytes expected = one;
  expected.insert(expected.end(), other.begin(), other.end());
  expected.insert(expected.end(), one.begin(), one.end());
  expected.resize(heard.size(), kSilence);
  CHECK(heard == expected);
  REQUIRE(facts.Types() == std::vector{FactType::kStarted, FactType::kFinished});
  const FinishedFact finished = facts.All<FinishedFact>()[0];
  CHECK(finished.operation == 7);
  CHECK(finished.reason == FinishReason::kCompleted);
  CHECK(finished.playedMs == 833.0 / 8);
  CHECK(finished.at - facts.All<StartedFact>()[0].at == 100);  // the sixth tick
}

TEST_CASE_FIXTURE(MediaFixture, "a prompt of whole frames is over with its last frame") {
  MakePrompt(1, RandomBytes(1, 320));
  facts.Clear();

  Play(1, 0, {1});
  Step(2);

  CHECK(facts.All<FinishedFact>().size() == 1);
}

TEST_CASE_FIXTURE(MediaFixture, "a loop goes on until it is stopped") {
  const Bytes music = RandomBytes(1, 100);
  MakePrompt(1, music);
  facts.Clear();

  Play(1, 2, {1}, true);
  const Bytes heard = Hear(2, 50);
  for (size_t i = 0; i < heard.size(); ++i) REQUIRE(heard[i] == music[i % 100]);
  CHECK(facts.All<FinishedFact>().empty());

  Stop(1);
  CHECK(facts.All<FinishedFact>()[0].reason == FinishReason::kStopped);
  CHECK(facts.All<FinishedFact>()[0].playedMs == 1000);
  const Bytes end = Hear(2, 1);  // what would have come next fades in 8 ms
  CHECK(Bytes(end.begin() + kRampSamples, end.end()) == Bytes(160 - kRampSamples, kSilence));
  CHECK(Hear(2, 1) == Bytes(160, kSilence));
}

TEST_CASE_FIXTURE(MediaFixture, "a new play takes the place of the one before") {
  MakePrompt(1, RandomBytes(1, 1000));
  const Bytes other = RandomBytes(2, 1000);
  MakePrompt(2, other);
  Play(1, 0, {1});
  Step();
  facts.Clear();

  Play(2, 0, {2});
  const Bytes heard = Hear(0, 1);

  CHECK(
      std::equal(other.begin() + kRampSamples, other.begin() + 160, heard.begin() + kRampSamples));
  REQUIRE(facts.Types() == std::vector{FactType::kFinished, FactType::kStarted});
  CHECK(facts.All<FinishedFact>()[0].operation == 1);
  CHECK(facts.All<FinishedFact>()[0].reason == FinishReason::kStopped);
}

TEST_CASE_FIXTURE(MediaFixture,
                  "a digit ends the playing within 100 ms and is told before the end") {
  MakePrompt(1, RandomBytes(1, 80000));
  Detect(0);
  SendDigits(1, 1, "5");
  Play(2, 0, {1}, false, static_cast<uint16_t>(DigitBit('5')));
  facts.Clear();

  int ticks = 0;
  while (facts.All<FinishedFact>().empty() && ++ticks < 50) {
    Step();
    Receive(0, Sent(1).data());
  }

  CHECK(ticks <= 5);
  const auto types = facts.Types();
  REQUIRE(types.size() >= 2);
  CHECK(types[types.size() - 2] == FactType::kDigit);
  const FinishedFact finished = facts.All<FinishedFact>().back();
  CHECK(finished.operation == 2);
  CHECK(finished.reason == FinishReason::kDigit);
  CHECK(finished.digit == '5');
}

TEST_CASE_FIXTURE(MediaFixture, "another digit than those asked for does not end the playing") {
  MakePrompt(1, RandomBytes(1, 8000));
  Detect(0);
  SendDigits(1, 1, "6");
  Play(2, 0, {1}, false, static_cast<uint16_t>(DigitBit('5')));

  for (int i = 0; i < 60; ++i) {
    Step();
    Receive(0, Sent(1).data());
  }

  CHECK(facts.All<DigitFact>().size() == 1);
  CHECK(facts.All<FinishedFact>().back().reason == FinishReason::kCompleted);
}

TEST_CASE_FIXTURE(MediaFixture,
                  "all digits that one channel sends are heard by another, with time and level") {
  Detect(0);
  SendDigits(1, 1, "0123456789*#ABCD");

  for (int i = 0; i < 140; ++i) {
    Step();
    Receive(0, Sent(1).data());
  }

  const auto digits = facts.All<DigitFact>();
  REQUIRE(digits.size() == 16);
  for (size_t i = 0; i < 16; ++i) {
    CHECK(digits[i].digit == "0123456789*#ABCD"[i]);
    CHECK(digits[i].channel == 0);
    CHECK(std::abs(digits[i].startedAt - (20 + 160.0 * static_cast<double>(i))) <= 13);
    CHECK(std::abs(digits[i].levelDbm0 + 6) < 1);
  }
  CHECK(facts.All<FinishedFact>()[0].playedMs == 16 * 160);
}

TEST_CASE_FIXTURE(MediaFixture, "a tone ends by its duration or by its cadence") {
  MediaCommand tone = Command(Kind::kTone, 0, 1);
  tone.count = 2;
  tone.steps[0] = {450, 0, 350};
  tone.steps[1] = {0, 0, 350};
  tone.levelDbm0 = -10;
  tone.repeatFrom = 0;
  tone.durationMs = 1000;
  Execute(tone);
  tone.channel = 1;
  tone.operation = 2;
  tone.repeatFrom = -1;
  tone.durationMs = 0;
  Execute(tone);

  Step(60);

  const auto finished = facts.All<FinishedFact>();
  REQUIRE(finished.size() == 2);
  CHECK(finished[0].operation == 2);
  CHECK(finished[0].playedMs == 700);
  CHECK(finished[1].playedMs == 1000);
}

TEST_CASE_FIXTURE(MediaFixture,
                  "playing what is not there fails, and stops what was played before") {
  MakePrompt(1, RandomBytes(1, 1000));
  Play(1, 0, {1});
  facts.Clear();

  Play(2, 0, {1, 9});

  const auto finished = facts.All<FinishedFact>();
  REQUIRE(finished.size() == 2);
  CHECK(finished[0].reason == FinishReason::kStopped);
  CHECK(finished[1].operation == 2);
  CHECK(finished[1].reason == FinishReason::kFailed);
}
