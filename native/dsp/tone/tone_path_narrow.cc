// SPDX-License-Identifier: GPL-2.0-or-later
// The tone detector's path "narrow".
#include "native/dsp/simd/alaw_lanes.h"
#include "native/dsp/tone/tone_hop.h"
#include "native/dsp/tone/tone_path.h"

namespace spillway {

const TonePath TonePath::kNarrow = {"narrow", 4, RunToneHop<4>, DecodeAlawLanes<4>};

}  // namespace spillway
