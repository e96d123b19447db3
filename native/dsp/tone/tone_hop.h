// SPDX-License-Identifier: GPL-2.0-or-later
// Which sounds begin and end on sixteen channels in one hop (10 ms)? The tone detector itself,
// written once for lanes of any width; tone_path_scalar.cc, _narrow.cc, _avx2.cc and _avx512.cc are
// its paths. How it works: docs/dsp.md.
#pragma once

#include "native/dsp/simd/high_pass_lanes.h"
#include "native/dsp/tone/tone_follow.h"

namespace spillway {
namespace {

/// `samples`: kToneHop x kToneLanes, the lanes side by side; the first `count` lanes count. `hop`
/// counts up.
template <int kWidth>
void RunToneHop(ToneLanes& lanes, const float* samples, const ToneTuning& tuning, uint32_t hop,
                int count) noexcept {
  for (int lane = 0; lane < count; lane += kWidth) {
    typename Pack<kWidth>::Floats heard[kToneHop];
    RunHighPass<kWidth>(lanes.highPass, tuning.highPass, lane, samples + lane, kToneHop, heard);
    TonePart<kWidth> parts[2];
    FilterToneHop<kWidth>(heard, tuning, parts);
    const auto verdict = ToneJudge<kWidth>(lanes, tuning, hop, lane).Judge(parts);
    ToneFollow<kWidth>(lanes, tuning, lane).Follow(verdict);
  }
}

}  // namespace
}  // namespace spillway
