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

/// Neighbouring samples, whatever the width of the path.
using EchoFour = Vectors<kEchoBlock>::Floats;

inline EchoFour LoadFour(const float* from) noexcept {
  EchoFour four;
  __builtin_memcpy(&four, from, sizeof four);
  return four;
}
inline float TotalOf(EchoFour four) noexcept { return (four[0] + four[2]) + (four[1] + four[3]); }

/// Sums of the products of what is played, as a sample's model hears it, with itself so many
/// samples later (0 to 3): from sample to sample one product comes and one goes.
class EchoLikeness {
 public:
  explicit EchoLikeness(const float* played) noexcept : played_(played) {
    for (int tap = 0; tap < kEchoTaps - 1; ++tap) Add(tap);
  }
  EchoFour Next() noexcept {
    Add(at_ + kEchoTaps - 1);
    const EchoFour now = sums_;
    sums_ -= played_[at_] * LoadFour(played_ + at_);
    ++at_;
    return now;
  }

 private:
  void Add(int at) noexcept { sums_ += played_[at] * LoadFour(played_ + at); }

  const float* played_;
  int at_{0};
  EchoFour sums_{};
};

template <int kWidth>
struct EchoLanes {
  using P = Pack<kWidth>;
  using Floats = typename P::Floats;
  static constexpr int kParts = kEchoColumns / kWidth;

  /// Sixteen columns to four, each with the one half of all further on.
  static EchoFour Fold(const Floats (&parts)[kParts]) noexcept {
    float columns[kEchoColumns];
    SPILLWAY_UNROLL
    for (int part = 0; part < kParts; ++part) P::Store(parts[part], columns + part * kWidth);
    return (LoadFour(columns) + LoadFour(columns + 8)) +
           (LoadFour(columns + 4) + LoadFour(columns + 12));
  }

  /// What a model makes of four neighbouring samples.
  static EchoFour Echo(const float* model, const float* played) noexcept {
    Floats sums[kEchoBlock][kParts];
    SPILLWAY_UNROLL
    for (int part = 0; part < kParts; ++part) {
      Floats sum[kEchoBlock]{P::All(0.0f), P::All(0.0f), P::All(0.0f), P::All(0.0f)};
      for (int at = part * kWidth; at < kEchoTaps; at += kEchoColumns) {
        const Floats taps = P::Load(model + at);
        SPILLWAY_UNROLL
        for (int i = 0; i < kEchoBlock; ++i) sum[i] += taps * P::Load(played + at + i);
      }
      SPILLWAY_UNROLL
      for (int i = 0; i < kEchoBlock; ++i) sums[i][part] = sum[i];
    }
    EchoFour echo{};
    SPILLWAY_UNROLL
    for (int i = 0; i < kEchoBlock; ++i) echo[i] = TotalOf(Fold(sums[i]));
    return echo;
  }

  /// Four steps at once.
  static void Learn(float* model, const float* played, const float (&shares)[kEchoBlock]) noexcept {
    const Floats share[kEchoBlock]{P::All(shares[0]), P::All(shares[1]), P::All(shares[2]),
                                   P::All(shares[3])};
    for (int at = 0; at < kEchoTaps; at += kWidth) {
      const Floats early = P::Load(played + at) * share[0] + P::Load(played + at + 1) * share[1];
      const Floats late = P::Load(played + at + 2) * share[2] + P::Load(played + at + 3) * share[3];
      P::Store(P::Load(model + at) + (early + late), model + at);
    }
  }
};

/// EchoPath::run. The model stands still for four samples; of each error is taken what it would
/// have been less by the steps before it, so that all is as if it learned from every sample.
template <int kWidth>
void RunEcho(EchoModels& models, bool uses, const float* played, const float* heard, float* left,
             EchoPowers* powers) noexcept {
  using Lanes = EchoLanes<kWidth>;
  EchoFour heardSum{}, learnedSum{}, leftSum{};
  EchoLikeness likeness(played);
  for (int at = 0; at < kEchoFrame; at += kEchoBlock) {
    EchoFour alike[kEchoBlock], energy{};
    SPILLWAY_UNROLL
    for (int i = 0; i < kEchoBlock; ++i) {
      alike[i] = likeness.Next();
      energy[i] = alike[i][0];
    }
    const EchoFour none{};
    const EchoFour rate = kEchoStep / ((energy > none ? energy : none) + kEchoFloor);
    const EchoFour sound = LoadFour(heard + at);
    EchoFour error = sound - Lanes::Echo(models.learning, played + at);
    float shares[kEchoBlock];
    SPILLWAY_UNROLL
    for (int i = 0; i < kEchoBlock; ++i) {
      shares[i] = rate[i] * error[i];
      SPILLWAY_UNROLL
      for (int k = i + 1; k < kEchoBlock; ++k) error[k] -= shares[i] * alike[i][k - i];
    }
    Lanes::Learn(models.learning, played + at, shares);
    const EchoFour rest = uses ? sound - Lanes::Echo(models.used, played + at) : sound;
    __builtin_memcpy(left + at, &rest, sizeof rest);
    heardSum += sound * sound;
    learnedSum += error * error;
    leftSum += rest * rest;
  }
  *powers = {TotalOf(heardSum), TotalOf(learnedSum), TotalOf(leftSum)};
}

/// EchoPath::correlate.
template <int kWidth>
void CorrelateEcho(const float* heard, size_t count, const float* played, size_t lags,
                   float* sums) noexcept {
  using P = Pack<kWidth>;
  for (size_t lag = 0; lag < lags; lag += 2 * kWidth) {
    auto first = P::Load(sums + lag), second = P::Load(sums + lag + kWidth);
    for (size_t i = 0; i < count; ++i) {
      const auto sound = P::All(heard[i]);
      first += P::Load(played + lag + i) * sound;
      second += P::Load(played + lag + kWidth + i) * sound;
    }
    P::Store(first, sums + lag);
    P::Store(second, sums + lag + kWidth);
  }
}

}  // namespace
}  // namespace spillway
