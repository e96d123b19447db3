// SPDX-License-Identifier: GPL-2.0-or-later
// Which of many channels does a bank of detectors listen to, sixteen at a time?
#include "native/dsp/simd/lane_channels.h"

#include <array>

namespace spillway {
namespace {

constexpr std::array<uint8_t, kFrameSamples> MakeSilence() noexcept {
  std::array<uint8_t, kFrameSamples> frame{};
  for (uint8_t& byte : frame) byte = kSilence;
  return frame;
}

/// What a lane hears that nobody listens to.
constexpr std::array<uint8_t, kFrameSamples> kSilentFrame = MakeSilence();

}  // namespace

LaneChannels::LaneChannels(int channels)
    : channelCount_(channels),
      groupCount_((channels + kLanes - 1) / kLanes),
      listeners_(std::make_unique<int[]>(groupCount_)),
      channels_(std::make_unique<Channel[]>(channels)) {}

void LaneChannels::Start(ChannelIndex channel, uint64_t heard) noexcept {
  if (!channels_[channel].listens) ++listeners_[GroupOf(channel)];
  channels_[channel] = {true, heard};
}

void LaneChannels::Stop(ChannelIndex channel) noexcept {
  if (!channels_[channel].listens) return;
  channels_[channel].listens = false;
  --listeners_[GroupOf(channel)];
}

void LaneChannels::FindRows(int group, const uint8_t* received,
                            const uint8_t* rows[kLanes]) const noexcept {
  for (int lane = 0; lane < kLanes; ++lane) {
    const ChannelIndex channel = group * kLanes + lane;
    rows[lane] = Listens(channel) ? received + static_cast<size_t>(channel) * kFrameSamples
                                  : kSilentFrame.data();
  }
}

void LaneChannels::FetchNext(int group, const uint8_t* received) const noexcept {
  constexpr size_t kCacheLine = 64;
  constexpr size_t kGroupBytes = kLanes * kFrameSamples;
  if ((group + 2) * kLanes > channelCount_) return;
  const uint8_t* next = received + static_cast<size_t>(group + 1) * kGroupBytes;
  for (size_t at = 0; at < kGroupBytes; at += kCacheLine) __builtin_prefetch(next + at);
}

}  // namespace spillway
