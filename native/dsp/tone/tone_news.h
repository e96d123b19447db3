// SPDX-License-Identifier: GPL-2.0-or-later
// Which sounds began and ended in a hop, and when?
#pragma once

#include <cstdint>

#include "native/dsp/tone/tone_lanes.h"

namespace spillway {

/// What a hop tells of one channel. Sounds are places in the tuning's sounds and 1; 0: none.
/// Positions are samples fed since the detector began to listen.
struct ToneNews {
  int ended;
  uint64_t endedAt;  // the first sample after it
  float endedPower;  // mean square in its loudest window
  float pausePower;  // mean square in the last pause until now; 0: too short to say
  int began;
  uint64_t beganAt;
  float power;  // mean square of the sound under way, in its loudest window until now; 0: none
};

/// `heard`: samples fed, the hop included.
ToneNews ReadToneNews(const ToneLanes& lanes, int lane, const ToneTuning& tuning,
                      uint64_t heard) noexcept;

}  // namespace spillway
