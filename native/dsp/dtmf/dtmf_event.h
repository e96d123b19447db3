// SPDX-License-Identifier: GPL-2.0-or-later
// What does the DTMF detector tell?
#pragma once

#include <cstdint>

#include "native/dsp/dtmf/dtmf_lanes.h"

namespace spillway {

/// A digit that began or ended. Positions are samples fed since the detector began to listen.
struct DtmfEvent {
  enum class Kind : uint8_t { kBegan, kEnded };
  Kind kind;
  char digit;
  uint64_t
      at;  // began: its first sample; ended: the first sample after it. Within 3 ms on a quiet line
  double dbm0;  // level of both frequencies together; ended: in its loudest 20 ms
};

/// What the hop that has just been done tells of a lane: none, one, or two events (a digit ended
/// because another began). `heard`: samples fed, the hop included. Returns how many.
int TakeDtmfEvents(const DtmfLanes& lanes, int lane, uint64_t heard, DtmfEvent events[2]) noexcept;

/// Whether the hop tells anything of any of the first `count` lanes.
bool HasDtmfEvents(const DtmfLanes& lanes, int count) noexcept;

/// Forgets what a lane has heard.
void ClearDtmfLane(DtmfLanes* lanes, int lane) noexcept;

}  // namespace spillway
