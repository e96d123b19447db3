// SPDX-License-Identifier: GPL-2.0-or-later
// What must a path of the DTMF detector do? Which of them runs: simd/paths.h.
#pragma once

#include <cstddef>
#include <cstdint>

#include "native/dsp/dtmf/dtmf_lanes.h"

namespace spillway {

/// One way to compute; all decide alike. The scalar one is the reference.
struct DtmfPath {
  const char* name;
  int width;  // lanes at a time
  /// One hop of `count` lanes from `first` on; see RunDtmfHop.
  void (*hop)(DtmfLanes& lanes, const float* samples, const DtmfTuning& tuning, uint32_t hop,
              int first, int count);
  /// Sixteen rows of A-law, `blocks` x 16 bytes each, to samples side by side: blocks x 16 x
  /// kDtmfLanes.
  void (*decode)(const uint8_t* const* rows, size_t blocks, float* samples);

  static const DtmfPath kScalar, kNarrow, kAvx2, kAvx512;
};

}  // namespace spillway
