// SPDX-License-Identifier: GPL-2.0-or-later
// Are keys heard while our own prompt comes back from the line, and is nothing else changed?
#include "native/media/own_echo.h"

#include <doctest/doctest.h>

#include <cstring>

#include "native/dsp/dtmf/dtmf_bank.h"
#include "native/test/dsp/echoing_line.h"
#include "native/test/dsp/odd_voice.h"
#include "native/test/dsp/signals.h"
#include "native/test/media/media_fixture.h"

using namespace spillway;

namespace {

constexpr int kChannels = 16;
constexpr int kSeconds = 9;
constexpr size_t kFirstKey = 12'000;  // samples: 1.5 s into the prompt
const std::string kKeys = "147*2580369#ABCD147*2580369#";

/// Every channel is played a voice of its own, which comes back 60 ms later and 6 dB weaker, while
/// its caller presses keys: 100 ms of every 250.
struct BargeIn : MediaFixture {
  BargeIn() : MediaFixture(kChannels), bank(kChannels) {
    for (ChannelIndex i = 0; i < kChannels; ++i) {
      lines.emplace_back(480, 6);
      const auto prompt = static_cast<PromptIndex>(i + 1);
      MakePrompt(prompt, AlawOf(MakeVoice(100 + i, kSeconds + 1), AmplitudeRatio(-4)));
      callers.push_back(AlawOf(Silence(kFirstKey + 37 * i), 1));
      const Bytes keys = AlawOf(Digits(kKeys, 100, 150, -31, -31), 1);
      callers.back().insert(callers.back().end(), keys.begin(), keys.end());
      callers.back().resize(kSeconds * 8'000, kSilence);
      Detect(i);
      bank.Start(i);
      Play(1 + i, i, {prompt});
    }
    facts.Clear();
    began = engine.Now();
  }

  void Tick(size_t at) {
    for (ChannelIndex i = 0; i < kChannels; ++i) {
      uint8_t frame[kFrameSamples];
      lines[i].Receive(frame, &callers[i][at]);
      Receive(i, frame);
    }
    bank.Tick(received.data(), [this](ChannelIndex, const DtmfEvent& event) {
      untreated += event.kind == DtmfEvent::Kind::kBegan;
    });
    Step();
    for (ChannelIndex i = 0; i < kChannels; ++i) lines[i].Send(Sent(i).data());
  }

  /// Of the keys that are pressed from a sample to another one.
  double ShareHeard(size_t from, size_t to) const {
    size_t pressed = 0, heard = 0;
    for (size_t i = 0; i < kChannels; ++i) {
      for (size_t key = 0; key < kKeys.size(); ++key) {
        const size_t at = kFirstKey + 2'000 * key;
        pressed += at >= from && at < to;
      }
    }
    for (const DigitFact& fact : facts.All<DigitFact>()) {
      const double at = (fact.startedAt - began) * 8 - 37 * fact.channel + 400;  // told to some ms
      heard += at >= static_cast<double>(from) && at < static_cast<double>(to);
    }
    return static_cast<double>(heard) / static_cast<double>(pressed);
  }

  double began{0};  // media time, ms
  DtmfBank bank;
  std::vector<EchoingLine> lines;
  std::vector<Bytes> callers;
  int untreated{0};  // digits that are heard by what is received
};

}  // namespace

TEST_CASE_FIXTURE(BargeIn,
                  "97 of 100 keys are heard under a prompt that comes back, none is false") {
  for (size_t at = 0; at + kFrameSamples <= callers[0].size(); at += kFrameSamples) Tick(at);

  const size_t pressed = kKeys.size() * kChannels;
  std::string heard[kChannels];
  size_t all = 0;
  for (const DigitFact& fact : facts.All<DigitFact>()) {
    heard[fact.channel] += fact.digit;
    ++all;
  }
  CAPTURE(untreated);
  CAPTURE(all);
  CHECK(all >= pressed * 97 / 100);
  CHECK(all <= pressed);
  CHECK(static_cast<size_t>(untreated) < pressed * 80 / 100);
  for (const std::string& digits : heard) {  // what is there is in order
    size_t next = 0;
    for (const char key : kKeys) next += next < digits.size() && digits[next] == key;
    CHECK(next == digits.size());
  }
}

TEST_CASE_FIXTURE(BargeIn,
                  "an overloaded box gives it up with its first step, and it is back at once") {
  constexpr size_t kOverloaded = 32'000, kOver = 49'600, kBegins = 12 * kFrameSamples;
  for (size_t at = 0; at + kFrameSamples <= callers[0].size(); at += kFrameSamples) {
    if (at == kOverloaded) engine.GiveUp(Shed::kMeters);
    if (at == kOver) engine.GiveUp(Shed::kNothing);
    Tick(at);
  }
  const double before = ShareHeard(20'000, kOverloaded);
  const double overloaded = ShareHeard(kOverloaded + kBegins, kOver);
  const double after = ShareHeard(kOver, callers[0].size());
  CAPTURE(before);
  CAPTURE(overloaded);
  CAPTURE(after);
  CHECK(before >= 0.97);
  CHECK(overloaded < 0.85);
  CHECK(after >= 0.97);
}

TEST_CASE("where nothing is played, detectors get the very bytes that were received") {
  OwnEcho echo(2);
  const Bytes received = RandomBytes(1, 2 * kFrameSamples);
  const auto plays = [](bool first) {
    return [first](int channel) { return first && channel == 0; };
  };
  CHECK(echo.Without(received.data(), plays(false)) == received.data());

  const uint8_t* other = echo.Without(received.data(), plays(true));
  CHECK(other != received.data());
  CHECK(std::equal(received.begin(), received.end(), other));  // nothing has come back yet
  for (int tick = 0; tick < 12; ++tick) {
    echo.Play(received.data());
    echo.Without(received.data(), plays(false));
  }
  CHECK(echo.Without(received.data(), plays(false)) == received.data());
}

TEST_CASE("who is sent a digit hears the same one of somebody else right behind it") {
  constexpr int kTimes = 12;
  MediaFixture engine(2);
  engine.Detect(0);
  engine.facts.Clear();
  const Bytes key = AlawOf(Digits("5", 80, 0, -10, -10), 1);
  for (int time = 0; time < kTimes; ++time) {
    engine.SendDigits(1 + time, 0, "5");
    for (int tick = 0; tick < 30; ++tick) {
      uint8_t frame[kFrameSamples];
      std::memset(frame, kSilence, sizeof frame);
      const int behind = tick - 7;  // after the digit that is sent
      if (behind >= 0 && static_cast<size_t>(behind + 1) * kFrameSamples <= key.size()) {
        std::memcpy(frame, key.data() + static_cast<size_t>(behind) * kFrameSamples, sizeof frame);
      }
      engine.Receive(0, frame);
      engine.Step();
    }
  }
  CHECK(engine.facts.All<DigitFact>().size() == kTimes);
}
