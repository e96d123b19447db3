// SPDX-License-Identifier: GPL-2.0-or-later
// What is played on the channels, in the foreground and in the background?
#pragma once

#include <vector>

#include "native/contract/commands.h"
#include "native/media/media_facts.h"
#include "native/media/sound_sources.h"
#include "native/media/voice.h"

namespace spillway {

/// Two players a channel. What begins in a layer ends what was played in it (`finished`, stopped).
/// Media thread only; nothing allocates after construction.
class Players {
 public:
  Players(int channels, MediaFacts* facts);

  /// Plays prompts that are all there, a tone or digits, as the command says.
  void Play(const MediaCommand& command, const Prompt* const* prompts, int count) noexcept;
  void Generate(const MediaCommand& command) noexcept;
  /// Ends what plays in the layer of a command that cannot be done.
  void Clear(const MediaCommand& command) noexcept;

  // By operation; false when nothing of that id is played.
  bool Stop(OperationId operation) noexcept;
  bool Pause(OperationId operation, bool paused) noexcept;
  bool Gain(OperationId operation, float factor) noexcept;

  /// A digit ends what is to be stopped by it.
  void Digit(ChannelIndex channel, char digit) noexcept;
  /// The call is over: ends everything at once.
  void Reset(ChannelIndex channel) noexcept;
  /// Ends whatever uses a prompt.
  void Retire(const Prompt* prompt) noexcept;

  /// Whether something is played on a channel, or fades.
  bool Sounds(ChannelIndex channel) const noexcept;
  /// The same of prompts alone: no tones, no digits.
  bool SaysPrompts(ChannelIndex channel) const noexcept;

  /// One tick: gives every player's sound.
  void Tick(SoundSources* sources) noexcept;
  /// How loud all else is that the channel hears, under what is played in its place.
  GainRamp& Rest(ChannelIndex channel) noexcept { return rest_[channel]; }

 private:
  static constexpr int kLayers = 2;
  Voice& At(ChannelIndex channel, int layer) noexcept { return voices_[channel * kLayers + layer]; }
  Voice* Find(OperationId operation, ChannelIndex* channel) noexcept;
  Player& Begin(const MediaCommand& command) noexcept;
  void End(ChannelIndex channel, Voice* voice, FinishReason reason, char digit = 0) noexcept;
  void Fill(ChannelIndex channel, Voice* voice, SourceIndex source, SoundSources* sources) noexcept;

  MediaFacts* const facts_;
  std::vector<Voice> voices_;
  std::vector<GainRamp> rest_;
};

}  // namespace spillway
