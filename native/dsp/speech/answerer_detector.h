// SPDX-License-Identifier: GPL-2.0-or-later
// Who has answered this call, and has the machine beeped?
#pragma once

#include <cstddef>
#include <cstdint>

#include "native/dsp/speech/answerer_judge.h"
#include "native/dsp/speech/beep_listener.h"
#include "native/dsp/speech/speech_detector.h"

namespace spillway {

/// What is told of who answered. Positions are samples fed since the answer.
struct AnswererEvent {
  enum class Kind : uint8_t { kVerdict, kBeepEnded };
  Kind kind;
  uint64_t at;              // of the end of the frame that decided; the first sample after the beep
  AnswererVerdict verdict;  // of kVerdict
  uint32_t beepMs;          // of kBeepEnded
  double beepHertz;
};

/// Listens to one stream from the moment in which the call was answered: one verdict, and any beep,
/// also after "human", which was wrong then. Any number of samples a call; no thread, clock or
/// allocation. It errs: docs/dsp.md, "Answering machines", has its rates.
class AnswererDetector {
 public:
  explicit AnswererDetector(const AnswererSettings& settings = {}) noexcept : judge_(settings) {}

  /// Reads samples and calls `tell(const AnswererEvent&)`. The events are the same however the
  /// samples are cut into calls.
  template <typename Tell>
  void Feed(const int16_t* samples, size_t count, Tell&& tell) noexcept {
    speech_.FeedFrames(
        samples, count, [](const SpeechEvent&) {},
        [&](const SpeechFrame& frame, const SpeechHeard& heard) {
          heard_ += kSpeechFrame;
          const bool beepEnded = beep_.Add(frame, heard.tone);
          const bool voice = heard.speaking && heard.loud && !beep_.Beeping();
          if (!known_ && judge_.Add(voice, beepEnded)) {
            known_ = true;
            tell(AnswererEvent{AnswererEvent::Kind::kVerdict, heard_, judge_.Verdict(), 0, 0});
          }
          if (beepEnded) {
            tell(AnswererEvent{AnswererEvent::Kind::kBeepEnded,
                               heard_ - kSpeechFrame,
                               {},
                               static_cast<uint32_t>(beep_.Frames()) * 10,
                               beep_.Hertz()});
          }
        });
  }

  /// Whether the verdict has fallen, and what it is now.
  bool Known() const noexcept { return known_; }
  const AnswererVerdict& Verdict() const noexcept { return judge_.Verdict(); }

 private:
  SpeechDetector speech_;
  BeepListener beep_;
  AnswererJudge judge_;
  uint64_t heard_{0};
  bool known_{false};
};

}  // namespace spillway
