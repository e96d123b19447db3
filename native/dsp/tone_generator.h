// SPDX-License-Identifier: GPL-2.0-or-later
// What does a dial tone, ringback, busy or congestion tone sound like?
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "native/dsp/oscillator.h"

namespace spillway {

/// Plays steps of at most two sines each. A frequency that stays from one step to the next keeps
/// its phase. Any number of samples a call; no thread, clock or allocation.
class ToneGenerator {
 public:
  static constexpr int kMaximumSteps = 8;
  struct Step {
    double hertz1;         // 0: none
    double hertz2;         // 0: none
    uint32_t sampleCount;  // 0: for ever
  };

  /// Begins anew. `levelDbm0` is the level of each sine. After the last step it goes back to step
  /// `repeatFrom`, or ends when that is -1.
  void Start(const Step* steps, int count, int repeatFrom, double levelDbm0) noexcept;

  /// Writes up to `count` samples; fewer mean that the tone has ended.
  size_t Generate(int16_t* samples, size_t count) noexcept;
  bool Ended() const noexcept { return stepCount_ == 0; }

 private:
  void Enter(int step) noexcept;
  void Advance() noexcept;

  std::array<Step, kMaximumSteps> steps_{};
  int stepCount_{0};
  int repeatFrom_{-1};
  int step_{0};
  uint32_t left_{0};  // samples of the step
  double peak_{0};
  Oscillator first_;
  Oscillator second_;
};

}  // namespace spillway
