// SPDX-License-Identifier: GPL-2.0-or-later
// The DTMF detector's path "avx2".
#include "native/dsp/dtmf/dtmf_hop.h"
#include "native/dsp/dtmf/dtmf_path.h"
#include "native/dsp/simd/alaw_lanes.h"

namespace spillway {

const DtmfPath DtmfPath::kAvx2 = {"avx2", 8, RunDtmfHop<8>, DecodeAlawLanes<8>};

}  // namespace spillway
