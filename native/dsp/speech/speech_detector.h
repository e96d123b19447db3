// SPDX-License-Identifier: GPL-2.0-or-later
// Who speaks when, on one line?
#pragma once

#include <cstddef>
#include <cstdint>

#include "native/dsp/speech/noise_floor.h"
#include "native/dsp/speech/speech_frame.h"

namespace spillway {

/// Speech that began or ended. Positions are samples fed since the detector began to listen, in
/// steps of 80 (10 ms).
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

/// Tells spans of speech from noise, silence and tones. Any number of samples a call; no thread,
/// clock or allocation. A span is told about 60 ms after it began and 250 ms after it ended, always
/// with the true positions. Music, announcements and modems are speech to it. How it works and what
/// it reaches: docs/dsp.md.
class SpeechDetector {
 public:
  /// Reads samples and calls `tell(const SpeechEvent&)` for each span that begins or ends. The
  /// events are the same however the samples are cut into calls.
  template <typename Tell>
  void Feed(const int16_t* samples, size_t count, Tell&& tell) noexcept {
    FeedFrames(samples, count, tell, [](const SpeechFrame&, const SpeechHeard&) {});
  }

  /// The same, and calls `hear(const SpeechFrame&, const SpeechHeard&)` for every frame, after what
  /// it ended or began.
  template <typename Tell, typename Hear>
  void FeedFrames(const int16_t* samples, size_t count, Tell&& tell, Hear&& hear) noexcept {
    frames_.Feed(samples, count, [&](const SpeechFrame& frame) {
      SpeechEvent event;
      if (Judge(frame, &event)) tell(event);
      hear(frame, heard_);
    });
  }

  /// Whether a span is under way.
  bool Speaking() const noexcept { return heard_.speaking; }

  /// Mean square of the line's noise as it is known now.
  double NoiseMeanSquare() const noexcept { return floor_.MeanSquare(); }

 private:
  bool Judge(const SpeechFrame& frame, SpeechEvent* event) noexcept;
  bool Begin(const SpeechFrame& frame, SpeechEvent* event) noexcept;
  bool GoOn(const SpeechFrame& frame, bool voiced, SpeechEvent* event) noexcept;

  SpeechFrames frames_;
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
