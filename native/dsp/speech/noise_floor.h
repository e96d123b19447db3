// SPDX-License-Identifier: GPL-2.0-or-later
// How loud is it when nobody speaks?
#pragma once

#include <array>

namespace spillway {

/// Follows the noise of a line: the quietest 40 ms or so of the last 2 s. Falls at once, rises when
/// the pauses that it remembers are 2 s old; nobody speaks longer than that without one.
class NoiseFloor {
 public:
  /// Takes the mean square of the next 10 ms.
  void Add(double meanSquare) noexcept {
    // The mean of four frames or so: single frames of noise are 1 dB apart, their minimum would
    // stand 3 dB too low.
    smooth_ = heard_ ? smooth_ + (meanSquare - smooth_) / 4 : meanSquare;
    heard_ = true;
    quietest_ = inBlock_ == 0 || smooth_ < quietest_ ? smooth_ : quietest_;
    if (++inBlock_ == kBlockFrames) {
      blocks_[next_] = quietest_;
      next_ = (next_ + 1) % kBlocks;
      known_ = known_ < kBlocks ? known_ + 1 : kBlocks;
      inBlock_ = 0;
    }
    floor_ = quietest_;
    for (int i = 0; i < known_; ++i) floor_ = blocks_[i] < floor_ ? blocks_[i] : floor_;
  }

  /// Its mean square; 0 before the first frame.
  double MeanSquare() const noexcept { return floor_; }

 private:
  static constexpr int kBlocks = 8;
  static constexpr int kBlockFrames = 25;  // 250 ms

  std::array<double, kBlocks> blocks_{};
  double smooth_{0};
  double quietest_{0};
  double floor_{0};
  int inBlock_{0};
  int next_{0};
  int known_{0};
  bool heard_{false};
};

}  // namespace spillway
