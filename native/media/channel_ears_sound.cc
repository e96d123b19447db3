// SPDX-License-Identifier: GPL-2.0-or-later
// What is heard in a tick? By a channel: what its ear hears, and what is played under and over it.
#include <cstring>

#include "native/media/channel_ears.h"
#include "native/media/channel_frames.h"

namespace spillway {

void ChannelEars::GiveReceived(const uint8_t* received, const Masks& masks) noexcept {
  for (ChannelIndex i = 0; i < channels_; ++i) {
    sources_.Give(sources_.Of(SourceKind::kReceived, i), FrameOf(received, i), masks.Silent(i));
  }
}

void ChannelEars::Speak(uint8_t* sent) noexcept {
  for (ChannelIndex i = 0; i < channels_; ++i) SpeakTo(i, FrameOf(sent, i));
}

/// What is one source alone is passed on byte by byte; else all is mixed.
void ChannelEars::SpeakTo(ChannelIndex channel, uint8_t* sent) noexcept {
  const SourceIndex over = sources_.Of(SourceKind::kForeground, channel);
  const SourceIndex under = sources_.Of(SourceKind::kBackground, channel);
  const bool foreground = sources_.Heard(over, true), background = sources_.Heard(under, true);
  GainRamp& rest = players_->Rest(channel);
  if (foreground && rest.Silent()) return Write(over, sent);
  if (!foreground && !background && rest.Unity()) return router_.Write(channel, sources_, sent);

  int16_t mixed[kFrameSamples];
  bool silent;
  const uint8_t* bytes = router_.Hear(channel, sources_, mixed, &silent);
  if (rest.Unity() || (silent && !background)) {
    if (!rest.Steady()) rest = GainRamp(rest.Target());
    if (silent && foreground != background) return Write(foreground ? over : under, sent);
    if (!foreground && !background) {
      std::memset(sent, kSilence, kFrameSamples);
      return;
    }
  }
  Mix(channel, bytes, silent, mixed, sent);
}

/// `mixed` has what the ear hears, unless `bytes` have it, or it is `silent`.
void ChannelEars::Mix(ChannelIndex channel, const uint8_t* bytes, bool silent, int16_t* mixed,
                      uint8_t* sent) noexcept {
  if (silent) std::memset(mixed, 0, kFrameSamples * sizeof *mixed);
  if (bytes != nullptr) path_.decodeAlaw(bytes, kFrameSamples, mixed);
  const SourceIndex over = sources_.Of(SourceKind::kForeground, channel);
  const SourceIndex under = sources_.Of(SourceKind::kBackground, channel);
  GainRamp& rest = players_->Rest(channel);
  if (sources_.Heard(under, true)) Add(under, mixed);
  if (!rest.Unity()) rest.Apply(mixed, kFrameSamples, mixed);
  if (sources_.Heard(over, true)) Add(over, mixed);
  path_.encodeAlaw(mixed, kFrameSamples, sent);
}

void ChannelEars::Add(SourceIndex source, int16_t* mixed) noexcept {
  alignas(64) int32_t sum[kFrameSamples]{};
  path_.add(mixed, kFrameSamples, sum);
  path_.add(sources_.SamplesOf(source), kFrameSamples, sum);
  path_.cut(sum, kFrameSamples, mixed);
}

void ChannelEars::Write(SourceIndex source, uint8_t* sent) noexcept {
  const uint8_t* bytes = sources_.Bytes(source);
  if (bytes != nullptr) {
    std::memcpy(sent, bytes, kFrameSamples);
  } else {
    path_.encodeAlaw(sources_.SamplesOf(source), kFrameSamples, sent);
  }
}

void ChannelEars::GiveSent(const uint8_t* sent, bool streams) noexcept {
  if (ownSideCount_ == 0 && !streams) return;
  for (ChannelIndex i = 0; i < channels_; ++i) {
    sources_.Give(sources_.Of(SourceKind::kSent, i), FrameOf(sent, i));
  }
}

const uint8_t* ChannelEars::TakeSide(EarSide side, const uint8_t* audible,
                                     const uint8_t* sent) noexcept {
  const uint8_t* usual = side == EarSide::kLeft ? audible : sent;
  if (ownSideCount_ == 0) return usual;

  std::vector<uint8_t>& frames = sides_[side == EarSide::kLeft ? 0 : 1];
  std::memcpy(frames.data(), usual, frames.size());
  for (ChannelIndex i = 0; i < channels_; ++i) {
    if (ownSides_[i]) router_.Write(EarOf(i, side), sources_, FrameOf(frames.data(), i));
  }
  return frames.data();
}

void ChannelEars::TakeStream(ChannelIndex channel, uint8_t* frame) noexcept {
  router_.Write(EarOf(channel, EarSide::kStream), sources_, frame);
}

}  // namespace spillway
