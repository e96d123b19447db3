// SPDX-License-Identifier: GPL-2.0-or-later
// How is a conference in A-law summed, and a party taken out of the sum for his own ear? Put
// together of a path's other functions: the reference, and what counts leave over.
// Unnamed namespace and few includes on purpose: see simd/pack.h.
#pragma once

#include <cstddef>
#include <cstdint>

namespace spillway {
namespace {

/// Samples that are between two functions at a time.
constexpr size_t kConferencePiece = 160;

/// SamplePath::sumAlaw.
template <auto kDecode, auto kAdd>
void SumAlawBy(const uint8_t* const* talkers, int talkerCount, size_t count,
               int32_t* sum) noexcept {
  for (size_t i = 0; i < count; ++i) sum[i] = 0;
  for (size_t at = 0; at < count; at += kConferencePiece) {
    const size_t piece = count - at < kConferencePiece ? count - at : kConferencePiece;
    for (int talker = 0; talker < talkerCount; ++talker) {
      int16_t samples[kConferencePiece];
      kDecode(talkers[talker] + at, piece, samples);
      kAdd(samples, piece, sum + at);
    }
  }
}

/// SamplePath::sumWithoutAlaw, limitWithoutAlaw.
template <auto kDecode, auto kWithout, auto kEncode>
void WithoutAlawBy(const int32_t* sum, const uint8_t* own, size_t count, uint8_t* mixed) noexcept {
  for (size_t at = 0; at < count; at += kConferencePiece) {
    const size_t piece = count - at < kConferencePiece ? count - at : kConferencePiece;
    int16_t samples[kConferencePiece];
    kDecode(own + at, piece, samples);
    kWithout(sum + at, samples, piece, samples);
    kEncode(samples, piece, mixed + at);
  }
}

}  // namespace
}  // namespace spillway
