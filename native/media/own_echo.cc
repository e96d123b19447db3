// SPDX-License-Identifier: GPL-2.0-or-later
// Which channels hear their own prompts come back, and what do they receive besides?
#include "native/media/own_echo.h"

#include <cstring>

#include "native/media/channel_frames.h"

namespace spillway {
namespace {

constexpr uint8_t kComesBack = 12;  // ticks: 210 ms, and what is left in the line

}  // namespace

OwnEcho::OwnEcho(int channels)
    : cancellers_(channels),
      ticks_(channels, 0),
      frames_(static_cast<size_t>(channels) * kFrameSamples) {}

bool OwnEcho::Follow(ChannelIndex channel, bool plays) noexcept {
  uint8_t& ticks = ticks_[channel];
  if (plays && ticks == 0) cancellers_[channel].Begin();
  if (plays) ticks = kComesBack;
  if (!plays && ticks > 0) --ticks;
  return ticks > 0;
}

const uint8_t* OwnEcho::Clean(const uint8_t* received) noexcept {
  std::memcpy(frames_.data(), received, frames_.size());
  for (size_t i = 0; i < ticks_.size(); ++i) {
    const auto channel = static_cast<ChannelIndex>(i);
    if (ticks_[i] == 0) continue;
    cancellers_[i].Hear(FrameOf(received, channel), FrameOf(frames_.data(), channel));
  }
  return frames_.data();
}

void OwnEcho::Play(const uint8_t* sent) noexcept {
  for (size_t i = 0; i < ticks_.size(); ++i) {
    if (ticks_[i] > 0) cancellers_[i].Play(FrameOf(sent, static_cast<ChannelIndex>(i)));
  }
}

void OwnEcho::Reset(ChannelIndex channel) noexcept {
  cancellers_[channel].Forget();
  ticks_[channel] = 0;
}

}  // namespace spillway
