// SPDX-License-Identifier: GPL-2.0-or-later
// Who hears whom?
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "native/core/ids.h"
#include "native/dsp/mixer.h"
#include "native/dsp/samples/gain_ramp.h"
#include "native/media/media_limits.h"

namespace spillway {

/// How a member takes part.
struct BridgePart {
  bool heard{true};
  float factor{1};  // by which the others hear it louder
};

/// All bridges. In a bridge each member hears the sum of the other members that are not muted; one
/// such other, if it is not made louder or softer, is passed on by copying bytes; none is silence.
///
/// Nobody hears a click: whatever changes who hears whom does so in the first 8 ms of the next tick
/// (GainRamp), in which bytes are mixed. Who joins fades in, for others and in his own ear; who
/// leaves fades out of the frame that comes after his leaving.
///
/// Media thread only; nothing allocates after construction.
class Bridges {
 public:
  static constexpr BridgeIndex kNone = -1;

  explicit Bridges(const MediaLimits& limits, const SamplePath& path = WidestPath<SamplePath>());
  Bridges(const Bridges&) = delete;
  Bridges& operator=(const Bridges&) = delete;

  /// The bridge that a channel is in, or kNone.
  BridgeIndex Of(ChannelIndex channel) const noexcept { return bridgeOf_[channel]; }

  /// Adds a channel that is in no bridge. False when there is no such bridge or it is full.
  bool Join(BridgeIndex bridge, ChannelIndex channel, const BridgePart& part) noexcept;
  /// Mutes, unmutes, makes louder or softer: a channel that is in a bridge.
  void Set(ChannelIndex channel, const BridgePart& part) noexcept;
  /// Takes a member out; does nothing when it is in no bridge.
  void Leave(ChannelIndex channel) noexcept;

  /// One tick: writes the 160 bytes of every member; other channels are not touched, but those
  /// that have just left. Both arrays hold all channels.
  void Tick(const uint8_t* received, uint8_t* sent) noexcept;

 private:
  /// A channel in a bridge, or one that has left since the last tick.
  struct Member {
    ChannelIndex channel{-1};
    bool left{false};
    bool added{false};  // to the sum of this tick
    GainRamp voice;     // of it in what others hear
    GainRamp ear;       // of what it hears
  };

  Member* MembersOf(BridgeIndex bridge) noexcept;
  Member* Find(BridgeIndex bridge, ChannelIndex channel) noexcept;
  static bool MayCopy(const Member* members, int count) noexcept;
  static void PassOn(const Member* members, int count, const uint8_t* received,
                     uint8_t* sent) noexcept;
  void Mix(Member* members, int count, const uint8_t* received, uint8_t* sent) noexcept;
  void Forget(BridgeIndex bridge) noexcept;

  const SamplePath& path_;
  const int bridgeCount_;
  const int capacity_;                 // members a bridge
  const int places_;                   // a bridge has for members and those who have left
  std::vector<BridgeIndex> bridgeOf_;  // by channel
  std::vector<int> memberCounts_;      // by bridge: who is in it
  std::vector<int> placeCounts_;       // by bridge: they, and who has left since the last tick
  std::vector<Member> members_;        // by bridge, places_ each
  Mixer mixer_;
  std::unique_ptr<int16_t[][kFrameSamples]> samples_;  // of the members that are mixed
};

}  // namespace spillway
