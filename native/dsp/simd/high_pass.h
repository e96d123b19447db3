// SPDX-License-Identifier: GPL-2.0-or-later
// What is kept from a detector that lies below the telephone's band: direct current, the mains'
// hum? Plain arrays, as those of the detectors; what runs on them: high_pass_lanes.h.
#pragma once

namespace spillway {

/// A Butterworth high-pass of the fourth order: 24 dB an octave below its edge, flat above. Its
/// zeros are the fourth difference of the samples, which is exact for whole numbers; two pairs of
/// poles follow.
struct HighPass {
  float gain;
  float pole[2][2];  // of each pair: what the last output, and the one before, are weighed by
};

/// The filter whose edge, 3 dB down, is there. high_pass.cc.
HighPass MakeHighPass(double hertz) noexcept;

/// What it remembers of sixteen channels.
struct alignas(64) HighPassLanes {
  float difference[4][16];  // first to fourth
  float output[2][2][16];   // of each pair of poles: the last, the one before
};

/// Forgets what a lane has heard. high_pass.cc.
void ClearHighPassLane(HighPassLanes* lanes, int lane) noexcept;

}  // namespace spillway
