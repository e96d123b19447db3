// SPDX-License-Identifier: GPL-2.0-or-later
// How are neighbouring samples summed, and made louder or softer, several at a time? Held against
// the scalar path.
// Unnamed namespace and few includes on purpose: see simd/pack.h.
#pragma once

#include <cstddef>
#include <cstdint>

#include "native/dsp/simd/pack.h"
#include "native/dsp/simd/short_pack.h"
#include "native/dsp/soft_limit.h"

namespace spillway {
namespace {

/// Half vectors, of as many samples as a pack has lanes; the way to whole ones, and, cut to 16
/// bits, back. In words of the processor: see short_pack.h.
template <int kWidth>
struct Halves;
template <>
struct Halves<4> {
  typedef int16_t Shorts __attribute__((vector_size(8)));
  using Ints = Vectors<4>::Ints;
#if defined(__SSE2__)
  static Ints Widen(Shorts shorts) noexcept {
    const __m128i low = _mm_cvtsi64_si128((long long)shorts);
    return (Ints)_mm_srai_epi32(_mm_unpacklo_epi16(low, low), 16);
  }
  static Shorts Cut(Ints sum) noexcept {
    return (Shorts)_mm_cvtsi128_si64(_mm_packs_epi32((__m128i)sum, (__m128i)sum));
  }
#else
  static Ints Widen(Shorts shorts) noexcept { return __builtin_convertvector(shorts, Ints); }
  static Shorts Cut(Ints sum) noexcept {
    const Ints above = Ints{} + INT16_MAX, below = Ints{} + INT16_MIN;
    sum = sum > above ? above : sum;
    sum = sum < below ? below : sum;
    return __builtin_convertvector(sum, Shorts);
  }
#endif
};
#if defined(__AVX2__)
template <>
struct Halves<8> {
  typedef int16_t Shorts __attribute__((vector_size(16)));
  using Ints = Vectors<8>::Ints;
  static Ints Widen(Shorts shorts) noexcept { return (Ints)_mm256_cvtepi16_epi32((__m128i)shorts); }
  static Shorts Cut(Ints sum) noexcept {
    const __m256i wide = (__m256i)sum;
    return (Shorts)_mm_packs_epi32(_mm256_castsi256_si128(wide), _mm256_extracti128_si256(wide, 1));
  }
};
#endif
#if defined(__AVX512BW__)
template <>
struct Halves<16> {
  typedef int16_t Shorts __attribute__((vector_size(32)));
  using Ints = Vectors<16>::Ints;
  static Ints Widen(Shorts shorts) noexcept {
    return (Ints)_mm512_maskz_cvtepi16_epi32(~__mmask16{0}, (__m256i)shorts);
  }
  static Shorts Cut(Ints sum) noexcept {
    return (Shorts)_mm512_maskz_cvtsepi32_epi16(~__mmask16{0}, (__m512i)sum);
  }
};
#endif

template <int kWidth>
struct MixPack {
  using P = Pack<kWidth>;
  using Ints = typename P::Ints;
  using Floats = typename P::Floats;
  using Shorts = typename Halves<kWidth>::Shorts;

