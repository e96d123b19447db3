// SPDX-License-Identifier: GPL-2.0-or-later
// How loud are 10 ms of sound, and how well do a few samples foretell the next one?
#pragma once

#include <cstddef>
#include <cstdint>

namespace spillway {

/// Samples of a frame, the step in which speech is judged (10 ms).
constexpr int kSpeechFrame = 80;

/// What is known of one frame.
struct SpeechFrame {
  double meanSquare;  // 16 bit samples
  /// Power to what is left of it when each sample is foretold from the four before it, at best:
  /// about 1 for white noise, 2.5 to 60 for a voice, more for one or two steady tones (A-law's own
  /// noise lets a tone reach 100 to 4,000).
  double foretold;
  /// The same from two samples; more than 100 only for a single tone.
  double foretoldByTwo;
  /// Cosine of the angle by which that tone turns in a sample: hertz = 8000 acos(turn) / 2 pi.
  double turn;
};

/// Cuts a stream into frames. Any number of samples a call; no thread, clock or allocation.
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
  static constexpr int kPast = 4;  // samples from which the next one is foretold

  size_t Read(const int16_t* samples, size_t count) noexcept;
  SpeechFrame Take() noexcept;

  double samples_[kPast + kSpeechFrame]{};  // the last of the frame before, then the frame
  int filled_{0};
};

}  // namespace spillway
