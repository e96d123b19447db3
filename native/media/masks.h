// SPDX-License-Identifier: GPL-2.0-or-later
// Whose voice and keys must nobody hear or record for a while? Cards and PINs.
#pragma once

#include <cstdint>
#include <vector>

#include "native/core/ids.h"

namespace spillway {

/// The channels that are masked: ears get silence in place of what they receive.
/// What listens for digits does so before, so that digits are still told. A mute that waited for
/// the detector would let 35 ms of each digit through. Media thread only; nothing allocates after
/// construction.
class Masks {
 public:
  explicit Masks(int channels);

  /// Masks from the next tick on.
  void Begin(ChannelIndex channel) noexcept;
  /// Ends the mask with the next tick in which no key of the channel is down: the last digit is
  /// told while its key is still pressed, and its end must not be heard.
  void End(ChannelIndex channel) noexcept;
  /// Ends it with the next tick: the call is over. In that one the channel may still fade out of a
  /// bridge, unheard.
  void Clear(ChannelIndex channel) noexcept;
  /// A key of the channel went down or was let go.
  void Key(ChannelIndex channel, bool down) noexcept { states_[channel].keyDown = down; }

  /// Whether it is masked in this tick.
  bool Silent(ChannelIndex channel) const noexcept { return states_[channel].silent; }
  /// One tick: what ears and recorders may have of `received` (channels x 160 bytes); valid
  /// until the next tick.
  const uint8_t* Tick(const uint8_t* received) noexcept;

 private:
  struct State {
    bool masked{false};
    bool ending{false};
    bool over{false};
    bool keyDown{false};
    bool silent{false};
  };

  std::vector<State> states_;
  int count_{0};                 // of channels that are masked
  bool silent_{false};           // some were in the last tick
  std::vector<uint8_t> frames_;  // what was received, masked
};

}  // namespace spillway
