// SPDX-License-Identifier: GPL-2.0-or-later
// What must be computed to find what comes back of a sound that is known? Which way of computing
// runs: simd/paths.h.
#pragma once

#include <cstddef>

namespace spillway {

/// How much of an echo is modelled (16 ms): what a hybrid makes of one sample.
constexpr int kEchoTaps = 128;
/// Samples at a time.
constexpr int kEchoFrame = 160;
/// Samples for which a model is held still; what it would have learned meanwhile is allowed for.
constexpr int kEchoBlock = 4;
/// Samples that are played, of which a frame hears the echo. The last ones need only be numbers.
constexpr int kEchoPlayed = kEchoTaps - 1 + kEchoFrame + kEchoBlock - 1;

/// Two models of one line, the oldest sample's tap first. What is learned is tried by one, and used
/// by the other when it has proved good: who speaks meanwhile spoils the first only.
struct alignas(64) EchoModels {
  float learning[kEchoTaps];
  float used[kEchoTaps];
};

/// Sums of squares over a frame.
struct EchoPowers {
  float heard;
  float learned;  // what is left by the model that learns
  float left;     // what is left by the one in use
};

/// One way to compute; all come to the same bits. The scalar one is the reference.
struct EchoPath {
  const char* name;
  /// A frame: `heard` less what the models make of `played` (kEchoPlayed), of which the frame's
  /// first sample is at kEchoTaps - 1; what the model in use leaves goes to `left`. The other one
  /// learns. `uses`: false while no model is in use; `left` is what was heard then.
  void (*run)(EchoModels& models, bool uses, const float* played, const float* heard, float* left,
              EchoPowers* powers);
  /// Adds to `sums`, for each of `lags` (a multiple of 32), the products of `heard` (`count`) with
  /// what was played; `played` + lag is heard at the same time.
  void (*correlate)(const float* heard, size_t count, const float* played, size_t lags,
                    float* sums);

  static const EchoPath kScalar, kNarrow, kAvx2, kAvx512;
};

}  // namespace spillway
