// SPDX-License-Identifier: GPL-2.0-or-later
// How do sixteen channels of A-law become samples side by side? Unnamed namespace and few includes
// on purpose: pack.h.
#pragma once

#include <cstddef>
#include <cstdint>

#include "native/dsp/simd/pack.h"

namespace spillway {
namespace {

typedef uint8_t SixteenBytes __attribute__((vector_size(16)));

/// Rows become columns: four rounds in which two halves are shuffled into each other as a pack of
/// cards.
inline void Transpose(SixteenBytes (&rows)[16]) noexcept {
  for (int round = 0; round < 4; ++round) {
    SixteenBytes dealt[16];
    for (int i = 0; i < 8; ++i) {
      dealt[2 * i] = __builtin_shufflevector(rows[i], rows[i + 8], 0, 16, 1, 17, 2, 18, 3, 19, 4,
                                             20, 5, 21, 6, 22, 7, 23);
      dealt[2 * i + 1] = __builtin_shufflevector(rows[i], rows[i + 8], 8, 24, 9, 25, 10, 26, 11, 27,
                                                 12, 28, 13, 29, 14, 30, 15, 31);
    }
    __builtin_memcpy(rows, dealt, sizeof dealt);
  }
}

/// What A-law bytes stand for, as ExpandAlaw says it. A-law is a float with three bits of exponent:
/// its bits are put where a float has them, half a step added; the lowest segment, which has no
/// leading one, is mended by subtraction.
template <int kWidth>
typename Pack<kWidth>::Floats ExpandAlawPack(typename Pack<kWidth>::Bytes codes) noexcept {
  using P = Pack<kWidth>;
  using Floats = typename P::Floats;
  using Ints = typename P::Ints;
  constexpr int32_t kMantissaBits = 23;
  constexpr int32_t kSegmentOne = 127 + 8;  // magnitudes from 256
  const Ints byte = P::ToInts(codes) ^ 0x55;
  const Ints lowest = (byte & 0x70) == 0;
  const Ints bits = ((byte & 0x7F) << (kMantissaBits - 4)) + ((kSegmentOne - 1) << kMantissaBits) +
                    (1 << (kMantissaBits - 5)) + (lowest & (1 << kMantissaBits));
  Floats magnitude = P::FromBits(bits);
  magnitude = lowest ? magnitude - 256.0f : magnitude;
  return (byte & 0x80) != 0 ? magnitude : -magnitude;
}

/// Sixteen rows of blocks x 16 bytes to blocks x 16 x 16 samples.
template <int kWidth>
void DecodeAlawLanes(const uint8_t* const* rows, size_t blocks, float* samples) noexcept {
  using P = Pack<kWidth>;
  for (size_t block = 0; block < blocks; ++block) {
    SixteenBytes bytes[16];
    for (int row = 0; row < 16; ++row) __builtin_memcpy(&bytes[row], rows[row] + block * 16, 16);
    Transpose(bytes);
    uint8_t columns[16][16];
    __builtin_memcpy(columns, bytes, sizeof columns);
    for (int i = 0; i < 16; ++i) {
      for (int lane = 0; lane < 16; lane += kWidth) {
        P::Store(ExpandAlawPack<kWidth>(P::Load(&columns[i][lane])),
                 samples + (block * 16 + i) * 16 + lane);
      }
    }
  }
}

}  // namespace
}  // namespace spillway
