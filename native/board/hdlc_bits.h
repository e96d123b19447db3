// SPDX-License-Identifier: GPL-2.0-or-later
// How long is a D-channel frame on the wire?
#pragma once

#include <cstddef>
#include <cstdint>

namespace spillway {

constexpr int64_t kDChannelBitNs = 15'625;  // 64 kbit/s

/// Q.921 2.7: the frame check sequence of a frame, X.25's FCS-16.
uint16_t FrameCheck(const uint8_t* frame, size_t size) noexcept;

/// Bits that a frame (given without FCS) takes on the wire: one flag, the octets, the FCS and the
/// zeros that are stuffed in after five ones. A flag may close one frame and open the next.
int WireBits(const uint8_t* frame, size_t size) noexcept;

}  // namespace spillway
