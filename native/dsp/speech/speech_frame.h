// SPDX-License-Identifier: GPL-2.0-or-later
// What is known of each 10 ms of one stream of samples?
#pragma once

#include <cstddef>
#include <cstdint>

#include "native/dsp/speech/speech_lanes.h"

namespace spillway {

/// What a lane has measured last.
inline SpeechFrame FrameOf(const SpeechLanes& lanes, int lane) noexcept {
  return {lanes.meanSquare[lane], lanes.foretold[lane], lanes.foretoldByTwo[lane],
          lanes.turn[lane]};
}

/// Cuts a stream into frames and measures them, on the scalar path: the reference, and what reads
/// files. Any number of samples a call; no thread, clock or allocation.
class SpeechFrames {
 public:
  /// Reads samples and calls `tell(const SpeechFrame&)` for each frame that is full. The frames are
  /// the same however the samples are cut into calls.
  template <typename Tell>
  void Feed(const int16_t* samples, size_t count, Tell&& tell) noexcept {
    while (count > 0) {
      const size_t read = Read(samples, count);
      samples += read;
      count -= read;
      if (filled_ == kSpeechFrame) tell(Take());
    }
  }

 private:
  size_t Read(const int16_t* samples, size_t count) noexcept;
  SpeechFrame Take() noexcept;

  SpeechLanes lanes_{};
  alignas(64) float samples_[kSpeechFrame * kSpeechLanes]{};  // only lane 0 is used
  int filled_{0};
};

}  // namespace spillway
