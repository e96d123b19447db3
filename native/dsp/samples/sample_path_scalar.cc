// SPDX-License-Identifier: GPL-2.0-or-later
// A-law, gain and mixing one sample at a time: the reference, A-law by the tables of g711.h.
#include "native/dsp/g711.h"
#include "native/dsp/samples/conference.h"
#include "native/dsp/samples/mix_pack.h"
#include "native/dsp/samples/sample_path.h"

namespace spillway {
namespace {

void DecodeByTable(const uint8_t* codes, size_t count, int16_t* samples) {
  for (size_t i = 0; i < count; ++i) samples[i] = AlawToLinear(codes[i]);
}

void EncodeByTable(const int16_t* samples, size_t count, uint8_t* codes) {
  for (size_t i = 0; i < count; ++i) codes[i] = LinearToAlaw(samples[i]);
}

}  // namespace

const SamplePath SamplePath::kScalar = {
    "scalar",
    DecodeByTable,
    EncodeByTable,
    AddPacks<1>,
    SumWithoutPacks<1>,
    CutPacks<1>,
    LimitPacks<1>,
    LimitWithoutPacks<1>,
    SumAlawBy<DecodeByTable, AddPacks<1>>,
    WithoutAlawBy<DecodeByTable, SumWithoutPacks<1>, EncodeByTable>,
    WithoutAlawBy<DecodeByTable, LimitWithoutPacks<1>, EncodeByTable>,
    ScalePacks<1>,
    FadePacks<1>,
    SumSquaresPacks<1>};

}  // namespace spillway
