// SPDX-License-Identifier: GPL-2.0-or-later
// What does a line send back of what it is sent? For tests of what cancels that.
#pragma once

#include <cmath>
#include <cstdint>
#include <iterator>
#include <vector>

#include "native/core/ids.h"
#include "native/dsp/g711.h"
#include "native/dsp/gain.h"

namespace spillway {

/// Samples so much louder, as A-law.
inline std::vector<uint8_t> AlawOf(const std::vector<int16_t>& samples, double factor) {
  std::vector<uint8_t> codes;
  for (const int16_t sample : samples) {
    codes.push_back(LinearToAlaw(Saturate(static_cast<int32_t>(sample * factor))));
  }
  return codes;
}

/// A hybrid: what is sent comes back so many samples later (160 at least) and decibels weaker,
/// smeared over a millisecond, beside what the caller says.
class EchoingLine {
 public:
  EchoingLine(int delay, double returnLossDb) : delay_(delay) {
    double power = 0;
    for (const double tap : kTaps) power += tap * tap;
    gain_ = AmplitudeRatio(-returnLossDb) / std::sqrt(power);
  }

  void Move(int delay) { delay_ = delay; }
  void Send(const uint8_t* frame) {
    for (int i = 0; i < kFrameSamples; ++i) sent_.push_back(AlawToLinear(frame[i]));
  }
  /// The frame that comes before the next one is sent. `caller`: 160 bytes, or null: silence.
  void Receive(uint8_t* frame, const uint8_t* caller = nullptr) {
    const auto now = static_cast<long>(sent_.size());
    for (long i = 0; i < kFrameSamples; ++i) {
      double sum = caller != nullptr ? AlawToLinear(caller[i]) : 0;
      for (size_t k = 0; k < std::size(kTaps); ++k) {
        const long at = now + i - delay_ - static_cast<long>(k);
        if (at >= 0 && at < now) sum += gain_ * kTaps[k] * sent_[static_cast<size_t>(at)];
      }
      frame[i] = LinearToAlaw(Saturate(static_cast<int32_t>(std::lrint(sum))));
    }
  }

 private:
  static constexpr double kTaps[] = {0.1, 0.55, -0.9, 0.35, 0.3, -0.25, 0.12, 0.08, -0.1, 0.05};

  int delay_;
  double gain_;
  std::vector<double> sent_;
};

}  // namespace spillway
