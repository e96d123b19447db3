// SPDX-License-Identifier: GPL-2.0-or-later
// How are digits sent? ITU-T Q.23.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "native/dsp/oscillator.h"

namespace spillway {

/// Sends a string of DTMF digits. Any number of samples a call; no thread, clock or allocation.
class DtmfGenerator {
 public:
  static constexpr size_t kMaximumDigits = 64;

  struct Timing {
    uint32_t onSamples;
    uint32_t offSamples;  // after each digit, the last one too
  };
  /// Each group's level, dBm0. High below low is normal twist (see dtmf_detector.h).
  struct Levels {
    double lowDbm0;
    double highDbm0;
  };

  /// Begins anew with up to kMaximumDigits characters; what is no digit is passed over.
  void Start(const char* digits, size_t count, Timing timing, Levels levels) noexcept;

  /// Writes up to `count` samples; fewer mean that all digits are sent.
  size_t Generate(int16_t* samples, size_t count) noexcept;
  bool Ended() const noexcept { return digit_ >= digitCount_; }

 private:
  void Enter(size_t digit) noexcept;
  size_t GenerateOn(int16_t* samples, size_t count) noexcept;

  std::array<uint8_t, kMaximumDigits> places_{};
  size_t digitCount_{0};
  size_t digit_{0};
  Timing timing_{};
  uint32_t onLeft_{0};
  uint32_t offLeft_{0};
  double lowPeak_{0};
  double highPeak_{0};
  Oscillator low_;
  Oscillator high_;
};

}  // namespace spillway
