// SPDX-License-Identifier: GPL-2.0-or-later
// What becomes of a sum that is too loud for 16 bits, when many speak at once?
#pragma once

namespace spillway {

/// Up to three parties a sum is cut where 16 bits end; from here on it bends (SamplePath::limit).
constexpr int kLimitedParties = 4;
/// Where it begins to bend: 6 dB below the loudest. Below it every sample is what it is.
constexpr int kLimitKnee = 16384;
/// What there is above it.
constexpr float kLimitRoom = 32768 - kLimitKnee;
/// What a sum of such a size becomes, before it is cut to a whole number: knee + room x above /
/// (above + room). As the room is as high as the knee, above + room is the size itself.
static_assert(kLimitRoom == kLimitKnee);
constexpr float kLimitFull = kLimitKnee + kLimitRoom;
constexpr float kLimitBend = kLimitRoom * kLimitRoom;  // full - bend / size

}  // namespace spillway
