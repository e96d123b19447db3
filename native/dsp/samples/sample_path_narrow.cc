// SPDX-License-Identifier: GPL-2.0-or-later
// A-law, gain and mixing by the path "narrow".
#include "native/dsp/samples/alaw_pack.h"
#include "native/dsp/samples/conference.h"
#include "native/dsp/samples/mix_pack.h"
#include "native/dsp/samples/sample_path.h"

namespace spillway {

const SamplePath SamplePath::kNarrow = {
    "narrow",
    DecodeAlawPacks<8>,
    EncodeAlawPacks<8>,
    AddPacks<4>,
    SumWithoutPacks<4>,
    CutPacks<4>,
    LimitPacks<4>,
    LimitWithoutPacks<4>,
    SumAlawBy<DecodeAlawPacks<8>, AddPacks<4>>,
    WithoutAlawBy<DecodeAlawPacks<8>, SumWithoutPacks<4>, EncodeAlawPacks<8>>,
    WithoutAlawBy<DecodeAlawPacks<8>, LimitWithoutPacks<4>, EncodeAlawPacks<8>>,
    ScalePacks<4>,
    FadePacks<4>,
    SumSquaresPacks<4>};

}  // namespace spillway
