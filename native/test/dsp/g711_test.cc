// SPDX-License-Identifier: GPL-2.0-or-later
// Is G.711 bit-exact?
#include "native/dsp/g711.h"

#include <doctest/doctest.h>

using namespace spillway;

namespace {

/// The code's value, computed from the samples that get this code: the middle of them.
template <typename Compress>
int MiddleOfSamples(int code, Compress compress) {
  int first = INT16_MAX + 1;
  int last = INT16_MIN;
  for (int sample = INT16_MIN; sample <= INT16_MAX; ++sample) {
    if (compress(static_cast<int16_t>(sample)) != code) continue;
    if (sample < first) first = sample;
    last = sample;
  }
  return (first + last + 1) / 2;
}

}  // namespace

TEST_CASE("A-law codes stand for the values of G.711, table 1") {
  // Code on the line (even bits inverted); value of the table (4096 is full scale) x 8.
  CHECK(AlawToLinear(0xD5) == 1 * 8);
  CHECK(AlawToLinear(0x55) == -1 * 8);
  CHECK(AlawToLinear(0xD4) == 3 * 8);
  CHECK(AlawToLinear(0xC5) == 33 * 8);
  CHECK(AlawToLinear(0xF5) == 66 * 8);
  CHECK(AlawToLinear(0xAA) == 4032 * 8);
  CHECK(AlawToLinear(0x2A) == -4032 * 8);
}

TEST_CASE("mu-law codes stand for the values of G.711, table 2") {
  // Value of the table (8192 is full scale) x 4.
  CHECK(MulawToLinear(0xFF) == 0);
  CHECK(MulawToLinear(0x7F) == 0);
  CHECK(MulawToLinear(0xFE) == 2 * 4);
  CHECK(MulawToLinear(0xEF) == 33 * 4);
  CHECK(MulawToLinear(0x80) == 8031 * 4);
  CHECK(MulawToLinear(0x00) == -8031 * 4);
}

TEST_CASE("each of the 256 A-law codes survives the way to a sample and back") {
  for (int code = 0; code < 256; ++code) {
    CHECK(LinearToAlaw(AlawToLinear(static_cast<uint8_t>(code))) == code);
  }
}

TEST_CASE("each of the 256 mu-law codes survives it, but the negative zero") {
  for (int code = 0; code < 256; ++code) {
    if (code == 0x7F) continue;  // the same sample as 0xFF
    CHECK(LinearToMulaw(MulawToLinear(static_cast<uint8_t>(code))) == code);
  }
}

TEST_CASE("a code's value lies in the middle of the samples that get it") {
  for (int code = 0; code < 256; ++code) {
    CAPTURE(code);
    CHECK(MiddleOfSamples(code, LinearToAlaw) == AlawToLinear(static_cast<uint8_t>(code)));
    // The codes around zero and the loudest ones are lopsided in mu-law.
    if ((code & 0x7F) == 0x7F || (code & 0x7F) == 0) continue;
    CHECK(MiddleOfSamples(code, LinearToMulaw) == MulawToLinear(static_cast<uint8_t>(code)));
  }
}
