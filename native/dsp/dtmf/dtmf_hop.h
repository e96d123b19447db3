// SPDX-License-Identifier: GPL-2.0-or-later
// What does one hop (5 ms) of sixteen channels tell of their digits? The DTMF detector itself,
// written once for lanes of any width; dtmf_path_scalar.cc, _narrow.cc, _avx2.cc and _avx512.cc are
// its paths. How it works: docs/dsp.md.
#pragma once

#include "native/dsp/dtmf/dtmf_follow.h"

namespace spillway {
namespace {

/// `samples`: kDtmfHop x kDtmfLanes, the lanes side by side; `count` lanes from `first` on count,
/// both multiples of the width. `hop`: 0 to kDtmfTurn - 1.
template <int kWidth>
void RunDtmfHop(DtmfLanes& lanes, const float* samples, const DtmfTuning& tuning, uint32_t hop,
                int first, int count) noexcept {
  for (int lane = first; lane < first + count; lane += kWidth) {
    DtmfFilters<kWidth> filters(lanes, hop, lane);
    filters.Run(samples + lane, tuning.highPass);
    const auto verdict = DtmfJudge<kWidth>(lanes, filters, tuning, lane).Judge();
    DtmfFollow<kWidth>(lanes, tuning, lane).Follow(verdict);
  }
}

}  // namespace
}  // namespace spillway
