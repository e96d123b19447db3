// SPDX-License-Identifier: GPL-2.0-or-later
// How do neighbouring bytes of A-law become samples, and back, several at a time? Held against
// g711.h for every byte and every sample.
// Unnamed namespace and few includes on purpose: see simd/pack.h.
#pragma once

#include <cstddef>
#include <cstdint>

#include "native/dsp/simd/short_pack.h"

namespace spillway {
namespace {

/// A magnitude (9 bits at most) shifted left by 0 to 7, each lane by its own: processors below
/// AVX-512 cannot do that to 16 bit lanes, so it goes in steps of 4, 2 and 1.
template <int kWidth>
inline typename ShortVectors<kWidth>::Shorts ShiftLeft(
    typename ShortVectors<kWidth>::Shorts value,
    typename ShortVectors<kWidth>::Shorts places) noexcept {
  if constexpr (kWidth == 32) {
    return value << places;
  } else {
    value = (places & 4) != 0 ? value << 4 : value;
    value = (places & 2) != 0 ? value << 2 : value;
    return (places & 1) != 0 ? value << 1 : value;
  }
}

/// See ExpandAlaw of g711.h. The lowest two segments have the same step; the lowest has no leading
/// one: counted as the second, its magnitude is what the byte has more than that segment's first.
template <int kWidth>
inline typename ShortVectors<kWidth>::Shorts ExpandPack(
    typename ShortVectors<kWidth>::Bytes codes) noexcept {
  using Shorts = typename ShortVectors<kWidth>::Shorts;
  const Shorts byte = ShortVectors<kWidth>::Widen(codes) ^ 0xD5;
  const Shorts value = byte & 0x7F;
  Shorts segment = value >> 4;
  segment = segment > 1 ? segment : Shorts{} + 1;
  const Shorts step = ((value - (segment << 4)) << 4) + 0x108;
  const Shorts magnitude = ShiftLeft<kWidth>(step, segment - 1);
  const Shorts negative = (byte << 8) >> 15;
  return (magnitude ^ negative) - negative;
}

/// See CompressAlaw of g711.h. The segment is sought in steps of 4, 2 and 1; each that is taken
/// halves the magnitude so often, until it is below 512.
template <int kWidth>
inline typename ShortVectors<kWidth>::Bytes CompressPack(
    typename ShortVectors<kWidth>::Shorts samples) noexcept {
  using Shorts = typename ShortVectors<kWidth>::Shorts;
  const Shorts sign = samples >> 15;
  Shorts magnitude = samples ^ sign;
  const Shorts by4 = magnitude >= 0x1000;
  magnitude = by4 ? magnitude >> 4 : magnitude;
  const Shorts by2 = magnitude >= 0x400;
  magnitude = by2 ? magnitude >> 2 : magnitude;
  const Shorts by1 = magnitude >= 0x200;
  magnitude = by1 ? magnitude >> 1 : magnitude;
  const Shorts segment = (by4 & 0x40) + (by2 & 0x20) + (by1 & 0x10);
  // From 256 on the magnitude's leading one counts the segment up by one.
  const Shorts byte = ((magnitude >> 4) + segment) ^ (0xD5 & ~(sign & 0x80));
  return ShortVectors<kWidth>::Narrow(byte);
}

/// SamplePath::decodeAlaw.
template <int kWidth>
void DecodeAlawPacks(const uint8_t* codes, size_t count, int16_t* samples) noexcept {
  using Bytes = typename ShortVectors<kWidth>::Bytes;
  size_t i = 0;
  for (; i + kWidth <= count; i += kWidth) {
    StorePack(ExpandPack<kWidth>(LoadPack<Bytes>(codes + i)), samples + i);
  }
  if (i == count) return;
  uint8_t last[kWidth]{};
  int16_t decoded[kWidth];
  __builtin_memcpy(last, codes + i, count - i);
  StorePack(ExpandPack<kWidth>(LoadPack<Bytes>(last)), decoded);
  __builtin_memcpy(samples + i, decoded, (count - i) * sizeof *samples);
}

/// SamplePath::encodeAlaw.
template <int kWidth>
void EncodeAlawPacks(const int16_t* samples, size_t count, uint8_t* codes) noexcept {
  using Shorts = typename ShortVectors<kWidth>::Shorts;
  size_t i = 0;
  for (; i + kWidth <= count; i += kWidth) {
    StorePack(CompressPack<kWidth>(LoadPack<Shorts>(samples + i)), codes + i);
  }
  if (i == count) return;
  int16_t last[kWidth]{};
  uint8_t encoded[kWidth];
  __builtin_memcpy(last, samples + i, (count - i) * sizeof *samples);
  StorePack(CompressPack<kWidth>(LoadPack<Shorts>(last)), encoded);
  __builtin_memcpy(codes + i, encoded, count - i);
}

}  // namespace
}  // namespace spillway
