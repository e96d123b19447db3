// SPDX-License-Identifier: GPL-2.0-or-later
// The tone detector's path "avx512".
#include "native/dsp/simd/alaw_lanes.h"
#include "native/dsp/tone/tone_hop.h"
#include "native/dsp/tone/tone_path.h"

namespace spillway {

const TonePath TonePath::kAvx512 = {"avx512", 16, RunToneHop<16>, DecodeAlawLanes<16>};

}  // namespace spillway
