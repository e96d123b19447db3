// SPDX-License-Identifier: GPL-2.0-or-later
// How do sixteen channels of A-law become samples side by side? Unnamed namespace and few includes
// on purpose: pack.h.
#pragma once

#include <cstddef>
#include <cstdint>

#include "native/dsp/simd/pack.h"

namespace spillway {
namespace {

typedef uint32_t FourWords __attribute__((vector_size(16)));

/// Four rows of four words become columns.
inline void Transpose(FourWords (&rows)[4]) noexcept {
  const FourWords a = __builtin_shufflevector(rows[0], rows[1], 0, 4, 1, 5);
  const FourWords b = __builtin_shufflevector(rows[2], rows[3], 0, 4, 1, 5);
  const FourWords c = __builtin_shufflevector(rows[0], rows[1], 2, 6, 3, 7);
  const FourWords d = __builtin_shufflevector(rows[2], rows[3], 2, 6, 3, 7);
  rows[0] = __builtin_shufflevector(a, b, 0, 1, 4, 5);
  rows[1] = __builtin_shufflevector(a, b, 2, 3, 6, 7);
  rows[2] = __builtin_shufflevector(c, d, 0, 1, 4, 5);
  rows[3] = __builtin_shufflevector(c, d, 2, 3, 6, 7);
}

/// Sixteen bytes of sixteen rows to four words of each row, the rows side by side.
inline void DealWords(const uint8_t* const* rows, size_t at, uint32_t (*words)[16]) noexcept {
  SPILLWAY_UNROLL
  for (int row = 0; row < 16; row += 4) {
    FourWords four[4];
    SPILLWAY_UNROLL
    for (int i = 0; i < 4; ++i) __builtin_memcpy(&four[i], rows[row + i] + at, 16);
    Transpose(four);
    SPILLWAY_UNROLL
    for (int i = 0; i < 4; ++i) __builtin_memcpy(&words[i][row], &four[i], 16);
  }
}

/// What one byte of each word stands for, as ExpandAlaw says it; `words` are XORed with
/// kAlawLineBits. A-law is a float with three bits of exponent: its bits are put where a float has
/// them, half a step added; the lowest segment, which has no leading one, is mended by subtraction.
constexpr int32_t kAlawLineBits = static_cast<int32_t>(0xD5D5D5D5);  // on the line 1 is positive
template <int kWidth, int kByte>
typename Pack<kWidth>::Floats ExpandAlawPack(typename Pack<kWidth>::Ints words) noexcept {
  using P = Pack<kWidth>;
  using Floats = typename P::Floats;
  using Ints = typename P::Ints;
  constexpr int kMantissaBits = 23;
  constexpr int32_t kSegmentOne = 127 + 8;  // magnitudes from 256
  constexpr int32_t k256 = 0x43800000;      // as a float
  constexpr int kUp = kMantissaBits - 4 - 8 * kByte;
  const Ints placed = (kUp >= 0 ? words << (kUp & 31) : words >> (-kUp & 31)) & (0x7F << 19);
  const Ints lowest = placed < (1 << kMantissaBits);
  const Ints bits = placed + (((kSegmentOne - 1) << kMantissaBits) + (1 << (kMantissaBits - 5))) +
                    (lowest & (1 << kMantissaBits));
  const Floats magnitude = P::FromBits(bits) - P::FromBits(lowest & k256);
  const Ints sign = (words << (24 - 8 * kByte)) & INT32_MIN;
  return P::FromBits(P::ToBits(magnitude) | sign);
}

/// Sixteen rows of blocks x 16 bytes to blocks x 16 x 16 samples; at most kMostAlawBlocks.
constexpr size_t kMostAlawBlocks = 10;
template <int kWidth>
void DecodeAlawLanes(const uint8_t* const* rows, size_t blocks, float* samples) noexcept {
  using P = Pack<kWidth>;
  alignas(64) uint32_t words[kMostAlawBlocks * 4][16];
  for (size_t block = 0; block < blocks; ++block) DealWords(rows, block * 16, &words[block * 4]);
  for (size_t i = 0; i < blocks * 4; ++i) {
    for (int lane = 0; lane < 16; lane += kWidth) {
      const auto four = P::Load(reinterpret_cast<const int32_t*>(&words[i][lane])) ^ kAlawLineBits;
      float* to = samples + i * 64 + lane;
      P::Store(ExpandAlawPack<kWidth, 0>(four), to);
      P::Store(ExpandAlawPack<kWidth, 1>(four), to + 16);
      P::Store(ExpandAlawPack<kWidth, 2>(four), to + 32);
      P::Store(ExpandAlawPack<kWidth, 3>(four), to + 48);
    }
  }
}

}  // namespace
}  // namespace spillway
