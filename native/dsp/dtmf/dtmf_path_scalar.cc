// SPDX-License-Identifier: GPL-2.0-or-later
// The DTMF detector's path "scalar".
#include "native/dsp/dtmf/dtmf_hop.h"
#include "native/dsp/dtmf/dtmf_path.h"
#include "native/dsp/simd/alaw_lanes.h"

namespace spillway {

const DtmfPath DtmfPath::kScalar = {"scalar", 1, RunDtmfHop<1>, DecodeAlawLanes<1>};

}  // namespace spillway
