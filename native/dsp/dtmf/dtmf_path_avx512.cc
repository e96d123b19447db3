// SPDX-License-Identifier: GPL-2.0-or-later
// The DTMF detector's path "avx512".
#include "native/dsp/dtmf/dtmf_hop.h"
#include "native/dsp/dtmf/dtmf_path.h"
#include "native/dsp/simd/alaw_lanes.h"

namespace spillway {

const DtmfPath DtmfPath::kAvx512 = {"avx512", 16, RunDtmfHop<16>, DecodeAlawLanes<16>};

}  // namespace spillway
