// SPDX-License-Identifier: GPL-2.0-or-later
// How is one computation done for several neighbouring samples at once? Vectors of 16 bit lanes;
// the rules of pack.h hold here, too.
#pragma once

#include <cstddef>
#include <cstdint>
#if defined(__SSE2__)
#include <immintrin.h>
#endif

namespace spillway {
namespace {

/// The compiler's vectors of so many lanes. From and to bytes GCC 12 knows no short way by
/// itself. (Masks of all lanes: without them it warns of its own header.)
template <int kWidth>
struct ShortVectors;
template <>
struct ShortVectors<8> {
  typedef int16_t Shorts __attribute__((vector_size(16)));
  typedef uint8_t Bytes __attribute__((vector_size(8)));
  static Shorts Widen(Bytes bytes) noexcept { return __builtin_convertvector(bytes, Shorts); }
  static Bytes Narrow(Shorts low) noexcept { return __builtin_convertvector(low, Bytes); }
};
#if defined(__AVX2__)
template <>
struct ShortVectors<16> {
  typedef int16_t Shorts __attribute__((vector_size(32)));
  typedef uint8_t Bytes __attribute__((vector_size(16)));
  static Shorts Widen(Bytes bytes) noexcept { return (Shorts)_mm256_cvtepu8_epi16((__m128i)bytes); }
  static Bytes Narrow(Shorts low) noexcept { return __builtin_convertvector(low, Bytes); }
};
#endif
#if defined(__AVX512BW__)
template <>
struct ShortVectors<32> {
  typedef int16_t Shorts __attribute__((vector_size(64)));
  typedef uint8_t Bytes __attribute__((vector_size(32)));
  static Shorts Widen(Bytes bytes) noexcept {
    return (Shorts)_mm512_maskz_cvtepu8_epi16(~__mmask32{0}, (__m256i)bytes);
  }
  static Bytes Narrow(Shorts low) noexcept {
    return (Bytes)_mm512_maskz_cvtepi16_epi8(~__mmask32{0}, (__m512i)low);
  }
};
#endif

/// As many samples as the vector has lanes, from and to memory at any address.
template <typename Vector, typename T>
inline Vector LoadPack(const T* from) noexcept {
  Vector pack;
  __builtin_memcpy(&pack, from, sizeof pack);
  return pack;
}
template <typename Vector, typename T>
inline void StorePack(Vector pack, T* to) noexcept {
  static_assert(sizeof pack % sizeof(T) == 0);
  __builtin_memcpy(to, &pack, sizeof pack);
}

}  // namespace
}  // namespace spillway
