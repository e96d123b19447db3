// SPDX-License-Identifier: GPL-2.0-or-later
// Which digits does the far end press? ITU-T Q.23, Q.24.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace spillway {

/// A digit that has become certain.
struct DtmfDigit {
  char digit;
  uint64_t startedAt;    // samples fed since the detector was made; a block (12.75 ms) coarse
  uint32_t sampleCount;  // heard so far: it is told while the key is still down
  double dbm0;           // level of both frequencies together
};

/// Finds DTMF digits in 16 bit samples. Eight Goertzel filters over blocks of 102 samples
/// (12.75 ms; a filter then is 78 Hz wide, just what keeps 697 and 770 Hz apart). A block names a
/// digit when one frequency of each group stands out, both are loud enough, twist is within limits
/// and hardly anything else is there. Two blocks in a row make a digit, three without it end it:
///
///     -BB        a digit, told here
///     BBB--BB    still the same digit (a break under 10 ms spoils at most two blocks)
///     BBB---BB   two digits (a pause of 40 ms spoils at least three)
///
/// Any number of samples a call; no thread, clock or allocation.
class DtmfDetector {
 public:
  static constexpr int kBlockSamples = 102;
  static constexpr int kBlocksToBegin = 2;
  static constexpr int kBlocksToEnd = 3;

  DtmfDetector() noexcept;

  /// Forgets what it heard; positions count from here again.
  void Reset() noexcept;

  /// Reads samples until they are used up or a digit is certain, and returns how many it read.
  /// `found->digit` is 0 when there was none.
  size_t Feed(const int16_t* samples, size_t count, DtmfDigit* found) noexcept;

  /// Where the last digit that was told ended so far, in samples fed; a block coarse. Grows while
  /// its key is down.
  uint64_t HeardUntil() const noexcept { return heardUntil_; }

 private:
  static constexpr int kFilters = 8;  // low group, then high group

  void Run(const int16_t* samples, size_t count) noexcept;
  char JudgeBlock(double* meanSquare) const noexcept;
  bool Follow(char heard) noexcept;

  std::array<float, kFilters> coefficients_;
  std::array<float, kFilters> last_{};
  std::array<float, kFilters> beforeLast_{};
  float energy_{0};
  int inBlock_{0};
  uint64_t blockStart_{0};

  char candidate_{0};  // of the block before
  char digit_{0};      // under way
  int misses_{0};      // blocks in a row without it
  uint64_t heardUntil_{0};
};

}  // namespace spillway
