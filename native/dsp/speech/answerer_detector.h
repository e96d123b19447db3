// SPDX-License-Identifier: GPL-2.0-or-later
// Who has answered this call, and has the machine beeped? In one stream of samples.
#pragma once

#include <cstddef>
#include <cstdint>

#include "native/dsp/speech/answerer_listener.h"
#include "native/dsp/speech/speech_frame.h"

namespace spillway {

/// An AnswererListener of one stream, on the scalar path: the reference, and what reads files. Any
/// number of samples a call; no thread, clock or allocation.
class AnswererDetector {
 public:
  explicit AnswererDetector(const AnswererSettings& settings = {}) noexcept : listener_(settings) {}

  /// Reads samples and calls `tell(const AnswererEvent&)`. The events are the same however the
  /// samples are cut into calls.
  template <typename Tell>
  void Feed(const int16_t* samples, size_t count, Tell&& tell) noexcept {
    frames_.Feed(samples, count, [&](const SpeechFrame& frame) {
      AnswererEvent events[kMostAnswererEvents];
      const int found = listener_.Add(frame, events);
      for (int i = 0; i < found; ++i) tell(events[i]);
    });
  }

  /// Whether the verdict has fallen, and what it is now.
  bool Known() const noexcept { return listener_.Known(); }
  const AnswererVerdict& Verdict() const noexcept { return listener_.Verdict(); }

 private:
  SpeechFrames frames_;
  AnswererListener listener_;
};

}  // namespace spillway
