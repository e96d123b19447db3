// SPDX-License-Identifier: GPL-2.0-or-later
// How does a processor with AVX2 decode and encode 32 bytes of A-law at a time? It cannot shift
// each 16 bit lane by places of its own (see alaw_pack.h), but it looks nibbles up in tables of
// sixteen bytes: what a segment is shifted by becomes a factor.
// Unnamed namespace and few includes on purpose: see simd/pack.h.
#pragma once

#include "native/dsp/samples/alaw_pack.h"

#if defined(__AVX2__)

namespace spillway {
namespace {

constexpr size_t kNibbleBytes = 32;

/// A table in both halves of a vector: the look-up stays within a half.
inline __m256i NibbleTable(long long first8, long long last8 = 0) noexcept {
  return _mm256_setr_epi64x(first8, last8, first8, last8);
}

/// Quarters 0, 2, 1, 3: unpacking and packing work within halves, and so keep the order.
inline __m256i SwapMiddle(__m256i bytes) noexcept { return _mm256_permute4x64_epi64(bytes, 0xD8); }

/// See ExpandAlaw of g711.h: (16 x mantissa + 8, and 256 from segment 1 on), from segment 2 on
/// doubled as often as it is above 1.
inline void Expand32(const uint8_t* codes, int16_t* samples) noexcept {
  const __m256i nibble = _mm256_set1_epi8(15), one = _mm256_set1_epi8(1);
  const __m256i factors = NibbleTable(0x4020100804020101);                       // by segment
  const __m256i steps = NibbleTable(0x7868584838281808, 0xF8E8D8C8B8A89888ull);  // by mantissa
  const __m256i read = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(codes));
  const __m256i byte = _mm256_xor_si256(SwapMiddle(read), _mm256_set1_epi8((char)0xD5));
  const __m256i high = _mm256_and_si256(_mm256_srli_epi16(byte, 4), _mm256_set1_epi8(7));
  const __m256i step = _mm256_shuffle_epi8(steps, _mm256_and_si256(byte, nibble));
  const __m256i leading = _mm256_min_epu8(high, one);
  const __m256i factor = _mm256_shuffle_epi8(factors, high), none = _mm256_setzero_si256();
  const auto signedProduct = [](__m256i a, __m256i b, __m256i sign) {
    return _mm256_sign_epi16(_mm256_mullo_epi16(a, b), sign);
  };
  // The sign is the byte's upper bit; the one below keeps the lane from being none.
  const __m256i first =
      signedProduct(_mm256_unpacklo_epi8(step, leading), _mm256_unpacklo_epi8(factor, none),
                    _mm256_unpacklo_epi8(one, byte));
  const __m256i last =
      signedProduct(_mm256_unpackhi_epi8(step, leading), _mm256_unpackhi_epi8(factor, none),
                    _mm256_unpackhi_epi8(one, byte));
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(samples), first);
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(samples + kNibbleBytes / 2), last);
}

/// A sample in eighths as the product of two bytes: its mantissa with a half step and, from segment
/// 1 on, the leading one (63 at most), and what the segment is worth, with the sign.
struct AlawFactors {
  __m256i step;
  __m256i worth;
};
inline AlawFactors FactorsOf(__m256i codes) noexcept {
  const __m256i nibble = _mm256_set1_epi8(15);
  const __m256i steps = NibbleTable(0x0F0D0B0907050301, 0x1F1D1B1917151311);  // by mantissa
  const __m256i leadings = NibbleTable(0x2020202020202000);                   // by segment
  const __m256i worths = NibbleTable(0x4020100804020101);
  const __m256i byte = _mm256_xor_si256(codes, _mm256_set1_epi8((char)0xD5));
  const __m256i segment = _mm256_and_si256(_mm256_srli_epi16(byte, 4), _mm256_set1_epi8(7));
  const __m256i step = _mm256_or_si256(_mm256_shuffle_epi8(steps, _mm256_and_si256(byte, nibble)),
                                       _mm256_shuffle_epi8(leadings, segment));
  // The sign is the byte's upper bit; the lowest keeps a positive one from being none.
  const __m256i sign = _mm256_or_si256(byte, _mm256_set1_epi8(1));
  return {step, _mm256_sign_epi8(_mm256_shuffle_epi8(worths, segment), sign)};
}

inline AlawFactors FactorsOf(const uint8_t* codes) noexcept {
  return FactorsOf(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(codes)));
}

