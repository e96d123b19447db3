// SPDX-License-Identifier: GPL-2.0-or-later
// How is a player made louder, paused and ended without a click?
#pragma once

#include "native/dsp/samples/gain_ramp.h"
#include "native/media/player.h"
#include "native/media/sound_sources.h"

namespace spillway {

/// A player with its gain. It begins at its first sample as it is. What is paused fades out over
/// samples that are played once more when it goes on: nothing of it is lost. What is stopped fades
/// out over the samples that would have come next. Media thread only; nothing allocates.
class Voice {
 public:
  /// Ends what is played (it fades) and gives the player to begin with.
  Player& Begin(float factor, Over over) noexcept;
  void Stop() noexcept;
  /// It has come to its end.
  void End() noexcept { player_.Stop(); }
  /// Ends at once, its end too: the call is over, or its prompt is to be freed.
  void Cut() noexcept;
  void Pause(bool paused) noexcept;
  void Aim(float factor) noexcept;

  const Player& Playing() const noexcept { return player_; }
  bool IsPlaying() const noexcept { return player_.Playing(); }
  bool Sounds() const noexcept { return IsPlaying() || ending_; }
  bool SaysPrompts() const noexcept {
    return player_.PlaysPrompts() || (ending_ && end_.PlaysPrompts());
  }
  bool Paused() const noexcept { return paused_; }
  /// True when it takes the place of what else the channel hears.
  bool Replaces() const noexcept { return IsPlaying() && !paused_ && over_ == Over::kReplace; }
  bool Uses(const Prompt* prompt) const noexcept {
    return player_.Uses(prompt) || (ending_ && end_.Uses(prompt));
  }

  /// Gives `source` the 20 ms of this tick. False when the player has come to its end with them.
  bool Tick(SourceIndex source, SoundSources* sources) noexcept;

 private:
  bool Fill(int16_t* samples) noexcept;

  Player player_;
  GainRamp gain_;
  float factor_{1};
  Over over_{Over::kReplace};
  bool paused_{false};
  Player end_;  // of what was stopped
  GainRamp endGain_;
  bool ending_{false};
  alignas(64) uint8_t bytes_[kFrameSamples];
};

}  // namespace spillway
