// SPDX-License-Identifier: GPL-2.0-or-later
// Where in an array of all channels are the 160 bytes of one?
#pragma once

#include <cstddef>
#include <cstdint>

#include "native/core/ids.h"

namespace spillway {

inline const uint8_t* FrameOf(const uint8_t* frames, ChannelIndex channel) noexcept {
  return frames + static_cast<size_t>(channel) * kFrameSamples;
}

inline uint8_t* FrameOf(uint8_t* frames, ChannelIndex channel) noexcept {
  return frames + static_cast<size_t>(channel) * kFrameSamples;
}

}  // namespace spillway
