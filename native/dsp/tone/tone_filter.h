// SPDX-License-Identifier: GPL-2.0-or-later
// How much of each frequency of a plan is in a part (5 ms), lanes side by side?
// Unnamed namespace and few includes on purpose: see pack.h.
#pragma once

#include <cstdint>

#include "native/dsp/simd/pack.h"
#include "native/dsp/tone/tone_lanes.h"

namespace spillway {
namespace {

/// A complex number a lane: a wave's strength and phase.
template <int kWidth>
struct ToneWave {
  using Floats = typename Pack<kWidth>::Floats;
  Floats real;
  Floats imaginary;

  static ToneWave Load(const float* real, const float* imaginary) noexcept {
    return {Pack<kWidth>::Load(real), Pack<kWidth>::Load(imaginary)};
  }
  void Store(float* toReal, float* toImaginary) const noexcept {
    Pack<kWidth>::Store(real, toReal);
    Pack<kWidth>::Store(imaginary, toImaginary);
  }
  /// Turned by an angle that is the same in all lanes.
  ToneWave Turned(float cosine, float sine) const noexcept {
    return {real * cosine - imaginary * sine, imaginary * cosine + real * sine};
  }
  /// How it turned since `before`, times the strength of both.
  ToneWave Since(const ToneWave& before) const noexcept {
    return {real * before.real + imaginary * before.imaginary,
            imaginary * before.real - real * before.imaginary};
  }
};

/// What all filters hear in one part.
template <int kWidth>
struct TonePart {
  typename Pack<kWidth>::Floats power;  // sum of squares
  ToneWave<kWidth> waves[kMostFilters];
};

/// A part as the filters take it. Around its middle cosines are even and sines are odd: a sample
/// and its mirror image are added for the one and subtracted for the other, which halves the
/// products.
template <int kWidth>
struct FoldedPart {
  static constexpr int kHalf = kTonePart / 2;
  typename Pack<kWidth>::Floats even[kHalf];
  typename Pack<kWidth>::Floats odd[kHalf];
};

/// Returns the sum of squares.
template <int kWidth>
typename Pack<kWidth>::Floats FoldTonePart(const typename Pack<kWidth>::Floats* heard,
                                           FoldedPart<kWidth>* folded) noexcept {
  constexpr int kHalf = FoldedPart<kWidth>::kHalf;
  typename Pack<kWidth>::Floats power{};
  for (int i = 0; i < kHalf; ++i) {
    const auto early = heard[kHalf - 1 - i];
    const auto late = heard[kHalf + i];
    folded->even[i] = late + early;
    folded->odd[i] = late - early;
    power += early * early + late * late;
  }
  return power;
}

/// Correlates the two parts of a hop with each frequency; `heard`: kToneHop packs.
template <int kWidth>
void FilterToneHop(const typename Pack<kWidth>::Floats* heard, const ToneTuning& tuning,
                   TonePart<kWidth> (&parts)[2]) noexcept {
  using Floats = typename Pack<kWidth>::Floats;
  FoldedPart<kWidth> folded[2];
  for (int part = 0; part < 2; ++part) {
    parts[part].power = FoldTonePart<kWidth>(heard + part * kTonePart, &folded[part]);
  }
  for (int first = 0; first < tuning.filterCount; first += kToneTogether) {
    Floats real[2][kToneTogether]{}, imaginary[2][kToneTogether]{};
    for (int i = 0; i < kTonePart / 2; ++i) {
      SPILLWAY_UNROLL
      for (int k = 0; k < kToneTogether; ++k) {
        const float cosine = tuning.cosine[first + k][i], sine = tuning.sine[first + k][i];
        real[0][k] += folded[0].even[i] * cosine;
        real[1][k] += folded[1].even[i] * cosine;
        imaginary[0][k] -= folded[0].odd[i] * sine;
        imaginary[1][k] -= folded[1].odd[i] * sine;
      }
    }
    SPILLWAY_UNROLL
    for (int k = 0; k < kToneTogether; ++k) {
      parts[0].waves[first + k] = {real[0][k], imaginary[0][k]};
      parts[1].waves[first + k] = {real[1][k], imaginary[1][k]};
    }
  }
}

}  // namespace
}  // namespace spillway
