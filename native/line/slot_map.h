// SPDX-License-Identifier: GPL-2.0-or-later
// Which channel of the board is a time slot of an E1?
#pragma once

#include <array>

#include "native/core/ids.h"

namespace spillway {

constexpr int kSlots = 31;  // time slots 1-31
constexpr int kNoSlot = 0;

/// The B-channels of one E1 by time slot. A fractional E1 lacks some, and its D-channel need not be
/// in slot 16: what is not here does not exist, whatever the far end names.
class SlotMap {
 public:
  SlotMap() noexcept { channels_.fill(-1); }
  /// A whole E1 whose time slot 1 is channel `first`.
  static SlotMap Whole(ChannelIndex first, int dataSlot = kE1DataSlot) noexcept {
    SlotMap map;
    for (int slot = 1; slot <= kSlots; ++slot)
      if (slot != dataSlot) map.Add(slot, first + slot - 1);
    return map;
  }

  /// `slot` is 1 to 31.
  void Add(int slot, ChannelIndex channel) noexcept { channels_[slot] = channel; }

  bool Has(int slot) const noexcept { return ChannelOf(slot) >= 0; }
  /// -1: there is none.
  ChannelIndex ChannelOf(int slot) const noexcept {
    return slot >= 1 && slot <= kSlots ? channels_[slot] : -1;
  }
  /// kNoSlot: the channel is none of these.
  int SlotOf(ChannelIndex channel) const noexcept {
    for (int slot = 1; slot <= kSlots; ++slot)
      if (channel >= 0 && channels_[slot] == channel) return slot;
    return kNoSlot;
  }

 private:
  std::array<ChannelIndex, kSlots + 1> channels_;
};

}  // namespace spillway
