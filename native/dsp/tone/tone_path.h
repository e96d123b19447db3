// SPDX-License-Identifier: GPL-2.0-or-later
// What must a path of the tone detector do? Which of them runs: simd/paths.h.
#pragma once

#include <cstddef>
#include <cstdint>

#include "native/dsp/tone/tone_lanes.h"

namespace spillway {

/// One way to compute; all decide alike. The scalar one is the reference.
struct TonePath {
  const char* name;
  int width;  // lanes at a time
  /// One hop of `count` lanes (a multiple of the width); see RunToneHop.
  void (*hop)(ToneLanes& lanes, const float* samples, const ToneTuning& tuning, uint32_t hop,
              int count);
  /// Sixteen rows of A-law, `blocks` x 16 bytes each, to samples side by side: blocks x 16 x
  /// kToneLanes.
  void (*decode)(const uint8_t* const* rows, size_t blocks, float* samples);

  static const TonePath kScalar, kNarrow, kAvx2, kAvx512;
};

}  // namespace spillway
