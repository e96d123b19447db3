// SPDX-License-Identifier: GPL-2.0-or-later
// When has an answering machine beeped?
#pragma once

#include <cstdint>

#include "native/dsp/speech/speech_lanes.h"

namespace spillway {

/// Waits for one steady tone of 800 to 1,500 Hz, as answering machines end their greeting with. No
/// thread, clock or allocation.
class BeepListener {
 public:
  /// Takes the next frame; `tone`: it stands out of the noise and is one or two tones. True when a
  /// beep has ended before this frame.
  bool Add(const SpeechFrame& frame, bool tone) noexcept;

  /// Length of the beep that has just ended, frames; its frequency, hertz.
  int Frames() const noexcept { return endedFrames_; }
  double Hertz() const noexcept;

  /// Whether a beep is certain that has not ended.
  bool Beeping() const noexcept;

 private:
  int frames_{0};   // that the tone has sounded
  double turn_{0};  // its mean, see SpeechFrame
  int endedFrames_{0};
  double endedTurn_{0};
};

}  // namespace spillway
