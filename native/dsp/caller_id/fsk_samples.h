// SPDX-License-Identifier: GPL-2.0-or-later
// How far is the line above or below 1,700 Hz, sample by sample?
#pragma once

#include <array>
#include <cstdint>

namespace spillway {

/// One tick of a line as a receiver of frequency shift keying sees it.
struct FskTick {
  static constexpr int kSamples = 160;
  /// The sine of the step of phase from one sample to the next: 0.38 is 500 Hz above 1,700 Hz
  /// (Bell 202's space), 0.31 is 400 Hz (V.23's); below it is negative.
  std::array<float, kSamples> deviation;
  /// Square of half the amplitude around 1,700 Hz, in 16-bit samples.
  std::array<float, kSamples> power;
};

/// Mixes a line down by 1,700 Hz, which lies in the middle between mark and space of Bell 202 as of
/// V.23, so that nobody need know which of them will come. 160 samples are 34 whole turns of it.
class FskSamples {
 public:
  /// A tick of 160 bytes of A-law. False, and nothing filled in: the line is too quiet for a
  /// message.
  /// `onlyMark`: nor is anything made of a tick that is no mark from end to end.
  bool Tick(const uint8_t* received, bool onlyMark, FskTick* out) noexcept;
  void Forget() noexcept;

 private:
  static constexpr int kTaps = 17;
  static constexpr int kBefore = kTaps - 1;

  std::array<float, kBefore> cosines_{};  // of the last tick, mixed
  std::array<float, kBefore> sines_{};
  float lastCosine_{0};
  float lastSine_{0};
};

}  // namespace spillway
