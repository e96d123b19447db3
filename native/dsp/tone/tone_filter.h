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

/// Correlates a part with each frequency. Around its middle cosines are even and sines are odd: a
/// sample and its mirror image are added for the one and subtracted for the other, which halves the
/// products.
template <int kWidth>
void FilterTonePart(const float* samples, const ToneTuning& tuning,
                    TonePart<kWidth>* part) noexcept {
  using P = Pack<kWidth>;
  using Floats = typename P::Floats;
  constexpr int kHalf = kTonePart / 2;
  Floats even[kHalf], odd[kHalf];
  Floats power{};
  for (int i = 0; i < kHalf; ++i) {
    const Floats early = P::Load(samples + (kHalf - 1 - i) * kToneLanes);
    const Floats late = P::Load(samples + (kHalf + i) * kToneLanes);
    even[i] = late + early;
    odd[i] = late - early;
    power += early * early + late * late;
  }
  part->power = power;
  for (int first = 0; first < tuning.filterCount; first += kToneTogether) {
    Floats real[kToneTogether]{}, imaginary[kToneTogether]{};
    for (int i = 0; i < kHalf; ++i) {
      SPILLWAY_UNROLL
      for (int k = 0; k < kToneTogether; ++k) {
        real[k] += even[i] * tuning.cosine[first + k][i];
        imaginary[k] -= odd[i] * tuning.sine[first + k][i];
      }
    }
    SPILLWAY_UNROLL
    for (int k = 0; k < kToneTogether; ++k) part->waves[first + k] = {real[k], imaginary[k]};
  }
}

}  // namespace
}  // namespace spillway
