// SPDX-License-Identifier: GPL-2.0-or-later
// What does each channel hear, what does each side of a recording, and each stream?
#pragma once

#include <cstdint>
#include <vector>

#include "native/contract/records.h"
#include "native/media/masks.h"
#include "native/media/players.h"
#include "native/media/route_block.h"
#include "native/media/router.h"
#include "native/media/sound_sources.h"

namespace spillway {

/// The ears of every channel: what it is sent, both sides of its recording, its stream. In a tick
/// sources are given first, then ears are heard: those of channels, then those of recordings and
/// streams, which can hear what channels are sent. Media thread only; nothing allocates after
/// construction.
class ChannelEars {
 public:
  ChannelEars(int channels, Players* players);

  SoundSources& Sources() noexcept { return sources_; }

  // --- between two ticks
  /// From the next tick on ears hear what a route says. `records(channel)`: whether the channel is
  /// recorded; a recording begins with sides of its own, whatever was said before.
  template <typename Records>
  void Route(RouteBlock* block, Records&& records) noexcept {
    const RouteSource* next = block->Sources();
    for (uint32_t i = 0; i < block->ears; ++i) {
      const RouteEar& ear = block->Ears()[i];
      if (!IsRecorded(ear.side) || records(ear.channel)) Set(ear, next);
      next += ear.count;
    }
    router_.Settle();
  }
  /// A recording begins: its sides hear what its channel receives and is sent, whatever those of
  /// the one before heard.
  void OpenSides(ChannelIndex channel) noexcept;
  /// Nothing is recorded there: whoever its recording heard is heard no more by it.
  void CloseSides(ChannelIndex channel) noexcept;
  /// A paused recording goes on with silence: what is behind the pause stands at its true time.
  /// False when it is so already.
  bool PauseSides(ChannelIndex channel, bool paused) noexcept;
  /// A stream begins with what its channel receives, whatever the one before heard.
  void OpenStream(ChannelIndex channel, bool hears) noexcept;
  /// Its first sample is heard whole: nothing fades in.
  void BeginStream(ChannelIndex channel) noexcept;
  void CloseStream(ChannelIndex channel) noexcept;
  /// The call is over: the channel hears nobody, and nobody hears it. Its ear and its voice fade in
  /// the next tick.
  void Deafen(ChannelIndex channel) noexcept;

  /// Whether a channel hears somebody, or is heard by somebody.
  bool InUse(ChannelIndex channel) const noexcept {
    return !router_.Silent(channel) || router_.Listed(sources_.Of(SourceKind::kReceived, channel));
  }

  // --- in a tick, in this order
  void GiveReceived(const uint8_t* received, const Masks& masks) noexcept;
  /// Writes what every channel is sent to `sent`, channels x 160 bytes: what its ear hears, and
  /// what is played under and over it.
  void Speak(uint8_t* sent) noexcept;
  /// What channels are sent can be heard; `streams`: by a stream, else by recordings.
  void GiveSent(const uint8_t* sent, bool streams) noexcept;
  /// What both sides of all recordings hear, channels x 160 bytes; valid until the next tick.
  /// `audible`: what may be heard of what was received.
  const uint8_t* TakeSide(EarSide side, const uint8_t* audible, const uint8_t* sent) noexcept;
  void TakeStream(ChannelIndex channel, uint8_t* frame) noexcept;
  /// Changes have faded.
  void EndTick() noexcept { router_.EndTick(); }

 private:
  static bool IsRecorded(EarSide side) noexcept {
    return side == EarSide::kLeft || side == EarSide::kRight;
  }
  void Set(const RouteEar& ear, const RouteSource* sources) noexcept;
  int EarOf(ChannelIndex channel, EarSide side) const noexcept;
  void SetOwnSides(ChannelIndex channel, bool own) noexcept;
  void SpeakTo(ChannelIndex channel, uint8_t* sent) noexcept;
  void Mix(ChannelIndex channel, const uint8_t* bytes, bool silent, int16_t* mixed,
           uint8_t* sent) noexcept;
  void Add(SourceIndex source, int16_t* mixed) noexcept;
  void Write(SourceIndex source, uint8_t* sent) noexcept;

  const int channels_;
  const SamplePath& path_;
  Players* const players_;
  SoundSources sources_;
  Router router_;
  std::vector<bool> ownSides_;  // by channel: its recording hears what a route said, or is paused
  int ownSideCount_{0};
  std::vector<uint8_t> sides_[2];  // what recordings hear, where some have sides of their own
};

}  // namespace spillway
