// SPDX-License-Identifier: GPL-2.0-or-later
// How do many bytes of A-law become samples, and back, as fast as this processor can?
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

}  // namespace spillway
