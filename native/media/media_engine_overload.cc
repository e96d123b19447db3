// SPDX-License-Identifier: GPL-2.0-or-later
// What does the media half give up when its ticks cost too much?
#include "native/media/media_engine.h"

namespace spillway {

void MediaEngine::GiveUp(Shed shed) noexcept {
  const bool speech = shed < Shed::kSpeech, spoke = shed_ < Shed::kSpeech;
  const bool tones = shed < Shed::kTones, sounded = shed_ < Shed::kTones;
  shed_ = shed;
  if (spoke && !speech) speech_.Pause(Now());
  if (!spoke && speech) speech_.Resume(Now());
  if (sounded && !tones) PauseTones();
  if (!sounded && tones) ResumeTones();
}

void MediaEngine::PauseTones() noexcept {
  for (ChannelIndex i = 0; i < limits_.channels; ++i) {
    if (channels_[i].toneSounds) TellToneEnded(i, Now(), channels_[i].toneDbm0);
  }
}

/// Cadences are counted anew: nobody has heard the steps between.
void MediaEngine::ResumeTones() noexcept {
  for (ChannelIndex i = 0; i < limits_.channels; ++i) {
    if (tones_.Listens(i)) ListenForTones(i);
  }
}

}  // namespace spillway
