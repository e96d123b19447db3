// SPDX-License-Identifier: GPL-2.0-or-later
// What are the things called that cross between rooms? Plain integers, no objects.
#pragma once

#include <cstdint>

namespace spillway {

/// A channel of the board, 0 to Board::ChannelCount() - 1, over all spans. -1: none.
using ChannelIndex = int32_t;
/// A span of the board, 0 to Board::SpanCount() - 1.
using SpanIndex = int32_t;
/// A play, tone, digits, record or listen under way; counts up from 1, never reused.
using OperationId = uint64_t;
/// A call on a D-channel; odd: offered to us, even: dialled by us; never reused.
using CallHandle = uint64_t;
/// A prompt in memory, chosen by JavaScript.
using PromptIndex = uint16_t;

constexpr int kFrameSamples = 160;  // 20 ms at 8,000 samples/s
constexpr int kTickMilliseconds = 20;
constexpr uint32_t kSamplesPerMs = 8;
constexpr int kE1DataSlot = 16;     // where an E1's D-channel usually is (G.704)
constexpr uint8_t kSilence = 0xD5;  // A-law zero; G.711 even bits inverted

}  // namespace spillway
