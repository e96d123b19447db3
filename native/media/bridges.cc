// SPDX-License-Identifier: GPL-2.0-or-later
// Who hears whom?
#include "native/media/bridges.h"

#include <algorithm>
#include <cstring>

#include "native/dsp/g711.h"

namespace spillway {
namespace {

const uint8_t* FrameOf(const uint8_t* frames, ChannelIndex channel) noexcept {
  return frames + static_cast<size_t>(channel) * kFrameSamples;
}

uint8_t* FrameOf(uint8_t* frames, ChannelIndex channel) noexcept {
  return frames + static_cast<size_t>(channel) * kFrameSamples;
}

}  // namespace

Bridges::Bridges(const MediaLimits& limits)
    : bridgeCount_(limits.bridges),
      capacity_(limits.bridgeMembers),
      places_(limits.channels),
      memberCounts_(limits.bridges, 0),
      members_(static_cast<size_t>(limits.bridges) * limits.bridgeMembers, -1),
      samples_(std::make_unique<int16_t[][kFrameSamples]>(limits.bridgeMembers)) {}

bool Bridges::Join(BridgeIndex bridge, ChannelIndex channel, bool heard) noexcept {
  if (bridge < 0 || bridge >= bridgeCount_ || memberCounts_[bridge] == capacity_) return false;
  members_[static_cast<size_t>(bridge) * capacity_ + memberCounts_[bridge]++] = channel;
  places_[channel] = {bridge, heard};
  return true;
}

void Bridges::Leave(ChannelIndex channel) noexcept {
  const BridgeIndex bridge = places_[channel].bridge;
  if (bridge == kNone) return;
  ChannelIndex* members = &members_[static_cast<size_t>(bridge) * capacity_];
  ChannelIndex* last = members + --memberCounts_[bridge];
  *std::find(members, last, channel) = *last;
  places_[channel] = Place{};
}

void Bridges::Tick(const uint8_t* received, uint8_t* sent) noexcept {
  for (BridgeIndex bridge = 0; bridge < bridgeCount_; ++bridge) {
    const int count = memberCounts_[bridge];
    if (count == 0) continue;
    const ChannelIndex* members = &members_[static_cast<size_t>(bridge) * capacity_];
    const auto heard = std::count_if(members, members + count,
                                     [this](ChannelIndex member) { return places_[member].heard; });
    if (heard > 2 || (heard == 2 && count > 2)) {
      Mix(members, count, received, sent);
    } else {
      PassOn(members, count, received, sent);
    }
  }
}

/// At most one other is heard by each member: bytes are copied.
void Bridges::PassOn(const ChannelIndex* members, int count, const uint8_t* received,
                     uint8_t* sent) const noexcept {
  for (int listener = 0; listener < count; ++listener) {
    uint8_t* frame = FrameOf(sent, members[listener]);
    std::memset(frame, kSilence, kFrameSamples);
    for (int talker = 0; talker < count; ++talker) {
      if (talker == listener || !places_[members[talker]].heard) continue;
      std::memcpy(frame, FrameOf(received, members[talker]), kFrameSamples);
    }
  }
}

void Bridges::Mix(const ChannelIndex* members, int count, const uint8_t* received,
                  uint8_t* sent) noexcept {
  mixer_.Clear();
  for (int i = 0; i < count; ++i) {
    if (!places_[members[i]].heard) continue;
    DecodeAlaw(FrameOf(received, members[i]), kFrameSamples, samples_[i]);
    mixer_.Add(samples_[i]);
  }
  int16_t mixed[kFrameSamples];
  for (int i = 0; i < count; ++i) {
    if (places_[members[i]].heard) {
      mixer_.SumWithout(samples_[i], mixed);
    } else {
      mixer_.Sum(mixed);
    }
    EncodeAlaw(mixed, kFrameSamples, FrameOf(sent, members[i]));
  }
}

}  // namespace spillway
