// SPDX-License-Identifier: GPL-2.0-or-later
// Who has answered this call, and has the machine beeped? Frame by frame.
#pragma once

#include <cstdint>

#include "native/dsp/speech/answerer_judge.h"
#include "native/dsp/speech/beep_listener.h"
#include "native/dsp/speech/speech_spans.h"

namespace spillway {

/// What is told of who answered. Positions are samples heard since the answer.
struct AnswererEvent {
  enum class Kind : uint8_t { kVerdict, kBeepEnded };
  Kind kind;
  uint64_t at;              // of the end of the frame that decided; the first sample after the beep
  AnswererVerdict verdict;  // of kVerdict
  uint32_t beepMs;          // of kBeepEnded
  double beepHertz;
};

/// At most so many come of one frame.
constexpr int kMostAnswererEvents = 2;

/// Hears a line from the moment in which the call was answered: one verdict, and any beep, also
/// after "human", which was wrong then. No thread, clock or allocation. It errs: docs/dsp.md,
/// "Answering machines", has its rates.
class AnswererListener {
 public:
  explicit AnswererListener(const AnswererSettings& settings = {}) noexcept : judge_(settings) {}

  /// Takes the next frame; how many events came of it.
  int Add(const SpeechFrame& frame, AnswererEvent events[kMostAnswererEvents]) noexcept;

  /// Whether the verdict has fallen, and what it is now.
  bool Known() const noexcept { return known_; }
  const AnswererVerdict& Verdict() const noexcept { return judge_.Verdict(); }

 private:
  SpeechSpans spans_;
  BeepListener beep_;
  AnswererJudge judge_;
  uint64_t heard_{0};
  bool known_{false};
};

}  // namespace spillway
