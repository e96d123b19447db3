// SPDX-License-Identifier: GPL-2.0-or-later
// What is played on the channels, in the foreground and in the background?
#include "native/media/players.h"

#include <algorithm>

#include "native/dsp/gain.h"

namespace spillway {

static_assert(static_cast<int>(SourceKind::kForeground) - static_cast<int>(Layer::kForeground) ==
              static_cast<int>(SourceKind::kBackground) - static_cast<int>(Layer::kBackground));

Players::Players(int channels, MediaFacts* facts)
    : facts_(facts), voices_(static_cast<size_t>(channels) * kLayers), rest_(channels) {}

Player& Players::Begin(const MediaCommand& command) noexcept {
  Clear(command);
  Voice& voice = At(command.channel, static_cast<int>(command.layer));
  const Over over = command.layer == Layer::kForeground ? command.over : Over::kMix;
  return voice.Begin(static_cast<float>(AmplitudeRatio(command.gainDb)), over);
}

void Players::Clear(const MediaCommand& command) noexcept {
  End(command.channel, &At(command.channel, static_cast<int>(command.layer)),
      FinishReason::kStopped);
}

void Players::Play(const MediaCommand& command, const Prompt* const* prompts, int count) noexcept {
  Begin(command).PlayPrompts(command.operation, prompts, count, command.loop, command.stopDigits);
}

void Players::Generate(const MediaCommand& command) noexcept {
  Player& player = Begin(command);
  if (command.kind == MediaCommand::Kind::kTone) return player.PlayTone(command);
  player.PlayDigits(command);
}

Voice* Players::Find(OperationId operation, ChannelIndex* channel) noexcept {
  for (size_t i = 0; i < voices_.size(); ++i) {
    Voice& voice = voices_[i];
    *channel = static_cast<ChannelIndex>(i) / kLayers;
    if (voice.IsPlaying() && voice.Playing().Operation() == operation) return &voice;
  }
  return nullptr;
}

bool Players::Stop(OperationId operation) noexcept {
  ChannelIndex channel;
  Voice* voice = Find(operation, &channel);
  if (voice != nullptr) End(channel, voice, FinishReason::kStopped);
  return voice != nullptr;
}

bool Players::Pause(OperationId operation, bool paused) noexcept {
  ChannelIndex channel;
  Voice* voice = Find(operation, &channel);
  if (voice == nullptr) return false;
  if (voice->Paused() != paused) facts_->Paused(channel, operation, paused);
  voice->Pause(paused);
  return true;
}

bool Players::Gain(OperationId operation, float factor) noexcept {
  ChannelIndex channel;
  Voice* voice = Find(operation, &channel);
  if (voice != nullptr) voice->Aim(factor);
  return voice != nullptr;
}

void Players::Digit(ChannelIndex channel, char digit) noexcept {
  for (int layer = 0; layer < kLayers; ++layer) {
    Voice& voice = At(channel, layer);
    if (voice.Playing().StoppedBy(digit)) End(channel, &voice, FinishReason::kDigit, digit);
  }
}

void Players::Reset(ChannelIndex channel) noexcept {
  for (int layer = 0; layer < kLayers; ++layer) {
    End(channel, &At(channel, layer), FinishReason::kCleared);
    At(channel, layer).Cut();
  }
  rest_[channel] = GainRamp();
}

bool Players::Sounds(ChannelIndex channel) const noexcept {
  const Voice* voices = &voices_[static_cast<size_t>(channel) * kLayers];
  return std::any_of(voices, voices + kLayers, [](const Voice& voice) { return voice.Sounds(); });
}

bool Players::SaysPrompts(ChannelIndex channel) const noexcept {
  const Voice* voices = &voices_[static_cast<size_t>(channel) * kLayers];
  return std::any_of(voices, voices + kLayers,
                     [](const Voice& voice) { return voice.SaysPrompts(); });
}

void Players::Retire(const Prompt* prompt) noexcept {
  for (size_t i = 0; i < voices_.size(); ++i) {
    Voice& voice = voices_[i];
    if (!voice.Uses(prompt)) continue;
    if (voice.Playing().Uses(prompt)) {
      End(static_cast<ChannelIndex>(i) / kLayers, &voice, FinishReason::kStopped);
    }
    if (voice.Uses(prompt)) voice.Cut();
  }
}

void Players::End(ChannelIndex channel, Voice* voice, FinishReason reason, char digit) noexcept {
  if (!voice->IsPlaying()) return;
  const Player& player = voice->Playing();
  facts_->Finished(channel, player.Operation(), reason, player.PlayedMs(), digit);
  voice->Stop();
}

void Players::Tick(SoundSources* sources) noexcept {
  const int channels = static_cast<int>(rest_.size());
  for (ChannelIndex channel = 0; channel < channels; ++channel) {
    rest_[channel].Aim(At(channel, 0).Replaces() ? 0 : 1);
    for (int layer = 0; layer < kLayers; ++layer) {
      const auto kind = layer == 0 ? SourceKind::kForeground : SourceKind::kBackground;
      Fill(channel, &At(channel, layer), sources->Of(kind, channel), sources);
    }
  }
}

void Players::Fill(ChannelIndex channel, Voice* voice, SourceIndex source,
                   SoundSources* sources) noexcept {
  const Player& player = voice->Playing();
  if (voice->IsPlaying() && !voice->Paused() && player.AtStart()) {
    facts_->Started(channel, player.Operation());
  }
  if (voice->Tick(source, sources)) return;
  facts_->Finished(channel, player.Operation(), FinishReason::kCompleted, player.PlayedMs());
  voice->End();
}

}  // namespace spillway
