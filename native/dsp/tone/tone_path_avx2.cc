// SPDX-License-Identifier: GPL-2.0-or-later
// The tone detector's path "avx2".
#include "native/dsp/simd/alaw_lanes.h"
#include "native/dsp/tone/tone_hop.h"
#include "native/dsp/tone/tone_path.h"

namespace spillway {

const TonePath TonePath::kAvx2 = {"avx2", 8, RunToneHop<8>, DecodeAlawLanes<8>};

}  // namespace spillway
