// SPDX-License-Identifier: GPL-2.0-or-later
// How loud are 10 ms of sound, and how well do a few samples foretell the next one? Linear
// prediction by covariances: for tones it is exact at any length, where windows would blur them.
// Written once for lanes of any width; speech_path_scalar.cc, _narrow.cc, _avx2.cc and _avx512.cc
// are its paths. Unnamed namespace and few includes on purpose: see pack.h.
#pragma once

#include "native/dsp/simd/high_pass_lanes.h"
#include "native/dsp/simd/pack.h"
#include "native/dsp/speech/speech_lanes.h"

namespace spillway {
namespace {

/// Sum of squares that is added everywhere, so that silence divides by no zero: a tenth of the
/// smallest A-law step (8) in each sample of a frame.
constexpr float kSpeechNoiseSum = 0.8f * 0.8f * kSpeechFrame;

template <int kWidth>
class SpeechMeasure {
  using P = Pack<kWidth>;
  using Floats = typename P::Floats;

 public:
  SpeechMeasure(SpeechLanes& lanes, int lane) noexcept : lanes_(lanes), lane_(lane) {}

  void Measure(const float* samples, const HighPass& highPass) noexcept {
    Floats heard[kSpeechPast + kSpeechFrame];
    SPILLWAY_UNROLL
    for (int i = 0; i < kSpeechPast; ++i) heard[i] = P::Load(lanes_.past[i] + lane_);
    RunHighPass<kWidth>(lanes_.highPass, highPass, lane_, samples, kSpeechFrame,
                        heard + kSpeechPast);
    SPILLWAY_UNROLL
    for (int i = 0; i < kSpeechPast; ++i) P::Store(heard[kSpeechFrame + i], lanes_.past[i] + lane_);
    Multiply(heard + kSpeechPast);
    P::Store(product_[0][0] * (1.0f / kSpeechFrame), lanes_.meanSquare + lane_);
    Foretell();
    P::Store(Turn(), lanes_.turn + lane_);
  }

 private:
  static Floats AtLeast(Floats value, float least) noexcept {
    return value > least ? value : P::All(least);
  }

  /// Sums of products of the frame with itself, each side up to four samples late. Only those with
  /// the frame on one side are summed; the others are those a sample later, but for the ends.
  void Multiply(const Floats* frame) noexcept {
    Floats sums[kSpeechPast + 1]{};
    for (int n = 0; n < kSpeechFrame; ++n) {
      SPILLWAY_UNROLL
      for (int late = 0; late <= kSpeechPast; ++late) sums[late] += frame[n] * frame[n - late];
    }
    SPILLWAY_UNROLL
    for (int late = 0; late <= kSpeechPast; ++late) product_[0][late] = sums[late];
    SPILLWAY_UNROLL
    for (int i = 1; i <= kSpeechPast; ++i) {
      SPILLWAY_UNROLL
      for (int j = i; j <= kSpeechPast; ++j) {
        product_[i][j] = product_[i - 1][j - 1] + frame[-i] * frame[-j] -
                         frame[kSpeechFrame - i] * frame[kSpeechFrame - j];
      }
    }
  }

  /// What is left of the frame's power when it is foretold from two samples, and from all four
  /// (Cholesky: each step takes one sample more).
  void Foretell() noexcept {
    Floats factor[kSpeechPast][kSpeechPast];
    Floats solved[kSpeechPast];
    const Floats power = product_[0][0] + kSpeechNoiseSum;
    Floats left = product_[0][0];
    SPILLWAY_UNROLL
    for (int i = 0; i < kSpeechPast; ++i) {
      SPILLWAY_UNROLL
      for (int j = 0; j <= i; ++j) {
        Floats sum = product_[j + 1][i + 1];
        SPILLWAY_UNROLL
        for (int k = 0; k < j; ++k) sum -= factor[i][k] * factor[j][k];
        factor[i][j] = i == j ? Reciprocal(sum + kSpeechNoiseSum) : sum * factor[j][j];
      }
      Floats sum = product_[0][i + 1];
      SPILLWAY_UNROLL
      for (int k = 0; k < i; ++k) sum -= factor[i][k] * solved[k];
      solved[i] = sum * factor[i][i];
      left -= solved[i] * solved[i];
      if (i == 1)
        P::Store(power / (AtLeast(left, 0) + kSpeechNoiseSum), lanes_.foretoldByTwo + lane_);
    }
    P::Store(power / (AtLeast(left, 0) + kSpeechNoiseSum), lanes_.foretold + lane_);
  }

  /// Of the root of what must not be nothing.
  static Floats Reciprocal(Floats square) noexcept {
    return 1.0f / P::Root(AtLeast(square, kSpeechNoiseSum / 1000));
  }

  /// The turn of the wave that two samples foretell best: x[n] = 2 r cos(w) x[n-1] - r^2 x[n-2] of
  /// a wave that dies away by r in each sample.
  Floats Turn() const noexcept {
    const Floats a = product_[1][1] + kSpeechNoiseSum;
    const Floats b = product_[1][2];
    const Floats c = product_[2][2] + kSpeechNoiseSum;
    const Floats determinant = a * c - b * b;
    const Floats first = (product_[0][1] * c - product_[0][2] * b) / determinant;
    const Floats second = (product_[0][2] * a - product_[0][1] * b) / determinant;
    const auto waves = second < 0.0f;
    const Floats length = P::Root(waves ? -second : P::All(1.0f));
    const Floats turn = first / (length * 2.0f);
    const Floats bounded = turn > 1.0f ? P::All(1.0f) : AtLeast(turn, -1);
    return waves ? bounded : P::All(1.0f);
  }

  SpeechLanes& lanes_;
  const int lane_;
  Floats product_[kSpeechPast + 1][kSpeechPast + 1];  // from the diagonal on
};

/// `samples`: kSpeechFrame x kSpeechLanes, the lanes side by side; the first `count` lanes count.
template <int kWidth>
void RunSpeechFrame(SpeechLanes& lanes, const float* samples, const HighPass& highPass,
                    int count) noexcept {
  for (int lane = 0; lane < count; lane += kWidth)
    SpeechMeasure<kWidth>(lanes, lane).Measure(samples + lane, highPass);
}

}  // namespace
}  // namespace spillway
