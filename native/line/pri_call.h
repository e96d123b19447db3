// SPDX-License-Identifier: GPL-2.0-or-later
// What does a D-channel know of a call?
#pragma once

#include <climits>
#include <cstdint>

#include "native/contract/records.h"
#include "native/core/ids.h"
#include "native/line/b_channels.h"
#include "native/line/pri_link.h"

namespace spillway {

/// One call on one D-channel.
///
///     offered to us:  collecting ──> offered ──> accepted ──> answering ──> connected
///                     (overlap)         │            │            │             │
///     dialled:           dialling ──────┼────────────┼────────────┼──────> connected
///                            └──────────┴────────────┴─> clearing <─────────────┘
struct PriCall {
  enum class State : uint8_t {
    kCollecting,  // digits come, once SETUP ACKNOWLEDGE is sent
    kOffered,     // told; nothing sent yet that says the number is complete
    kAccepted,    // PROCEEDING or ALERTING sent
    kAnswering,   // CONNECT sent, not acknowledged
    kDialling,    // SETUP sent
    kConnected,
    kClearing  // `cause` and `remote` stand; its messages are still going to and fro
  };

  CallHandle handle = kNoCall;
  q931_call* peer = nullptr;  // libpri's
  int reference = 0;          // the call reference, as FilteredFrame has it
  int slot = kNoSlot;         // kNoSlot: lost to a call of the network's (glare)
  State state = State::kOffered;
  bool exclusive = false;
  bool responded = false;     // dialled: the far end has sent something
  bool acknowledged = false;  // offered: SETUP ACKNOWLEDGE sent
  bool unreleased = false;    // clearing: nobody answered, the far end may still have it
  bool told = false;          // JavaScript knows of it
  bool remote = false;
  uint8_t cause = 0;
  int64_t dialledAt = 0;
  /// Collecting: SETUP ACKNOWLEDGE, then T302; offered: automatic PROCEEDING; dialling: T303, then
  /// T304; answering: T313; clearing: `kLongestClearingNs`.
  int64_t deadline = INT64_MAX;
  OfferedFact offer;  // until it is told

  bool Dialled() const noexcept { return handle % 2 == 0; }
};

}  // namespace spillway
