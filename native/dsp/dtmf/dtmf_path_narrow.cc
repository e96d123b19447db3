// SPDX-License-Identifier: GPL-2.0-or-later
// The DTMF detector's path "narrow".
#include "native/dsp/dtmf/dtmf_hop.h"
#include "native/dsp/dtmf/dtmf_path.h"
#include "native/dsp/simd/alaw_lanes.h"

namespace spillway {

const DtmfPath DtmfPath::kNarrow = {"narrow", 4, RunDtmfHop<4>, DecodeAlawLanes<4>};

}  // namespace spillway
