// SPDX-License-Identifier: GPL-2.0-or-later
// What becomes of a sum that is too loud for 16 bits, when many speak at once?
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "native/core/ids.h"

namespace spillway {

/// Up to three parties a sum is cut where 16 bits end; from here on it bends.
constexpr int kLimitedParties = 4;
/// Where it begins to bend: 6 dB below the loudest. Below it every sample is what it is.
constexpr int kLimitKnee = 16384;

/// True when some sample is above the knee.
inline bool Loud(const int16_t* samples) noexcept {
  int high = 0, low = 0;
  for (int i = 0; i < kFrameSamples; ++i) {
    high = std::max<int>(high, samples[i]);
    low = std::min<int>(low, samples[i]);
  }
  return high > kLimitKnee || low < -kLimitKnee;
}

/// What is above the knee approaches full scale and never reaches it: knee + r d / (d + r), where d
/// is what is above it and r the room there is. No corner at the knee, so no crackle.
inline void SoftLimit(const int32_t* sum, int16_t* mixed) noexcept {
  constexpr float kRoom = 32767 - kLimitKnee;
  for (int i = 0; i < kFrameSamples; ++i) {
    const int32_t size = std::abs(sum[i]);
    if (size <= kLimitKnee) {
      mixed[i] = static_cast<int16_t>(sum[i]);
      continue;
    }
    const auto above = static_cast<float>(size - kLimitKnee);
    const auto bent = static_cast<int16_t>(kLimitKnee + kRoom * above / (above + kRoom));
    mixed[i] = sum[i] < 0 ? static_cast<int16_t>(-bent) : bent;
  }
}

}  // namespace spillway
