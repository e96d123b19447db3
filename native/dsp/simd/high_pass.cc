// SPDX-License-Identifier: GPL-2.0-or-later
// How is what lies below the telephone's band kept from a detector?
#include "native/dsp/simd/high_pass.h"

#include <cmath>

#include "native/dsp/gain.h"

namespace spillway {

/// By the bilinear transform, its edge moved to where it belongs.
HighPass MakeHighPass(double hertz) noexcept {
  const double edge = std::tan(M_PI * hertz / kSampleRate);
  HighPass filter{};
  double gain = 1;
  for (int pair = 0; pair < 2; ++pair) {
    const double damping = 2 * std::sin(M_PI * (2 * pair + 1) / 8);
    const double whole = 1 + damping * edge + edge * edge;
    gain /= whole;
    filter.pole[pair][0] = static_cast<float>(2 * (1 - edge * edge) / whole);
    filter.pole[pair][1] = static_cast<float>(-(1 - damping * edge + edge * edge) / whole);
  }
  filter.gain = static_cast<float>(gain);
  return filter;
}

void ClearHighPassLane(HighPassLanes* lanes, int lane) noexcept {
  for (auto& difference : lanes->difference) difference[lane] = 0;
  for (auto& pair : lanes->output) {
    for (auto& output : pair) output[lane] = 0;
  }
}

}  // namespace spillway
