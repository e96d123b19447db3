// SPDX-License-Identifier: GPL-2.0-or-later
// How does a processor with AVX2 sum a conference in A-law, and take a party out of the sum? 32
// samples stay in its registers from bytes to bytes. A-law has multiples of 8 only: in eighths
// samples are below 4,032, and eight of them are summed in 16 bits.
// Unnamed namespace and few includes on purpose: see simd/pack.h.
#pragma once

#include "native/dsp/samples/alaw_nibbles.h"
#include "native/dsp/samples/conference.h"
#include "native/dsp/samples/mix_pack.h"

#if defined(__AVX2__)

namespace spillway {
namespace {

constexpr int kSummedInShorts = 8;

/// 32 whole samples, 8 in each, in their order.
struct AlawWholes {
  __m256i eight[4];
};
inline AlawWholes WholesOf(const AlawEighths& eighths) noexcept {
  const __m256i early = eighths.early, late = eighths.late;
  return {{_mm256_cvtepi16_epi32(_mm256_castsi256_si128(early)),
           _mm256_cvtepi16_epi32(_mm256_castsi256_si128(late)),
           _mm256_cvtepi16_epi32(_mm256_extracti128_si256(early, 1)),
           _mm256_cvtepi16_epi32(_mm256_extracti128_si256(late, 1))}};
}

/// At most kSummedInShorts talkers.
inline AlawEighths SumFew(const uint8_t* const* talkers, int count, size_t at) noexcept {
  AlawEighths sum{_mm256_setzero_si256(), _mm256_setzero_si256()};
  for (int i = 0; i < count; i += 2) {
    const AlawFactors second = i + 1 < count ? FactorsOf(talkers[i + 1] + at) : NoFactors();
    const AlawEighths two = SumOf(FactorsOf(talkers[i] + at), second);
    sum.early = _mm256_add_epi16(sum.early, two.early);
    sum.late = _mm256_add_epi16(sum.late, two.late);
  }
  return sum;
}

/// SamplePath::sumAlaw.
inline void SumAlawNibbles(const uint8_t* const* talkers, int talkerCount, size_t count,
                           int32_t* sum) noexcept {
  size_t at = 0;
  for (; at + kNibbleBytes <= count; at += kNibbleBytes) {
    auto* to = reinterpret_cast<__m256i*>(sum + at);
    AlawWholes whole{};
    for (int first = 0; first < talkerCount; first += kSummedInShorts) {
      const int rest = talkerCount - first;
      const int few = rest < kSummedInShorts ? rest : kSummedInShorts;
      const AlawWholes more = WholesOf(SumFew(talkers + first, few, at));
      SPILLWAY_UNROLL
      for (int i = 0; i < 4; ++i) whole.eight[i] = _mm256_add_epi32(whole.eight[i], more.eight[i]);
    }
    SPILLWAY_UNROLL
    for (int i = 0; i < 4; ++i) _mm256_storeu_si256(to + i, _mm256_slli_epi32(whole.eight[i], 3));
  }
  if (at == count) return;
  for (size_t i = at; i < count; ++i) sum[i] = 0;
  for (int i = 0; i < talkerCount; ++i) {
    const uint8_t* talker = talkers[i] + at;
    int16_t samples[kNibbleBytes];
    DecodeAlawNibbles(talker, count - at, samples);
    AddPacks<8>(samples, count - at, sum + at);
  }
}

/// MixPack<8>::Limit, of magnitudes.
inline void LimitSizes(__m256i (&sizes)[4]) noexcept {
  const __m256i knee = _mm256_set1_epi32(kLimitKnee);
  const __m256i loudest =
      _mm256_max_epi32(_mm256_max_epi32(sizes[0], sizes[1]), _mm256_max_epi32(sizes[2], sizes[3]));
  if (_mm256_movemask_epi8(_mm256_cmpgt_epi32(loudest, knee)) == 0) return;
  SPILLWAY_UNROLL
  for (__m256i& size : sizes) {
    const __m256 above = _mm256_cvtepi32_ps(_mm256_max_epi32(size, knee));
    const __m256 bent =
        _mm256_sub_ps(_mm256_set1_ps(kLimitFull), _mm256_div_ps(_mm256_set1_ps(kLimitBend), above));
    size = _mm256_min_epi32(size, _mm256_cvttps_epi32(bent));
  }
}

/// SamplePath::sumWithoutAlaw, limitWithoutAlaw.
template <bool kLimited>
void WithoutAlawNibbles(const int32_t* sum, const uint8_t* own, size_t count,
                        uint8_t* mixed) noexcept {
  const __m256i order = _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7);
  size_t at = 0;
  for (; at + kNibbleBytes <= count; at += kNibbleBytes) {
    AlawEighths eighths = SumOf(FactorsOf(own + at), NoFactors());
    const AlawWholes mine =
        WholesOf({_mm256_slli_epi16(eighths.early, 3), _mm256_slli_epi16(eighths.late, 3)});
    __m256i rest[4], sizes[4];
    SPILLWAY_UNROLL
    for (int i = 0; i < 4; ++i) {
      const auto* from = reinterpret_cast<const __m256i*>(sum + at) + i;
      rest[i] = _mm256_sub_epi32(_mm256_loadu_si256(from), mine.eight[i]);
    }
    const __m256i sign1 = _mm256_srai_epi16(_mm256_packs_epi32(rest[0], rest[1]), 15);
    const __m256i sign2 = _mm256_srai_epi16(_mm256_packs_epi32(rest[2], rest[3]), 15);
    SPILLWAY_UNROLL
    for (int i = 0; i < 4; ++i) sizes[i] = _mm256_abs_epi32(rest[i]);
    if constexpr (kLimited) LimitSizes(sizes);
    // The complement of a negative sample is one less; A-law does not tell -32,767 from -32,768.
    const __m256i size1 = _mm256_add_epi16(_mm256_packs_epi32(sizes[0], sizes[1]), sign1);
    const __m256i size2 = _mm256_add_epi16(_mm256_packs_epi32(sizes[2], sizes[3]), sign2);
    const __m256i packed = CompressSizes(size1, size2, sign1, sign2);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(mixed + at),
                        _mm256_permutevar8x32_epi32(packed, order));
  }
  WithoutAlawBy<DecodeAlawNibbles, kLimited ? LimitWithoutPacks<8> : SumWithoutPacks<8>,
                EncodeAlawNibbles>(sum + at, own + at, count - at, mixed + at);
}

}  // namespace
}  // namespace spillway

#endif
