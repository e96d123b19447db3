// SPDX-License-Identifier: GPL-2.0-or-later
// What can JavaScript ask of the signalling thread? One fixed-size command each, already validated.
#pragma once

#include <cstdint>

#include "native/contract/records.h"
#include "native/core/ids.h"

namespace spillway {

struct PartyNumber {
  char digits[32];  // NUL-ended; 0-9 * # +
  NumberType type;
  uint8_t plan;  // Q.931 numbering plan: 1 = E.164
  Presentation presentation;
  uint8_t screening;  // Q.931 screening indicator 0-3
};

struct LineCommand {
  enum class Kind : uint8_t {
    kDial,     // call, channel, exclusive, bearer, called, calling, redirecting, redirectingReason
    kProceed,  // call
    kNumberComplete,  // call: overlap receiving; no more digits are waited for
    kAlert,           // call, inBand
    kProgress,        // call, inBand, cause (0: none)
    kAnswer,          // call
    kClear,           // call, cause
    kRestart,         // channel
    kSetService,      // channel, on: take a B-channel out of service (false) or back (true)
    kTrace,           // channel (any of the span), on: tell the frames of its D-channel
    kRing,            // channel (FXS): ring in the zone's cadence until kRingOff or off-hook
    kRingOff,         // channel (FXS)
    kHook,            // channel (FXO), on = off-hook
    kFlash,           // channel (FXO)
    kPolarity,        // channel (FXS), on = reversed
    kAudit            // operation: tell which calls there are, and what may have been told in vain
  };
  Kind kind;
  bool on;
  bool inBand;
  bool exclusive;
  Bearer bearer;
  uint8_t cause;  // Q.850
  uint8_t redirectingReason;
  ChannelIndex channel;
  CallHandle call;
  OperationId operation;
  PartyNumber called;
  PartyNumber calling;
  PartyNumber redirecting;
};

}  // namespace spillway
