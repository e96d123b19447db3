// SPDX-License-Identifier: GPL-2.0-or-later
// How loud is it on the channels?
#pragma once

#include <cstdint>
#include <vector>

#include "native/core/ids.h"
#include "native/core/sink.h"
#include "native/dsp/signal_level.h"

namespace spillway {

/// A level meter for every channel, each off at first. Media thread; allocates when it is made.
class LevelMeters {
 public:
  LevelMeters(int channels, Sink* sink) : channels_(channels), sink_(sink) {}

  /// Tells the level of a channel in this interval from now on; 0: no longer.
  void Set(ChannelIndex channel, uint32_t intervalMs) noexcept;
  bool Measures(ChannelIndex channel) const noexcept { return channels_[channel].interval > 0; }
  /// Measures one tick of all channels: channels x 160 bytes of A-law each.
  void Tick(const uint8_t* received, const uint8_t* sent, double now) noexcept;

 private:
  struct Meter {
    uint32_t interval{0};  // ticks; 0: off
    uint32_t count{0};     // since the last one that was told
    SignalLevel received;
    SignalLevel sent;
  };

  std::vector<Meter> channels_;
  Sink* const sink_;
};

}  // namespace spillway
