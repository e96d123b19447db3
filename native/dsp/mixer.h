// SPDX-License-Identifier: GPL-2.0-or-later
// What does each of many hear? The sum of all the others: summed once, the listener's own part
// subtracted.
#pragma once

#include <array>
#include <cstdint>

#include "native/core/ids.h"
#include "native/dsp/samples/sample_path.h"
#include "native/dsp/simd/paths.h"

namespace spillway {

/// Sums one frame of many talkers. The sum is 32 bits wide (room for 65,536 talkers) and cut to 16
/// bits only on its way out. No thread, clock or allocation.
class Mixer {
 public:
  explicit Mixer(const SamplePath& path = WidestPath<SamplePath>()) noexcept : path_(path) {}

  void Clear() noexcept { sum_.fill(0); }

  void Add(const int16_t (&samples)[kFrameSamples]) noexcept {
    path_.add(samples, kFrameSamples, sum_.data());
  }

  /// What one who does not talk hears.
  void Sum(int16_t (&mixed)[kFrameSamples]) const noexcept {
    path_.cut(sum_.data(), kFrameSamples, mixed);
  }

  /// What a talker hears: the sum without `own`, which was added before.
  void SumWithout(const int16_t (&own)[kFrameSamples],
                  int16_t (&mixed)[kFrameSamples]) const noexcept {
    path_.sumWithout(sum_.data(), own, kFrameSamples, mixed);
  }

 private:
  const SamplePath& path_;
  alignas(64) std::array<int32_t, kFrameSamples> sum_{};
};

}  // namespace spillway
