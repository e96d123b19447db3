// SPDX-License-Identifier: GPL-2.0-or-later
// A-law, gain and mixing by the path "avx512".
#include "native/dsp/samples/alaw_pack.h"
#include "native/dsp/samples/conference.h"
#include "native/dsp/samples/mix_pack.h"
#include "native/dsp/samples/sample_path.h"

namespace spillway {

const SamplePath SamplePath::kAvx512 = {
    "avx512",
    DecodeAlawPacks<32>,
    EncodeAlawPacks<32>,
    AddPacks<16>,
    SumWithoutPacks<16>,
    CutPacks<16>,
    LimitPacks<16>,
    LimitWithoutPacks<16>,
    SumAlawBy<DecodeAlawPacks<32>, AddPacks<16>>,
    WithoutAlawBy<DecodeAlawPacks<32>, SumWithoutPacks<16>, EncodeAlawPacks<32>>,
    WithoutAlawBy<DecodeAlawPacks<32>, LimitWithoutPacks<16>, EncodeAlawPacks<32>>,
    ScalePacks<16>,
    FadePacks<16>,
    SumSquaresPacks<16>};

}  // namespace spillway
