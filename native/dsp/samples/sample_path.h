// SPDX-License-Identifier: GPL-2.0-or-later
// What is done to every sample that is decoded, made louder, summed or encoded? A-law, gain and
// mixing, compiled for vectors of several widths; which of them runs: simd/paths.h.
#pragma once

#include <cstddef>
#include <cstdint>

namespace spillway {

/// One way to compute; all come to the same bits. The scalar one is the reference. Any number of
/// samples; no thread, clock or allocation. What is read and what is written must not overlap,
/// unless it is the same array.
struct SamplePath {
  const char* name;
  /// A-law bytes to samples, as ITU-T G.711 says.
  void (*decodeAlaw)(const uint8_t* codes, size_t count, int16_t* samples);
  /// Samples to A-law bytes.
  void (*encodeAlaw)(const int16_t* samples, size_t count, uint8_t* codes);
  /// Adds a talker to a sum.
  void (*add)(const int16_t* samples, size_t count, int32_t* sum);
  /// A sum without one of its talkers, cut to 16 bits.
  void (*sumWithout)(const int32_t* sum, const int16_t* own, size_t count, int16_t* mixed);
  /// A sum, cut to 16 bits.
  void (*cut)(const int32_t* sum, size_t count, int16_t* mixed);
  /// A sum of many who may all be loud (soft_limit.h). What is above the knee approaches full scale
  /// and never reaches it: knee + r d / (d + r), where d is what is above it and r the room there
  /// is. No corner at the knee, so no crackle.
  void (*limit)(const int32_t* sum, size_t count, int16_t* mixed);
  /// The same of a sum without one of its talkers.
  void (*limitWithout)(const int32_t* sum, const int16_t* own, size_t count, int16_t* mixed);
  /// A sum of talkers in A-law; it was anything before.
  void (*sumAlaw)(const uint8_t* const* talkers, int talkerCount, size_t count, int32_t* sum);
  /// sumWithout and limitWithout of a talker in A-law, to A-law: what each party of a conference
  /// hears, in one go.
  void (*sumWithoutAlaw)(const int32_t* sum, const uint8_t* own, size_t count, uint8_t* mixed);
  void (*limitWithoutAlaw)(const int32_t* sum, const uint8_t* own, size_t count, uint8_t* mixed);
  /// Samples times a factor (0 to kMostFactor), rounded half away from zero, cut to 16 bits.
  void (*scale)(const int16_t* samples, size_t count, float factor, int16_t* scaled);
  /// The same, while the factor goes from `from` by `change` as `shape` (0 to 1) says.
  void (*fade)(const int16_t* samples, size_t count, float from, float change, const float* shape,
               int16_t* faded);
  /// Sum of the squares of samples that A-law has: multiples of 8. At most kMostSquared of them.
  int64_t (*sumOfSquares)(const int16_t* samples, size_t count);

  static constexpr size_t kMostSquared = 480;
  /// About 66 dB: products stay far from what an int32_t holds.
  static constexpr float kMostFactor = 2000;

  static const SamplePath kScalar, kNarrow, kAvx2, kAvx512;
};

}  // namespace spillway
