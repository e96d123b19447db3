// SPDX-License-Identifier: GPL-2.0-or-later
// How do many bytes of A-law become samples, and back, as fast as this processor can?
#include <algorithm>

#include "native/dsp/g711.h"
#include "native/dsp/samples/sample_path.h"
#include "native/dsp/simd/paths.h"

namespace spillway {

void DecodeAlaw(const uint8_t* codes, size_t count, int16_t* samples) noexcept {
  WidestPath<SamplePath>().decodeAlaw(codes, count, samples);
}

void EncodeAlaw(const int16_t* samples, size_t count, uint8_t* codes) noexcept {
  WidestPath<SamplePath>().encodeAlaw(samples, count, codes);
}

int64_t AlawSumOfSquares(const uint8_t* codes, size_t count) noexcept {
  const SamplePath& path = WidestPath<SamplePath>();
  int16_t samples[SamplePath::kMostSquared];
  int64_t sum = 0;
  while (count > 0) {
    const size_t piece = std::min(count, SamplePath::kMostSquared);
    path.decodeAlaw(codes, piece, samples);
    sum += path.sumOfSquares(samples, piece);
    codes += piece;
    count -= piece;
  }
  return sum;
}

}  // namespace spillway