/// 32 samples in eighths: 0-7 and 16-23, 8-15 and 24-31, as bytes are unpacked.
struct AlawEighths {
  __m256i early;
  __m256i late;
};
/// The sum of two.
inline AlawEighths SumOf(const AlawFactors& a, const AlawFactors& b) noexcept {
  return {_mm256_maddubs_epi16(_mm256_unpacklo_epi8(a.step, b.step),
                               _mm256_unpacklo_epi8(a.worth, b.worth)),
          _mm256_maddubs_epi16(_mm256_unpackhi_epi8(a.step, b.step),
                               _mm256_unpackhi_epi8(a.worth, b.worth))};
}
inline AlawFactors NoFactors() noexcept { return {_mm256_setzero_si256(), _mm256_setzero_si256()}; }

/// See CompressAlaw of g711.h. Magnitudes of 32 samples (of negative ones the complement) and their
/// signs (-1 or 0) to codes, in the order in which bytes are packed: the first halves of both, the
/// last halves of both. A magnitude's upper byte (7 bits) tells how often it is halved to come
/// below 512: by its lower nibble, or, where there is an upper one, by that.
inline __m256i CompressSizes(__m256i size1, __m256i size2, __m256i sign1, __m256i sign2) noexcept {
  const __m256i byLow = NibbleTable(0x0202020201010000, 0x0303030303030303);
  const __m256i byHigh = NibbleTable(0x0606060605050400);
  const __m256i segments = NibbleTable(0x0060504030201000);               // 16 x halvings
  const __m256i factors = NibbleTable((long long)0x0002040810204080ull);  // 2^7 / 2^halvings
  const __m256i upper =
      _mm256_packus_epi16(_mm256_srli_epi16(size1, 8), _mm256_srli_epi16(size2, 8));
  const __m256i upperNibble = _mm256_and_si256(_mm256_srli_epi16(upper, 4), _mm256_set1_epi8(15));
  const __m256i halvings =
      _mm256_max_epu8(_mm256_shuffle_epi8(byLow, upper), _mm256_shuffle_epi8(byHigh, upperNibble));
  const __m256i factor = _mm256_shuffle_epi8(factors, halvings), none = _mm256_setzero_si256();
  // (2 x size) x (2^15 / 2^halvings) / 2^16
  const __m256i rest1 =
      _mm256_mulhi_epu16(_mm256_add_epi16(size1, size1), _mm256_unpacklo_epi8(none, factor));
  const __m256i rest2 =
      _mm256_mulhi_epu16(_mm256_add_epi16(size2, size2), _mm256_unpackhi_epi8(none, factor));
  const __m256i rest =
      _mm256_packus_epi16(_mm256_srli_epi16(rest1, 4), _mm256_srli_epi16(rest2, 4));
  const __m256i code = _mm256_add_epi8(rest, _mm256_shuffle_epi8(segments, halvings));
  const __m256i negative =
      _mm256_and_si256(_mm256_packs_epi16(sign1, sign2), _mm256_set1_epi8((char)0x80));
  const __m256i inverted = _mm256_xor_si256(negative, _mm256_set1_epi8((char)0xD5));
  return _mm256_xor_si256(code, inverted);
}

inline void Compress32(const int16_t* samples, uint8_t* codes) noexcept {
  const auto* from = reinterpret_cast<const __m256i*>(samples);
  const __m256i first = _mm256_loadu_si256(from), last = _mm256_loadu_si256(from + 1);
  const __m256i sign1 = _mm256_srai_epi16(first, 15), sign2 = _mm256_srai_epi16(last, 15);
  const __m256i packed =
      CompressSizes(_mm256_xor_si256(first, sign1), _mm256_xor_si256(last, sign2), sign1, sign2);
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(codes), SwapMiddle(packed));
}

/// SamplePath::decodeAlaw.
inline void DecodeAlawNibbles(const uint8_t* codes, size_t count, int16_t* samples) noexcept {
  size_t i = 0;
  for (; i + kNibbleBytes <= count; i += kNibbleBytes) Expand32(codes + i, samples + i);
  DecodeAlawPacks<16>(codes + i, count - i, samples + i);
}

/// SamplePath::encodeAlaw.
inline void EncodeAlawNibbles(const int16_t* samples, size_t count, uint8_t* codes) noexcept {
  size_t i = 0;
  for (; i + kNibbleBytes <= count; i += kNibbleBytes) Compress32(samples + i, codes + i);
  EncodeAlawPacks<16>(samples + i, count - i, codes + i);
}

}  // namespace
}  // namespace spillway

#endif