  static Ints Wide(const int16_t* samples) noexcept {
    return Halves<kWidth>::Widen(LoadPack<Shorts>(samples));
  }
  static Shorts Cut(Ints sum) noexcept { return Halves<kWidth>::Cut(sum); }
  static Shorts Limit(Ints sum) noexcept {
    const Ints none{}, size = sum < none ? -sum : sum, knee = none + kLimitKnee;
    const Floats above = __builtin_convertvector(size > knee ? size : knee, Floats);
    // What bends becomes less than it was; what does not is at most the knee.
    const Ints bent = __builtin_convertvector(kLimitFull - kLimitBend / above, Ints);
    const Ints limited = size < bent ? size : bent;
    return Cut(sum < none ? -limited : limited);
  }
  static Shorts Scale(Ints samples, Floats factor) noexcept {
    const Floats product = __builtin_convertvector(samples, Floats) * factor;
    const Floats half = product < 0.0f ? P::All(-0.5f) : P::All(0.5f);
    return Cut(__builtin_convertvector(product + half, Ints));
  }
};

/// One sample at a time: the reference, and what a count leaves over.
template <int kWidth>
int16_t CutOne(int32_t sum) noexcept {
  if (sum > INT16_MAX) return INT16_MAX;
  return static_cast<int16_t>(sum < INT16_MIN ? INT16_MIN : sum);
}
template <int kWidth>
int16_t LimitOne(int32_t sum) noexcept {
  const int32_t size = sum < 0 ? -sum : sum;
  if (size <= kLimitKnee) return static_cast<int16_t>(sum);
  const auto bent = static_cast<int32_t>(kLimitFull - kLimitBend / static_cast<float>(size));
  return static_cast<int16_t>(sum < 0 ? -bent : bent);
}
template <int kWidth>
int16_t ScaleOne(int16_t sample, float factor) noexcept {
  const float product = static_cast<float>(sample) * factor;
  return CutOne<kWidth>(static_cast<int32_t>(product + (product < 0.0f ? -0.5f : 0.5f)));
}

/// SamplePath::add.
template <int kWidth>
void AddPacks(const int16_t* samples, size_t count, int32_t* sum) noexcept {
  size_t i = 0;
  if constexpr (kWidth > 1) {
    using M = MixPack<kWidth>;
    for (; i + kWidth <= count; i += kWidth) {
      M::P::Store(M::P::Load(sum + i) + M::Wide(samples + i), sum + i);
    }
  }
  for (; i < count; ++i) sum[i] += samples[i];
}

/// SamplePath::sumWithout.
template <int kWidth>
void SumWithoutPacks(const int32_t* sum, const int16_t* own, size_t count,
                     int16_t* mixed) noexcept {
  size_t i = 0;
  if constexpr (kWidth > 1) {
    using M = MixPack<kWidth>;
    for (; i + kWidth <= count; i += kWidth) {
      StorePack(M::Cut(M::P::Load(sum + i) - M::Wide(own + i)), mixed + i);
    }
  }
  for (; i < count; ++i) mixed[i] = CutOne<kWidth>(sum[i] - own[i]);
}

/// SamplePath::cut.
template <int kWidth>
void CutPacks(const int32_t* sum, size_t count, int16_t* mixed) noexcept {
  size_t i = 0;
  if constexpr (kWidth > 1) {
    using M = MixPack<kWidth>;
    for (; i + kWidth <= count; i += kWidth) StorePack(M::Cut(M::P::Load(sum + i)), mixed + i);
  }
  for (; i < count; ++i) mixed[i] = CutOne<kWidth>(sum[i]);
}

/// SamplePath::limit.
template <int kWidth>
void LimitPacks(const int32_t* sum, size_t count, int16_t* mixed) noexcept {
  size_t i = 0;
  if constexpr (kWidth > 1) {
    using M = MixPack<kWidth>;
    for (; i + kWidth <= count; i += kWidth) StorePack(M::Limit(M::P::Load(sum + i)), mixed + i);
  }
  for (; i < count; ++i) mixed[i] = LimitOne<kWidth>(sum[i]);
}

/// SamplePath::limitWithout.
template <int kWidth>
void LimitWithoutPacks(const int32_t* sum, const int16_t* own, size_t count,
                       int16_t* mixed) noexcept {
  size_t i = 0;
  if constexpr (kWidth > 1) {
    using M = MixPack<kWidth>;
    for (; i + kWidth <= count; i += kWidth) {
      StorePack(M::Limit(M::P::Load(sum + i) - M::Wide(own + i)), mixed + i);
    }
  }
  for (; i < count; ++i) mixed[i] = LimitOne<kWidth>(sum[i] - own[i]);
}

/// SamplePath::scale.
template <int kWidth>
void ScalePacks(const int16_t* samples, size_t count, float factor, int16_t* scaled) noexcept {
  size_t i = 0;
  if constexpr (kWidth > 1) {
    using M = MixPack<kWidth>;
    for (; i + kWidth <= count; i += kWidth) {
      StorePack(M::Scale(M::Wide(samples + i), M::P::All(factor)), scaled + i);
    }
  }
  for (; i < count; ++i) scaled[i] = ScaleOne<kWidth>(samples[i], factor);
}

/// SamplePath::fade.
template <int kWidth>
void FadePacks(const int16_t* samples, size_t count, float from, float change, const float* shape,
               int16_t* faded) noexcept {
  size_t i = 0;
  if constexpr (kWidth > 1) {
    using M = MixPack<kWidth>;
    for (; i + kWidth <= count; i += kWidth) {
      StorePack(M::Scale(M::Wide(samples + i), M::P::Load(shape + i) * change + from), faded + i);
    }
  }
  for (; i < count; ++i) faded[i] = ScaleOne<kWidth>(samples[i], shape[i] * change + from);
}

/// SamplePath::sumOfSquares. A square of what A-law has is a multiple of 64, at most 2^24 times.
template <int kWidth>
int64_t SumSquaresPacks(const int16_t* samples, size_t count) noexcept {
  constexpr int kBits = 6;
  int64_t sum = 0;
  size_t i = 0;
  if constexpr (kWidth > 1) {
    using M = MixPack<kWidth>;
    typename M::Ints sums{};
    for (; i + kWidth <= count; i += kWidth) {
      const auto wide = M::Wide(samples + i);
      sums += (wide * wide) >> kBits;
    }
    for (int lane = 0; lane < kWidth; ++lane) sum += int64_t{sums[lane]} << kBits;
  }
  for (; i < count; ++i) sum += int32_t{samples[i]} * samples[i];
  return sum;
}

}  // namespace
}  // namespace spillway
