// SPDX-License-Identifier: GPL-2.0-or-later
// Who speaks on which channels, and who has answered there?
#pragma once

#include <memory>
#include <optional>

#include "native/core/ids.h"
#include "native/core/sink.h"
#include "native/dsp/speech/answerer_listener.h"
#include "native/dsp/speech/speech_bank.h"
#include "native/dsp/speech/speech_spans.h"

namespace spillway {

/// Detectors of speech and of answering machines for every channel, each off at first, and the
/// facts that they tell. Media thread; allocates when it is made.
class SpeechWatch {
 public:
  SpeechWatch(int channels, Sink* sink)
      : bank_(channels),
        channels_(channels),
        ears_(std::make_unique<Ear[]>(channels)),
        sink_(sink) {}

  /// Tells speech of a channel from now on, beginning anew, or no longer. `now`: media time, ms.
  void Hear(ChannelIndex channel, bool on, double now) noexcept;
  /// Judges who has answered a channel right now, or no longer.
  void Judge(ChannelIndex channel, bool on, double now) noexcept;
  bool Listens(ChannelIndex channel) const noexcept {
    return ears_[channel].speech.has_value() || ears_[channel].answerer.has_value();
  }
  /// Listens to one tick of all channels: channels x 160 bytes of A-law.
  void Tick(const uint8_t* received, double now) noexcept;
  /// Hears nothing for a while: what is under way ends now, and an answerer is not sure. What is
  /// asked for meanwhile begins with Resume; an answerer who is to be judged is not sure at once.
  void Pause(double now) noexcept;
  void Resume(double now) noexcept;
  /// Media time goes on by this, and nothing was heard.
  void Skip(double milliseconds) noexcept;

 private:
  struct Ear {
    std::optional<SpeechSpans> speech;
    double speechSince{0};  // media time, ms, of the first sample that the detector heard
    double startedAt{0};    // of the span under way
    std::optional<AnswererListener> answerer;
    double answererSince{0};
  };

  void Listen(ChannelIndex channel, bool on, bool forTheOther) noexcept;
  void HearFrame(ChannelIndex channel, const SpeechFrame& frame, double now) noexcept;
  void TellNotSure(ChannelIndex channel, const AnswererVerdict& verdict, double now) noexcept;
  void TellSpeechEnded(ChannelIndex channel, double until, double dbm0, double now) noexcept;
  void TellVerdict(ChannelIndex channel, const AnswererVerdict& verdict, double now) noexcept;
  void TellSpeech(ChannelIndex channel, const SpeechEvent& event, double now) noexcept;
  void TellAnswerer(ChannelIndex channel, const AnswererEvent& event, double now) noexcept;

  SpeechBank bank_;
  const int channels_;
  bool paused_{false};
  const std::unique_ptr<Ear[]> ears_;
  Sink* const sink_;
};

}  // namespace spillway
