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
    kCollecting,  // SETUP ACKNOWLEDGE sent, digits come
    kOffered,     // told; nothing sent yet that says the number is complete
    kAccepted,    // PROCEEDING or ALERTING sent
    kAnswering,   // CONNECT sent, not acknowledged
    kDialling,    // SETUP sent
    kConnected,
    kClearing  // `cause` and `remote` stand; its messages are still going to and fro
  };

  CallHandle handle = kNoCall;
  q931_call* peer = nullptr;  // libpri's
  int reference = 0;          // offered: the call reference, as FilteredFrame has it
  int slot = kNoSlot;         // kNoSlot: lost to a call of the network's (glare)
  State state = State::kOffered;
  bool exclusive = false;
  bool responded = false;  // dialled: the far end has sent something
  bool told = false;       // JavaScript knows of it
  bool remote = false;
  uint8_t cause = 0;
  int64_t deadline = INT64_MAX;  // collecting: T302; offered: automatic PROCEEDING
  OfferedFact offer;             // until it is told

  bool Dialled() const noexcept { return handle % 2 == 0; }
};

}  // namespace spillway
