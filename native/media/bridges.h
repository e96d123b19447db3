// SPDX-License-Identifier: GPL-2.0-or-later
// Who hears whom?
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "native/core/ids.h"
#include "native/dsp/mixer.h"
#include "native/media/commands.h"

namespace spillway {

/// All bridges. In a bridge each member hears the sum of the other members that are not muted; one
/// such other is passed on by copying bytes, none is silence. Media thread only; nothing allocates
/// after construction.
class Bridges {
 public:
  static constexpr BridgeIndex kNone = -1;

  explicit Bridges(const MediaLimits& limits);
  Bridges(const Bridges&) = delete;
  Bridges& operator=(const Bridges&) = delete;

  /// The bridge that a channel is in, or kNone.
  BridgeIndex Of(ChannelIndex channel) const noexcept { return places_[channel].bridge; }

  /// Adds a channel that is in no bridge. False when there is no such bridge or it is full.
  bool Join(BridgeIndex bridge, ChannelIndex channel, bool heard) noexcept;
  /// Mutes or unmutes a member.
  void SetHeard(ChannelIndex channel, bool heard) noexcept { places_[channel].heard = heard; }
  /// Takes a member out; does nothing when it is in no bridge.
  void Leave(ChannelIndex channel) noexcept;

  /// One tick: writes the 160 bytes of every member; other channels are not touched. Both arrays
  /// hold all channels.
  void Tick(const uint8_t* received, uint8_t* sent) noexcept;

 private:
  struct Place {
    BridgeIndex bridge{kNone};
    bool heard{false};
  };
  void Mix(const ChannelIndex* members, int count, const uint8_t* received, uint8_t* sent) noexcept;
  void PassOn(const ChannelIndex* members, int count, const uint8_t* received,
              uint8_t* sent) const noexcept;

  const int bridgeCount_;
  const int capacity_;                 // members a bridge
  std::vector<Place> places_;          // by channel
  std::vector<int> memberCounts_;      // by bridge
  std::vector<ChannelIndex> members_;  // by bridge, capacity_ each
  Mixer mixer_;
  std::unique_ptr<int16_t[][kFrameSamples]> samples_;  // of the members that are mixed
};

}  // namespace spillway
