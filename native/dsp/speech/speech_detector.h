// SPDX-License-Identifier: GPL-2.0-or-later
// Who speaks when, on one line?
#pragma once

#include <cstddef>
#include <cstdint>

#include "native/dsp/speech/speech_frame.h"
#include "native/dsp/speech/speech_spans.h"

namespace spillway {

/// Finds spans of speech in one stream of samples, on the scalar path: the reference, and what
/// reads files. Any number of samples a call; no thread, clock or allocation.
class SpeechDetector {
 public:
  /// Reads samples and calls `tell(const SpeechEvent&)` for each span that begins or ends. The
  /// events are the same however the samples are cut into calls.
  template <typename Tell>
  void Feed(const int16_t* samples, size_t count, Tell&& tell) noexcept {
    frames_.Feed(samples, count, [&](const SpeechFrame& frame) {
      SpeechEvent event;
      if (spans_.Add(frame, &event)) tell(event);
    });
  }

 private:
  SpeechFrames frames_;
  SpeechSpans spans_;
};

}  // namespace spillway
