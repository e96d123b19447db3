// SPDX-License-Identifier: GPL-2.0-or-later
// How is a player made louder, paused and ended without a click?
#include "native/media/voice.h"

#include <cstring>

#include "native/dsp/g711.h"
#include "native/dsp/gain.h"

namespace spillway {

Player& Voice::Begin(float factor, Over over) noexcept {
  Stop();
  factor_ = factor;
  gain_ = GainRamp(factor);
  over_ = over;
  return player_;
}

void Voice::Stop() noexcept {
  if (IsPlaying() && !player_.AtStart() && !gain_.Silent()) {
    end_ = player_;
    endGain_ = gain_;
    endGain_.Aim(0);
    ending_ = true;
  }
  player_.Stop();
  paused_ = false;
}

void Voice::Cut() noexcept {
  player_.Stop();
  paused_ = ending_ = false;
}

void Voice::Pause(bool paused) noexcept {
  paused_ = paused;
  gain_.Aim(paused ? 0 : factor_);
}

void Voice::Aim(float factor) noexcept {
  factor_ = factor;
  if (!paused_) gain_.Aim(factor);
}

bool Voice::Tick(SourceIndex source, SoundSources* sources) noexcept {
  sources->Hush(source);
  if (paused_ && player_.AtStart()) gain_ = GainRamp(0);
  const bool sounds = IsPlaying() && !(paused_ && gain_.Silent());
  if (!ending_ && !sounds) return true;
  if (!ending_ && gain_.Unity() && !paused_) {
    const bool more = player_.Fill(bytes_);
    sources->Give(source, bytes_);
    return more;
  }

  int16_t* samples = sources->GiveSamples(source);
  std::memset(samples, 0, sizeof(int16_t) * kFrameSamples);
  bool more = true;
  if (sounds) more = Fill(samples);
  if (!ending_) return more;
  int16_t last[kFrameSamples];
  end_.Fill(bytes_);
  DecodeAlaw(bytes_, kFrameSamples, last);
  endGain_.Apply(last, kFrameSamples, last);
  for (int i = 0; i < kFrameSamples; ++i) samples[i] = Saturate(samples[i] + last[i]);
  ending_ = false;
  return more;
}

/// What is paused is heard fading and stays where it is.
bool Voice::Fill(int16_t* samples) noexcept {
  const Player kept = player_;
  const bool more = player_.Fill(bytes_);
  DecodeAlaw(bytes_, kFrameSamples, samples);
  gain_.Apply(samples, kFrameSamples, samples);
  if (!paused_) return more;
  player_ = kept;
  return true;
}

}  // namespace spillway
