// SPDX-License-Identifier: GPL-2.0-or-later
// The tone detector's path "scalar".
#include "native/dsp/simd/alaw_lanes.h"
#include "native/dsp/tone/tone_hop.h"
#include "native/dsp/tone/tone_path.h"

namespace spillway {

const TonePath TonePath::kScalar = {"scalar", 1, RunToneHop<1>, DecodeAlawLanes<1>};

}  // namespace spillway
