// SPDX-License-Identifier: GPL-2.0-or-later
// A-law, gain and mixing by the path "avx2".
#include "native/dsp/samples/alaw_nibbles.h"
#include "native/dsp/samples/conference_nibbles.h"
#include "native/dsp/samples/mix_pack.h"
#include "native/dsp/samples/sample_path.h"

namespace spillway {

const SamplePath SamplePath::kAvx2 = {"avx2",
                                      DecodeAlawNibbles,
                                      EncodeAlawNibbles,
                                      AddPacks<8>,
                                      SumWithoutPacks<8>,
                                      CutPacks<8>,
                                      LimitPacks<8>,
                                      LimitWithoutPacks<8>,
                                      SumAlawNibbles,
                                      WithoutAlawNibbles<false>,
                                      WithoutAlawNibbles<true>,
                                      ScalePacks<8>,
                                      FadePacks<8>,
                                      SumSquaresPacks<8>};

}  // namespace spillway
