// SPDX-License-Identifier: GPL-2.0-or-later
// The DTMF detector's path "avx512".
#include "native/dsp/dtmf/dtmf_hop.h"
#include "native/dsp/dtmf/dtmf_path.h"
#include "native/dsp/simd/alaw_lanes.h"

namespace spillway {

extern const DtmfPath kDtmfPath_avx512;
const DtmfPath kDtmfPath_avx512 = {"avx512", 16, RunDtmfHop<16>, DecodeAlawLanes<16>};

}  // namespace spillway
