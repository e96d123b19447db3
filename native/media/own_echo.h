// SPDX-License-Identifier: GPL-2.0-or-later
// Which channels hear their own prompts come back, and what do they receive besides?
#pragma once

#include <cstdint>
#include <vector>

#include "native/dsp/echo/echo_canceller.h"

namespace spillway {

/// For who listens for keys while a prompt is played: the echo of what the channel is sent is taken
/// out, on those channels only, and while one is played or has just been. Not of tones and digits:
/// the same tone of somebody else is an echo to any model. Media thread;
/// nothing allocates after construction.
class OwnEcho {
 public:
  explicit OwnEcho(int channels);

  /// What to listen to in a tick, channels x 160 bytes, valid until the next: `received` itself
  /// while nothing is played. `plays(channel)`: something is, and somebody listens.
  template <typename Plays>
  const uint8_t* Without(const uint8_t* received, Plays&& plays) noexcept {
    bool any = false;
    for (int channel = 0; channel < static_cast<int>(ticks_.size()); ++channel) {
      any = Follow(channel, plays(channel)) || any;
    }
    return any ? Clean(received) : received;
  }
  /// What channels are sent in the tick.
  void Play(const uint8_t* sent) noexcept;
  /// The call is over: the next one has another line.
  void Reset(ChannelIndex channel) noexcept;

 private:
  bool Follow(ChannelIndex channel, bool plays) noexcept;
  const uint8_t* Clean(const uint8_t* received) noexcept;

  std::vector<EchoCanceller> cancellers_;  // by channel
  std::vector<uint8_t> ticks_;             // for which it still can come back
  std::vector<uint8_t> frames_;
};

}  // namespace spillway
