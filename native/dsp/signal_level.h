// SPDX-License-Identifier: GPL-2.0-or-later
// How loud is what goes by?
#pragma once

#include <cstddef>
#include <cstdint>

#include "native/dsp/g711.h"
#include "native/dsp/gain.h"

namespace spillway {

/// Mean level of A-law bytes since the last Take. Digital silence (kSilence) reads -66 dBm0, the
/// smallest A-law step. Any number of bytes a call; no thread or clock.
class SignalLevel {
 public:
  void Feed(const uint8_t* codes, size_t count) noexcept {
    sumOfSquares_ += AlawSumOfSquares(codes, count);
    count_ += count;
  }

  /// The level in dBm0, and begins anew. kSilenceDbm0 when nothing was fed.
  double Take() noexcept {
    const double mean =
        count_ > 0 ? static_cast<double>(sumOfSquares_) / static_cast<double>(count_) : 0;
    *this = SignalLevel{};
    return Dbm0OfMeanSquare(mean);
  }

 private:
  int64_t sumOfSquares_{0};
  size_t count_{0};
};

}  // namespace spillway
