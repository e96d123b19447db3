// SPDX-License-Identifier: GPL-2.0-or-later
// Which instructions does the DTMF detector use on this processor?
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "native/dsp/dtmf/dtmf_lanes.h"

namespace spillway {

/// One way to compute; all decide alike.
struct DtmfPath {
  const char* name;
  int width;  // lanes at a time
  /// One hop of `count` lanes (a multiple of the width); see DtmfHop.
  void (*hop)(DtmfLanes& lanes, const float* samples, const DtmfTuning& tuning, uint32_t hop,
              int count);
  /// Sixteen rows of A-law, `blocks` x 16 bytes each, to samples side by side: blocks x 16 x
  /// kDtmfLanes.
  void (*decode)(const uint8_t* const* rows, size_t blocks, float* samples);
};

/// The paths that this processor can run, the widest last. Always at least the scalar one.
const std::array<const DtmfPath*, 4>& DtmfPaths() noexcept;
/// How many of them there are.
int DtmfPathCount() noexcept;
/// The widest.
const DtmfPath& FastestDtmfPath() noexcept;
/// One lane at a time: the reference.
const DtmfPath& ScalarDtmfPath() noexcept;

}  // namespace spillway
