// SPDX-License-Identifier: GPL-2.0-or-later
// Which time slots of an E1 carry a call, and which may?
#pragma once

#include <array>
#include <bitset>

#include "native/contract/records.h"
#include "native/core/ids.h"
#include "native/line/slot_map.h"

namespace spillway {

constexpr CallHandle kNoCall = 0;

/// The B-channels of one E1, by time slot. A slot that it lacks is out of service and never free.
class BChannels {
 public:
  /// `slots` outlives it.
  explicit BChannels(const SlotMap& slots) noexcept : slots_(slots) {}

  bool Exists(int slot) const noexcept { return slots_.Has(slot); }

  CallHandle Owner(int slot) const noexcept { return Exists(slot) ? owner_[slot] : kNoCall; }
  void Take(int slot, CallHandle call) noexcept {
    if (Exists(slot)) owner_[slot] = call;
  }
  /// Frees the slot when the call still owns it.
  void Release(int slot, CallHandle call) noexcept {
    if (Owner(slot) == call) owner_[slot] = kNoCall;
  }

  /// Out of service too while it is busied out, whatever becomes of its RESTART meanwhile.
  ServiceState Service(int slot) const noexcept {
    return Exists(slot) && !busiedOut_.test(slot) ? service_[slot] : ServiceState::kOutOfService;
  }
  /// The same without what was done by hand: as RESTART left it.
  ServiceState OnTheWire(int slot) const noexcept {
    return Exists(slot) ? service_[slot] : ServiceState::kOutOfService;
  }
  void SetService(int slot, ServiceState state) noexcept {
    if (Exists(slot)) service_[slot] = state;
  }

  bool BusiedOut(int slot) const noexcept { return Exists(slot) && busiedOut_.test(slot); }
  void BusyOut(int slot, bool on) noexcept {
    if (Exists(slot)) busiedOut_.set(slot, on);
  }

  /// Without a call and in service.
  bool Free(int slot) const noexcept {
    return Owner(slot) == kNoCall && Service(slot) == ServiceState::kInService;
  }
  /// A free slot, the highest; kNoSlot: none. (Whoever dials usually hunts from the lowest.)
  int AnyFree() const noexcept {
    for (int slot = kSlots; slot >= 1; --slot)
      if (Free(slot)) return slot;
    return kNoSlot;
  }

 private:
  const SlotMap& slots_;
  std::array<CallHandle, kSlots + 1> owner_{};
  std::array<ServiceState, kSlots + 1> service_{};  // 0: in service
  std::bitset<kSlots + 1> busiedOut_;               // by hand
};

}  // namespace spillway
