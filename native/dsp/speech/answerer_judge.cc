// SPDX-License-Identifier: GPL-2.0-or-later
// Has a person answered a call, or a machine?
#include "native/dsp/speech/answerer_judge.h"

namespace spillway {
namespace {

constexpr uint32_t kStepMs = 10;

}  // namespace

bool AnswererJudge::Add(bool voice, bool beep) noexcept {
  elapsedMs_ += kStepMs;
  CountVoice(voice);
  if (beep) return Say(Answerer::kMachine, AnswererReason::kBeep);
  if (verdict_.words == 0) {
    verdict_.silenceMs = elapsedMs_;
    if (elapsedMs_ >= settings_.initialSilenceMs && wordMs_ == 0)
      return Say(Answerer::kNotSure, AnswererReason::kSilence);
  } else {
    if (verdict_.greetingMs >= settings_.greetingMs)
      return Say(Answerer::kMachine, AnswererReason::kLongGreeting);
    if (verdict_.words >= settings_.mostWords)
      return Say(Answerer::kMachine, AnswererReason::kManyWords);
    if (verdict_.afterGreetingMs >= settings_.afterGreetingMs)
      return Say(Answerer::kHuman, AnswererReason::kShortGreeting);
  }
  return elapsedMs_ >= settings_.totalMs && Say(Answerer::kNotSure, AnswererReason::kTimeOver);
}

/// voice    ---###-####---------##----   pauses shorter than betweenWordsMs do not part words
/// word        1111111         222
/// greeting    <----------------->
void AnswererJudge::CountVoice(bool voice) noexcept {
  if (!voice) {
    pauseMs_ += kStepMs;
    if (pauseMs_ >= settings_.betweenWordsMs) wordMs_ = 0;
    if (verdict_.words > 0) verdict_.afterGreetingMs = pauseMs_;
    return;
  }
  pauseMs_ = 0;
  wordMs_ += kStepMs;
  if (wordMs_ < settings_.leastWordMs) return;
  const bool newWord = wordMs_ - kStepMs < settings_.leastWordMs;
  if (newWord && ++verdict_.words == 1) {
    greetingFromMs_ = elapsedMs_ - wordMs_;
    verdict_.silenceMs = greetingFromMs_;
    verdict_.reason = AnswererReason::kTimeOver;
  }
  verdict_.greetingMs = elapsedMs_ - greetingFromMs_;
  verdict_.afterGreetingMs = 0;
}

bool AnswererJudge::Say(Answerer answerer, AnswererReason reason) noexcept {
  verdict_.answerer = answerer;
  verdict_.reason = reason;
  return true;
}

}  // namespace spillway
