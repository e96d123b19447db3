// SPDX-License-Identifier: GPL-2.0-or-later
// How loud is it on the channels?
#include "native/media/level_meters.h"

#include <algorithm>

#include "native/media/channel_frames.h"

namespace spillway {

void LevelMeters::Set(ChannelIndex channel, uint32_t intervalMs) noexcept {
  Meter& meter = channels_[channel];
  meter = Meter{};
  if (intervalMs > 0) meter.interval = std::max<uint32_t>(intervalMs / kTickMilliseconds, 1);
}

void LevelMeters::Tick(const uint8_t* received, const uint8_t* sent, double now) noexcept {
  for (ChannelIndex i = 0; i < static_cast<int>(channels_.size()); ++i) {
    Meter& meter = channels_[i];
    if (meter.interval == 0) continue;
    meter.received.Feed(FrameOf(received, i), kFrameSamples);
    meter.sent.Feed(FrameOf(sent, i), kFrameSamples);
    if (++meter.count < meter.interval) continue;

    meter.count = 0;
    LevelMeter level;
    level.channel = i;
    level.at = now;
    level.receivedDbm0 = static_cast<float>(meter.received.Take());
    level.sentDbm0 = static_cast<float>(meter.sent.Take());
    sink_->PushMeter(Pack(level));
  }
}

}  // namespace spillway
