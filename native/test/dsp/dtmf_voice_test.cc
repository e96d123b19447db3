// SPDX-License-Identifier: GPL-2.0-or-later
// Is a voice that holds two harmonics on a digit told from the digit by its other harmonics?
#include "native/dsp/dtmf/dtmf_voice.h"

#include <doctest/doctest.h>

#include "native/dsp/dtmf/dtmf_bank.h"
#include "native/test/dsp/tones.h"

using namespace spillway;

namespace {

struct Vowel {
  double pitch;  // Hz
  int first;     // the loud harmonics
  int second;
  char digit;  // that they are taken for
};
/// Digits of which a woman or child can sing both frequencies.
constexpr Vowel kVowels[] = {{238.4, 4, 5, '*'}, {233.6, 3, 7, 'A'}, {289.5, 3, 5, '9'}};
constexpr double kQuieter = 12;  // dB, of a vowel's other harmonics

/// The loud harmonics alone, as a telephone would send them.
Samples Alone(const Vowel& vowel, double ms) {
  return Pair(vowel.pitch * vowel.first, vowel.pitch * vowel.second, ms, -12);
}

/// And the voice's others of the first six harmonics.
Samples Sung(const Vowel& vowel, double ms) {
  Samples samples = Alone(vowel, ms);
  for (int k = 1; k <= 6; ++k) {
    if (k == vowel.first || k == vowel.second) continue;
    const double step = 2 * M_PI * k * vowel.pitch / kSampleRate;
    for (size_t i = 0; i < samples.size(); ++i) {
      const double other = PeakOfDbm0(-12 - kQuieter) * std::sin(step * static_cast<double>(i) + k);
      samples[i] = Saturate(samples[i] + static_cast<int32_t>(std::lrint(other)));
    }
  }
  return samples;
}

std::string HeardIn(const Samples& samples) {
  return Detect(ThroughAlaw(Silence(400) + samples + Silence(Ms(80))));
}

}  // namespace

TEST_CASE("two harmonics are a digit, with the voice's others beneath them they are none") {
  for (const Vowel& vowel : kVowels) {
    CAPTURE(vowel.pitch);
    CHECK(HeardIn(Alone(vowel, 60)) == std::string(1, vowel.digit));
    for (const double ms : {40.0, 60.0, 200.0}) CHECK(HeardIn(Sung(vowel, ms)) == "");
  }
}

TEST_CASE("a bank refuses a voice wherever in its tick it begins, on every path") {
  constexpr int kChannels = 20;  // as many as there are 8 samples in a tick
  for (const DtmfPath* path : PathsOf<DtmfPath>()) {
    CAPTURE(path->name);
    for (const bool sung : {true, false}) {
      DtmfBank bank(kChannels, {}, *path);
      std::vector<Samples> lines;
      for (ChannelIndex channel = 0; channel < kChannels; ++channel) {
        bank.Start(channel);
        const Vowel& vowel = kVowels[channel % 3];
        const Samples heard = sung ? Sung(vowel, 60) : Alone(vowel, 60);
        lines.push_back(Silence(400 + 8 * channel) + heard + Silence(800));
      }
      std::string told;
      std::vector<uint8_t> frames(kChannels * kFrameSamples);
      for (int tick = 0; tick < 9; ++tick) {
        for (int channel = 0; channel < kChannels; ++channel) {
          EncodeAlaw(&lines[channel][tick * kFrameSamples], kFrameSamples,
                     &frames[channel * kFrameSamples]);
        }
        bank.Tick(frames.data(), [&](ChannelIndex, const DtmfEvent& event) {
          if (event.kind == DtmfEvent::Kind::kBegan) told += event.digit;
        });
      }
      CHECK(told.size() == (sung ? 0 : kChannels));
    }
  }
}

TEST_CASE("a digit beneath which noise is as strong as a voice's harmonics stays a digit") {
  for (const Vowel& vowel : kVowels) {
    if (vowel.digit == '9') continue;  // so far off its places that noise is too much for it anyway
    CAPTURE(vowel.pitch);
    const double others = -12 - kQuieter + 10 * std::log10(4);  // four of them
    for (uint32_t seed = 1; seed <= 50; ++seed) {
      CAPTURE(seed);
      CHECK(HeardIn(WithNoise(Alone(vowel, 60), others, seed)) == std::string(1, vowel.digit));
    }
  }
}

TEST_CASE("a digit over dial tone, which lies beside a voice's second harmonic, stays a digit") {
  const double pitch = 232.5;  // A: 697.5 and 1627.5 Hz; 450 Hz is near 465
  Samples samples = Pair(450, 450, 800, -20);
  const Samples digit = Pair(3 * pitch, 7 * pitch, 60, -12);
  for (size_t i = 0; i < digit.size(); ++i)
    samples[3200 + i] = Saturate(samples[3200 + i] + digit[i]);
  CHECK(Detect(ThroughAlaw(samples)) == "A");
}

TEST_CASE("a digit goes on while a voice is refused above it") {
  DtmfLanes lanes{};
  const DtmfTuning tuning = TuneDtmf({});
  lanes.began[0] = 13;
  lanes.ended[0] = 5;
  lanes.digit[0] = 13;
  lanes.endedLoudest[0] = 7;
  SUBCASE("displaced") {
    lanes.endedAgo[0] = 1;
    TakeBackDigit(&lanes, 0, tuning);
    CHECK(lanes.digit[0] == 5);
    CHECK(lanes.missed[0] == 1);
    CHECK(lanes.loudest[0] == 7);
    CHECK(lanes.ended[0] == 0);
  }
  SUBCASE("over anyway") {
    lanes.endedAgo[0] = tuning.windowsToEnd;
    TakeBackDigit(&lanes, 0, tuning);
    CHECK(lanes.digit[0] == 0);
    CHECK(lanes.ended[0] == 5);
  }
  CHECK(lanes.began[0] == 0);
  CHECK(lanes.candidate[0] == 13);
}
