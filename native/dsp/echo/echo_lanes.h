// SPDX-License-Identifier: GPL-2.0-or-later
// How is an echo modelled? A normalised least-mean-squares filter, written once for vectors of any
// width; echo_path_scalar.cc, _narrow.cc, _avx2.cc and _avx512.cc are its paths.
// Unnamed namespace and few includes on purpose: see simd/pack.h.
#pragma once

#include "native/dsp/echo/echo_path.h"
#include "native/dsp/simd/pack.h"

namespace spillway {
namespace {

/// Sums go in sixteen columns on every path, so that all come to the same bits.
constexpr int kEchoColumns = 16;
/// How much of an error is learned from, at once.
constexpr float kEchoStep = 0.3f;
/// Added to what is played, a mean square of -58 dBm0 a tap: near silence teaches nothing.
constexpr float kEchoFloor = 400.0f * kEchoTaps;

template <int kWidth>
struct EchoLanes {
  using P = Pack<kWidth>;
  using Floats = typename P::Floats;
  static constexpr int kParts = kEchoColumns / kWidth;

  /// The columns' sum, in pairs.
  static float Total(const Floats (&parts)[kParts]) noexcept {
    float columns[kEchoColumns];
    for (int part = 0; part < kParts; ++part) P::Store(parts[part], columns + part * kWidth);
    for (int half = kEchoColumns / 2; half > 0; half /= 2) {
      for (int i = 0; i < half; ++i) columns[i] += columns[i + half];
    }
    return columns[0];
  }

  static void Products(const EchoModels& models, const float* played, float* learned,
                       float* used) noexcept {
    Floats first[kParts]{}, second[kParts]{};
    for (int part = 0; part < kParts; ++part) first[part] = second[part] = P::All(0.0f);
    for (int tap = 0; tap < kEchoTaps; tap += kEchoColumns) {
      for (int part = 0; part < kParts; ++part) {
        const int at = tap + part * kWidth;
        const Floats sound = P::Load(played + at);
        first[part] += sound * P::Load(models.learning + at);
        second[part] += sound * P::Load(models.used + at);
      }
    }
    *learned = Total(first);
    *used = Total(second);
  }

  static void Learn(EchoModels& models, const float* played, float share) noexcept {
    for (int tap = 0; tap < kEchoTaps; tap += kWidth) {
      P::Store(P::Load(models.learning + tap) + P::Load(played + tap) * P::All(share),
               models.learning + tap);
    }
  }
};

/// EchoPath::run.
template <int kWidth>
void RunEcho(EchoModels& models, const float* played, const float* heard, float* left,
             EchoPowers* powers) noexcept {
  using Lanes = EchoLanes<kWidth>;
  EchoPowers sums{};
  float energy = 0;
  for (int tap = 0; tap < kEchoTaps - 1; ++tap) energy += played[tap] * played[tap];
  for (int i = 0; i < kEchoFrame; ++i) {
    const float newest = played[i + kEchoTaps - 1], oldest = played[i];
    energy += newest * newest;
    float learned, used;
    Lanes::Products(models, played + i, &learned, &used);
    const float error = heard[i] - learned;
    left[i] = heard[i] - used;
    Lanes::Learn(models, played + i, kEchoStep * error / (energy + kEchoFloor));
    sums.heard += heard[i] * heard[i];
    sums.learned += error * error;
    sums.left += left[i] * left[i];
    sums.played += energy / kEchoTaps;
    energy -= oldest * oldest;
    if (energy < 0) energy = 0;
  }
  *powers = sums;
}

/// EchoPath::correlate.
template <int kWidth>
void CorrelateEcho(const float* heard, size_t count, const float* played, size_t lags,
                   float* sums) noexcept {
  using P = Pack<kWidth>;
  for (size_t lag = 0; lag < lags; lag += kWidth) {
    auto sum = P::Load(sums + lag);
    for (size_t i = 0; i < count; ++i) sum += P::Load(played + lag + i) * P::All(heard[i]);
    P::Store(sum, sums + lag);
  }
}

}  // namespace
}  // namespace spillway
