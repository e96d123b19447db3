// SPDX-License-Identifier: GPL-2.0-or-later
// What must a path of the listener for speech do? Which of them runs: simd/paths.h.
#pragma once

#include <cstddef>
#include <cstdint>

#include "native/dsp/speech/speech_lanes.h"

namespace spillway {

/// One way to compute; all come to the same bits. The scalar one is the reference.
struct SpeechPath {
  const char* name;
  int width;  // lanes at a time
  /// Measures one frame of the first `count` lanes; see RunSpeechFrame.
  void (*frame)(SpeechLanes& lanes, const float* samples, const HighPass& highPass, int count);
  /// Sixteen rows of A-law, `blocks` x 16 bytes each, to samples side by side: blocks x 16 x
  /// kSpeechLanes.
  void (*decode)(const uint8_t* const* rows, size_t blocks, float* samples);

  static const SpeechPath kScalar, kNarrow, kAvx2, kAvx512;
};

}  // namespace spillway
