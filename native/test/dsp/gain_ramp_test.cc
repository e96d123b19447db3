// SPDX-License-Identifier: GPL-2.0-or-later
// Does a gain have its decibels, and does it change without a click?
#include "native/dsp/samples/gain_ramp.h"

#include <doctest/doctest.h>

#include "native/test/dsp/signals.h"

using namespace spillway;

namespace {

double LevelOf(const Samples& samples) {
  double sum = 0;
  for (const int16_t sample : samples) sum += double{1} * sample * sample;
  return Dbm0OfMeanSquare(sum / static_cast<double>(samples.size()));
}

Samples Tone(double hertz, double milliseconds, double dbm0) {
  return Pair(hertz, 0, milliseconds, dbm0);
}

}  // namespace

TEST_CASE("a gain of so many decibels changes the level by so many") {
  const Samples tone = Tone(1000, 200, -20);
  for (const double decibels : {-30.0, -12.0, -3.0, 0.0, 6.0, 12.0}) {
    CAPTURE(decibels);
    GainRamp gain(static_cast<float>(AmplitudeRatio(decibels)));
    Samples scaled(tone.size());
    gain.Apply(tone.data(), tone.size(), scaled.data());
    CHECK(LevelOf(scaled) == doctest::Approx(LevelOf(tone) + decibels).epsilon(0.002));
  }
}

TEST_CASE("samples pass as they are with a factor of one, and not at all with zero") {
  const Samples tone = Tone(1000, 40, 0);
  Samples scaled(tone.size());
  GainRamp gain;
  CHECK(gain.Unity());
  gain.Apply(tone.data(), tone.size(), scaled.data());
  CHECK(scaled == tone);

  GainRamp none(0);
  CHECK(none.Silent());
  none.Apply(tone.data(), tone.size(), scaled.data());
  CHECK(scaled == Silence(static_cast<uint32_t>(tone.size())));
}

TEST_CASE("a change is the same however the samples are cut, on every path") {
  const Samples tone = Tone(440, 60, -6);
  GainRamp whole(0);
  whole.Aim(1);
  Samples expected(tone.size());
  whole.Apply(tone.data(), tone.size(), expected.data());
  std::mt19937 random(7);
  for (const SamplePath* path : PathsOf<SamplePath>()) {
    CAPTURE(path->name);
    GainRamp gain(0, *path);
    gain.Aim(1);
    Samples scaled(tone.size());
    for (size_t at = 0; at < tone.size();) {
      const size_t count = std::min<size_t>(tone.size() - at, random() % 50);
      gain.Apply(&tone[at], count, &scaled[at]);
      at += count;
    }
    CHECK(scaled == expected);
    CHECK(gain.Unity());
  }
}

TEST_CASE("a gain that is changed again in the middle of a change goes on from where it is") {
  const Samples loud(200, 16'000);
  GainRamp gain(0);
  gain.Aim(1);
  Samples scaled(loud.size());
  gain.Apply(loud.data(), 30, scaled.data());
  gain.Aim(0.25f);
  gain.Apply(&loud[30], 170, &scaled[30]);
  int most = 0;
  for (size_t i = 1; i < scaled.size(); ++i)
    most = std::max(most, std::abs(scaled[i] - scaled[i - 1]));
  // The steepest step of half a cosine over 65 samples: pi / 2 / 65 of the change.
  CHECK(most <= 16'000 * M_PI / 2 / 65 + 1);
  CHECK(scaled.back() == 4000);
}
