// SPDX-License-Identifier: GPL-2.0-or-later
// Where does speech begin and end, frame by frame?
#pragma once

#include <cstdint>

#include "native/dsp/speech/noise_floor.h"
#include "native/dsp/speech/speech_lanes.h"

namespace spillway {

/// Speech that began or ended. Positions are samples heard since the listener began, in steps of 80
/// (10 ms).
struct SpeechEvent {
  enum class Kind : uint8_t { kBegan, kEnded };
  Kind kind;
  uint64_t at;  // began: its first sample; ended: the first sample after it
  double dbm0;  // began: of what was heard until now; ended: mean of the span, its pauses left out
};

/// What the detector thinks of 10 ms.
struct SpeechHeard {
  bool loud;      // stands out of the noise, and is no tone that lasts
  bool tone;      // one or two tones, as vowels are for a moment; see SpeechFrame
  bool speaking;  // within a span, as far as is known yet
};

/// Tells spans of speech from noise, silence and tones. No thread, clock or allocation. A span is
/// told about 60 ms after it began and 250 ms after it ended, always with the true positions.
/// Music, announcements and modems are speech to it. How it works and what it reaches: docs/dsp.md.
class SpeechSpans {
 public:
  /// Takes the next frame. True when a span has begun or ended with it: `event` is it.
  bool Add(const SpeechFrame& frame, SpeechEvent* event) noexcept;

  /// What it thinks of the last frame.
  const SpeechHeard& Heard() const noexcept { return heard_; }
  /// Mean level of the span under way, its pauses left out.
  double Dbm0() const noexcept;

 private:
  bool Begin(const SpeechFrame& frame, SpeechEvent* event) noexcept;
  bool GoOn(const SpeechFrame& frame, bool voiced, SpeechEvent* event) noexcept;

  NoiseFloor floor_;
  SpeechHeard heard_{};
  uint32_t outstanding_{0};  // of the last 32 frames, the newest in the lowest bit; tones as well
  uint32_t voiced_{0};       // of those, the ones that sound like a voice
  int toneFrames_{0};        // in a row
  uint64_t frame_{0};        // frames heard
  // The span under way.
  uint64_t lastLoud_{0};  // frames heard when the newest loud one was in
  uint64_t lastVoiced_{0};
  double power_{0};  // sum of the mean squares of its loud frames
  uint32_t powerFrames_{0};
};

}  // namespace spillway
