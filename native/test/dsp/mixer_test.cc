// SPDX-License-Identifier: GPL-2.0-or-later
// Does each talker hear the sum of the others, cut to 16 bits?
#include "native/dsp/mixer.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

using namespace spillway;

TEST_CASE("each talker hears the sum of the others") {
  constexpr int kTalkers = 5;
  std::mt19937 random(1);
  std::uniform_int_distribution<int> sample(-5000, 5000);
  int16_t samples[kTalkers][kFrameSamples];
  Mixer mixer;
  for (auto& frame : samples) {
    for (int16_t& value : frame) value = static_cast<int16_t>(sample(random));
    mixer.Add(frame);
  }

  for (const auto& own : samples) {
    int16_t mixed[kFrameSamples];
    mixer.SumWithout(own, mixed);
    for (int i = 0; i < kFrameSamples; ++i) {
      int expected = -own[i];
      for (const auto& frame : samples) expected += frame[i];
      REQUIRE(mixed[i] == expected);
    }
  }
}

TEST_CASE("a sum that is too loud is cut, after the own part is taken out") {
  int16_t loud[kFrameSamples];
  std::fill_n(loud, kFrameSamples, int16_t{30000});
  Mixer mixer;
  mixer.Add(loud);
  mixer.Add(loud);

  int16_t mixed[kFrameSamples];
  mixer.Sum(mixed);
  CHECK(mixed[0] == INT16_MAX);
  mixer.SumWithout(loud, mixed);
  CHECK(mixed[0] == 30000);
}
