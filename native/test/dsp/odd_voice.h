// SPDX-License-Identifier: GPL-2.0-or-later
// What is like a voice, and needs no recording?
#pragma once

#include <cmath>
#include <cstdint>
#include <random>

#include "native/test/dsp/signals.h"

namespace spillway {

/// A voice of sorts: pulses of gliding pitch through three changing resonances.
inline Samples MakeVoice(uint32_t seed, double seconds) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> uniform(0, 1);
  Samples samples;
  double state[3][2] = {};
  double phase = 0;
  double pitch = 150;
  while (static_cast<double>(samples.size()) < seconds * kSampleRate) {
    const double glide = (80 + 220 * uniform(random) - pitch) / 800;
    const double resonances[3] = {250 + 650 * uniform(random), 900 + 900 * uniform(random),
                                  1900 + 900 * uniform(random)};
    for (int i = 0; i < 800; ++i) {
      pitch += glide;
      phase += pitch / kSampleRate;
      const double pulse = phase >= 1 ? 1 : 0;
      phase -= pulse;
      double sum = 0;
      for (int k = 0; k < 3; ++k) {
        const double turn = 2 * M_PI * resonances[k] / kSampleRate;
        const double next = pulse + 1.96 * std::cos(turn) * state[k][0] - 0.9604 * state[k][1];
        state[k][1] = state[k][0];
        state[k][0] = next;
        sum += next / (k + 1);
      }
      samples.push_back(Saturate(static_cast<int32_t>(sum * 2500)));
    }
  }
  return samples;
}

}  // namespace spillway
