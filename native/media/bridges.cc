// SPDX-License-Identifier: GPL-2.0-or-later
// Who hears whom?
#include "native/media/bridges.h"

#include <algorithm>
#include <cstring>

namespace spillway {
namespace {

/// Places for those who leave a bridge in one tick. Who finds none is cut off without a fade.
constexpr int kPartings = 8;
static_assert(kRampSamples <= kFrameSamples, "a fade is over with its tick");

const uint8_t* FrameOf(const uint8_t* frames, ChannelIndex channel) noexcept {
  return frames + static_cast<size_t>(channel) * kFrameSamples;
}

uint8_t* FrameOf(uint8_t* frames, ChannelIndex channel) noexcept {
  return frames + static_cast<size_t>(channel) * kFrameSamples;
}

float FactorOf(const BridgePart& part) noexcept { return part.heard ? part.factor : 0; }

}  // namespace

Bridges::Bridges(const MediaLimits& limits, const SamplePath& path)
    : path_(path),
      bridgeCount_(limits.bridges),
      capacity_(limits.bridgeMembers),
      places_(limits.bridgeMembers + kPartings),
      bridgeOf_(limits.channels, kNone),
      memberCounts_(limits.bridges, 0),
      placeCounts_(limits.bridges, 0),
      members_(static_cast<size_t>(limits.bridges) * places_),
      mixer_(path),
      samples_(std::make_unique<int16_t[][kFrameSamples]>(places_)) {}

Bridges::Member* Bridges::MembersOf(BridgeIndex bridge) noexcept {
  return &members_[static_cast<size_t>(bridge) * places_];
}

/// Null when the channel is not in this bridge and has not just left it.
Bridges::Member* Bridges::Find(BridgeIndex bridge, ChannelIndex channel) noexcept {
  Member* members = MembersOf(bridge);
  Member* end = members + placeCounts_[bridge];
  Member* found = std::find_if(
      members, end, [channel](const Member& member) { return member.channel == channel; });
  return found == end ? nullptr : found;
}

bool Bridges::Join(BridgeIndex bridge, ChannelIndex channel, const BridgePart& part) noexcept {
  if (bridge < 0 || bridge >= bridgeCount_ || memberCounts_[bridge] == capacity_) return false;
  Member* member = Find(bridge, channel);  // it left in this very tick, and is heard on
  if (member == nullptr) {
    if (placeCounts_[bridge] == places_) Forget(bridge);
    member = MembersOf(bridge) + placeCounts_[bridge]++;
    *member = {channel, false, false, GainRamp(0, path_), GainRamp(0, path_)};
  }
  member->left = false;
  member->voice.Aim(FactorOf(part));
  member->ear.Aim(1);
  ++memberCounts_[bridge];
  bridgeOf_[channel] = bridge;
  return true;
}

void Bridges::Set(ChannelIndex channel, const BridgePart& part) noexcept {
  Find(bridgeOf_[channel], channel)->voice.Aim(FactorOf(part));
}

void Bridges::Leave(ChannelIndex channel) noexcept {
  const BridgeIndex bridge = bridgeOf_[channel];
  if (bridge == kNone) return;
  Member* member = Find(bridge, channel);
  member->left = true;
  member->voice.Aim(0);
  member->ear.Aim(0);
  --memberCounts_[bridge];
  bridgeOf_[channel] = kNone;
}

void Bridges::Tick(const uint8_t* received, uint8_t* sent) noexcept {
  for (BridgeIndex bridge = 0; bridge < bridgeCount_; ++bridge) {
    const int count = placeCounts_[bridge];
    if (count == 0) continue;
    Member* members = MembersOf(bridge);
    if (MayCopy(members, count)) {
      PassOn(members, count, received, sent);
    } else {
      Mix(members, count, received, sent);
    }
    if (count > memberCounts_[bridge]) Forget(bridge);
  }
}

/// True when nothing changes, and each member hears one other at most, as loud as he is.
bool Bridges::MayCopy(const Member* members, int count) noexcept {
  int heard = 0;
  for (int i = 0; i < count; ++i) {
    const Member& member = members[i];
    if (!member.ear.Unity() || !member.voice.Steady()) return false;
    if (member.voice.Silent()) continue;
    if (!member.voice.Unity()) return false;
    ++heard;
  }
  return heard < 2 || (heard == 2 && count == 2);
}

void Bridges::PassOn(const Member* members, int count, const uint8_t* received,
                     uint8_t* sent) noexcept {
  for (int listener = 0; listener < count; ++listener) {
    uint8_t* frame = FrameOf(sent, members[listener].channel);
    std::memset(frame, kSilence, kFrameSamples);
    for (int talker = 0; talker < count; ++talker) {
      if (talker == listener || members[talker].voice.Silent()) continue;
      std::memcpy(frame, FrameOf(received, members[talker].channel), kFrameSamples);
    }
  }
}

void Bridges::Mix(Member* members, int count, const uint8_t* received, uint8_t* sent) noexcept {
  mixer_.Clear();
  for (int i = 0; i < count; ++i) {
    Member& member = members[i];
    member.added = !member.voice.Silent();
    if (!member.added) continue;
    path_.decodeAlaw(FrameOf(received, member.channel), kFrameSamples, samples_[i]);
    if (!member.voice.Unity()) member.voice.Apply(samples_[i], kFrameSamples, samples_[i]);
    mixer_.Add(samples_[i]);
  }
  int16_t mixed[kFrameSamples];
  for (int i = 0; i < count; ++i) {
    Member& member = members[i];
    if (member.left && bridgeOf_[member.channel] != kNone) continue;  // hears another bridge now
    if (member.added) {
      mixer_.SumWithout(samples_[i], mixed);
    } else {
      mixer_.Sum(mixed);
    }
    if (!member.ear.Unity()) member.ear.Apply(mixed, kFrameSamples, mixed);
    path_.encodeAlaw(mixed, kFrameSamples, FrameOf(sent, member.channel));
  }
}

/// Frees the places of those who have left.
void Bridges::Forget(BridgeIndex bridge) noexcept {
  Member* members = MembersOf(bridge);
  Member* end = std::remove_if(members, members + placeCounts_[bridge],
                               [](const Member& member) { return member.left; });
  placeCounts_[bridge] = static_cast<int>(end - members);
}

}  // namespace spillway
