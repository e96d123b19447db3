// SPDX-License-Identifier: GPL-2.0-or-later
// Do tones have their level, cadence and phase?
#include "native/dsp/tone_generator.h"

#include <doctest/doctest.h>

#include <cstdlib>

#include "native/dsp/signal_level.h"
#include "native/test/dsp/signals.h"

using namespace spillway;
using Step = ToneGenerator::Step;

namespace {

Samples Make(ToneGenerator* tone, size_t count) {
  Samples samples(count);
  samples.resize(tone->Generate(samples.data(), count));
  return samples;
}

double LevelOf(const Samples& samples, size_t from, size_t count) {
  std::vector<uint8_t> codes(count);
  EncodeAlaw(&samples[from], count, codes.data());
  SignalLevel level;
  level.Feed(codes.data(), codes.size());
  return level.Take();
}

}  // namespace

TEST_CASE("a sine has the level asked for, measured behind A-law") {
  for (const double dbm0 : {0.0, -10.0, -25.0}) {
    const Step step{450, 0, 0};
    ToneGenerator tone;
    tone.Start(&step, 1, -1, dbm0);

    CHECK(std::abs(LevelOf(Make(&tone, 8000), 0, 8000) - dbm0) < 0.1);
  }
}

TEST_CASE("two sines together are 3 dB louder than each") {
  const Step step{440, 480, 0};
  ToneGenerator tone;
  tone.Start(&step, 1, -1, -13);

  CHECK(std::abs(LevelOf(Make(&tone, 8000), 0, 8000) + 10) < 0.1);
}

TEST_CASE("a cadence repeats from its step") {
  const Step ringback[] = {{450, 0, Ms(1000)}, {0, 0, Ms(4000)}};
  ToneGenerator tone;
  tone.Start(ringback, 2, 0, -10);

  const Samples samples = Make(&tone, Ms(11000));

  REQUIRE(samples.size() == Ms(11000));
  for (const uint32_t second : {0, 5, 10}) {
    CHECK(std::abs(LevelOf(samples, Ms(1000 * second), 8000) + 10) < 0.1);
  }
  for (size_t i = Ms(1000); i < Ms(5000); ++i) REQUIRE(samples[i] == 0);
}

TEST_CASE("a cadence that does not repeat ends, and says so by a short count") {
  const Step beep{1000, 0, 500};
  ToneGenerator tone;
  tone.Start(&beep, 1, -1, -10);

  CHECK(Make(&tone, 320).size() == 320);
  CHECK(Make(&tone, 320).size() == 180);
  CHECK(tone.Ended());
  CHECK(Make(&tone, 320).size() == 0);
}

TEST_CASE("a frequency that stays from step to step keeps its phase") {
  const Step split[] = {{450, 0, 333}, {450, 480, 1}, {450, 0, 0}};
  const Step whole{450, 0, 0};
  ToneGenerator one, other;
  one.Start(split, 3, -1, -10);
  other.Start(&whole, 1, -1, -10);

  const Samples first = Make(&one, 1000);
  const Samples second = Make(&other, 1000);

  for (size_t i = 334; i < 1000; ++i) REQUIRE(std::abs(first[i] - second[i]) <= 1);
}

TEST_CASE("the same tone in chunks of any size is the same signal") {
  const Step busy[] = {{450, 0, 2800}, {0, 0, 2800}};
  ToneGenerator one, other;
  one.Start(busy, 2, 0, -10);
  other.Start(busy, 2, 0, -10);
  const Samples whole = Make(&one, 16000);

  Samples parts;
  for (size_t size = 1; parts.size() < 16000; size = size * 3 % 401 + 1) {
    parts = parts + Make(&other, std::min(size, 16000 - parts.size()));
  }

  for (size_t i = 0; i < whole.size(); ++i) REQUIRE(std::abs(parts[i] - whole[i]) <= 1);
}

TEST_CASE("a tone of an hour keeps its level") {
  const Step step{450, 0, 0};
  ToneGenerator tone;
  tone.Start(&step, 1, -1, -10);
  int16_t frame[160];
  for (int tick = 0; tick < 3600 * 50; ++tick) tone.Generate(frame, 160);

  CHECK(std::abs(LevelOf(Make(&tone, 8000), 0, 8000) + 10) < 0.1);
}

TEST_CASE("nothing at all reads the floor, digital silence the smallest A-law step") {
  CHECK(SignalLevel{}.Take() == kSilenceDbm0);
  CHECK(std::abs(LevelOf(Silence(160), 0, 160) + 66) < 0.2);
}
