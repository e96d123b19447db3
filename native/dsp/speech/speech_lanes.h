// SPDX-License-Identifier: GPL-2.0-or-later
// What does the listener for speech remember of sixteen channels, and what has it measured?
// Plain arrays: every path, whatever processor it is compiled for, works on the same ones.
#pragma once

#include "native/dsp/simd/high_pass.h"

namespace spillway {

/// Channels side by side in one set of arrays; the width of the widest path.
constexpr int kSpeechLanes = 16;
/// Samples of a frame, the step in which speech is judged (10 ms).
constexpr int kSpeechFrame = 80;
/// Samples from which the next one is foretold.
constexpr int kSpeechPast = 4;

/// What is known of one frame.
struct SpeechFrame {
  float meanSquare;  // 16 bit samples
  /// Power to what is left of it when each sample is foretold from the four before it, at best:
  /// about 1 for white noise, 2.5 to 60 for a voice, more for one or two steady tones (A-law's own
  /// noise lets a tone reach 100 to 4,000).
  float foretold;
  /// The same from two samples; more than 100 only for a single tone.
  float foretoldByTwo;
  /// Cosine of the angle by which that tone turns in a sample: hertz = 8000 acos(turn) / 2 pi.
  float turn;
};

/// Sixteen channels. A lane is one index of the innermost arrays.
struct alignas(64) SpeechLanes {
  HighPassLanes highPass;
  float past[kSpeechPast][kSpeechLanes];  // the last of the frame before

  // Of the last frame; see SpeechFrame.
  float meanSquare[kSpeechLanes];
  float foretold[kSpeechLanes];
  float foretoldByTwo[kSpeechLanes];
  float turn[kSpeechLanes];
};

/// Forgets what a lane has heard. speech_frame.cc, as the next.
void ClearSpeechLane(SpeechLanes* lanes, int lane) noexcept;

/// What is taken away before a frame is measured.
extern const HighPass kSpeechHighPass;

}  // namespace spillway
