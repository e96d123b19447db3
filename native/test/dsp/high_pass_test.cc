// SPDX-License-Identifier: GPL-2.0-or-later
// Does the high-pass take away what lies below its edge, and nothing else?
#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "native/dsp/gain.h"
#include "native/dsp/simd/high_pass_lanes.h"

using namespace spillway;

namespace {

constexpr int kCount = 8000;

/// What is left of a wave of this frequency (0: direct current) when the filter has settled, dB.
double LeftOf(double edge, double hertz) {
  std::vector<float> samples(kCount * 16);
  for (int i = 0; i < kCount; ++i)
    samples[i * 16] =
        hertz == 0
            ? 8000.0f
            : static_cast<float>(std::lrint(8000 * std::sin(2 * M_PI * hertz * i / kSampleRate)));
  HighPassLanes lanes{};
  std::vector<Pack<1>::Floats> heard(kCount);
  RunHighPass<1>(lanes, MakeHighPass(edge), 0, samples.data(), kCount, heard.data());
  double before = 0, after = 1e-9;
  for (int i = kCount / 2; i < kCount; ++i) {
    before += samples[i * 16] * samples[i * 16];
    after += heard[i].value * heard[i].value;
  }
  return 10 * std::log10(after / before);
}

}  // namespace

TEST_CASE("24 dB an octave below its edge, 3 dB at it, nothing above") {
  for (const double edge : {140.0, 180.0, 260.0}) {
    CAPTURE(edge);
    CHECK(LeftOf(edge, edge) == doctest::Approx(-3).epsilon(0.02));
    CHECK(LeftOf(edge, edge / 2) == doctest::Approx(-24).epsilon(0.03));
    CHECK(LeftOf(edge, 0) < -100);
    CHECK(LeftOf(edge, 50) < -40 + 12 * (260 - edge) / 60);
    for (const double hertz : {697.0, 941.0, 1633.0, 3300.0}) {
      CAPTURE(hertz);
      CHECK(std::abs(LeftOf(edge, hertz)) < 0.01);
    }
  }
}

TEST_CASE("in silence it holds no numbers so small that they cost a hundred times as much") {
  std::vector<float> samples(kCount * 16, 8.0f);
  samples[0] = 30'000;
  HighPassLanes lanes{};
  std::vector<Pack<1>::Floats> heard(40);
  for (int at = 0; at + 40 <= kCount; at += 40) {
    RunHighPass<1>(lanes, MakeHighPass(260), 0, &samples[at * 16], 40, heard.data());
    for (const auto value : heard) REQUIRE(std::fpclassify(value.value) != FP_SUBNORMAL);
  }
}
