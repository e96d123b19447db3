// SPDX-License-Identifier: GPL-2.0-or-later
// Who speaks on which channels, and who has answered there?
#pragma once

#include <memory>
#include <optional>

#include "native/core/ids.h"
#include "native/core/sink.h"
#include "native/dsp/speech/answerer_detector.h"
#include "native/dsp/speech/speech_detector.h"

namespace spillway {

/// Detectors of speech and of answering machines for every channel, each off at first, and the
/// facts that they tell. Media thread; allocates when it is made.
class SpeechWatch {
 public:
  SpeechWatch(int channels, Sink* sink) : ears_(std::make_unique<Ear[]>(channels)), sink_(sink) {}

  /// Tells speech of a channel from now on, beginning anew, or no longer. `now`: media time, ms.
  void Hear(ChannelIndex channel, bool on, double now) noexcept;
  /// Judges who has answered a channel right now, or no longer.
  void Judge(ChannelIndex channel, bool on, double now) noexcept;
  /// Listens to the tick of one channel, A-law.
  void Tick(ChannelIndex channel, const uint8_t* frame, double now) noexcept;
  /// Media time goes on by this, and nothing was heard.
  void Skip(ChannelIndex channel, double milliseconds) noexcept;

 private:
  struct Ear {
    std::optional<SpeechDetector> speech;
    double speechSince{0};  // media time, ms, of the first sample that the detector heard
    double startedAt{0};    // of the span under way
    std::optional<AnswererDetector> answerer;
    double answererSince{0};
  };

  void TellSpeech(ChannelIndex channel, const SpeechEvent& event, double now) noexcept;
  void TellAnswerer(ChannelIndex channel, const AnswererEvent& event, double now) noexcept;

  const std::unique_ptr<Ear[]> ears_;
  Sink* const sink_;
};

}  // namespace spillway
