// SPDX-License-Identifier: GPL-2.0-or-later
// What does a tone detector tell?
#pragma once

#include <cstdint>

#include "native/dsp/tone/tone_plan.h"

namespace spillway {

/// A tone that has become certain, or that is over. Positions are samples fed since the detector
/// began to listen; on a quiet line they are true to 10 ms. One tone at a time: the one that began
/// ends before another begins.
struct ToneEvent {
  enum class Kind : uint8_t { kBegan, kEnded };
  Kind kind;
  ToneKind tone;
  uint16_t cadences;  // whole ones heard, 1 of a tone without pauses; ended: all of them
  uint64_t
      at;  // began: its first sample, in the past; ended: the first sample after its last sound
  double dbm0;  // level of its frequencies together, in the loudest 45 ms
};

/// Events of one hop at most: a sound that ends and another that begins, with the pause between
/// them, may each end a tone and make another certain.
constexpr int kMostToneEvents = 8;

}  // namespace spillway
