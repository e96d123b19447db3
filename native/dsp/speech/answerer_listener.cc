// SPDX-License-Identifier: GPL-2.0-or-later
// Who has answered this call, and has the machine beeped?
#include "native/dsp/speech/answerer_listener.h"

namespace spillway {

int AnswererListener::Add(const SpeechFrame& frame,
                          AnswererEvent events[kMostAnswererEvents]) noexcept {
  SpeechEvent span;
  spans_.Add(frame, &span);
  const SpeechHeard& heard = spans_.Heard();
  heard_ += kSpeechFrame;
  const bool beepEnded = beep_.Add(frame, heard.tone);
  const bool voice = heard.speaking && heard.loud && !beep_.Beeping();
  int count = 0;
  if (!known_ && judge_.Add(voice, beepEnded)) {
    known_ = true;
    events[count++] = {AnswererEvent::Kind::kVerdict, heard_, judge_.Verdict(), 0, 0};
  }
  if (beepEnded) {
    events[count++] = {AnswererEvent::Kind::kBeepEnded,
                       heard_ - kSpeechFrame,
                       {},
                       static_cast<uint32_t>(beep_.Frames()) * 10,
                       beep_.Hertz()};
  }
  return count;
}

}  // namespace spillway
