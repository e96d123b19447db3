// SPDX-License-Identifier: GPL-2.0-or-later
// How do A-law and mu-law bytes become 16 bit samples, and back? Tables, made by the compiler: the
// reference of all that is faster.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace spillway {
namespace g711 {

// ITU-T G.711 as its reference software (G.191) has it. Samples are 16 bit, left-justified.

/// The sample that an A-law byte stands for; even bits are inverted on the line.
constexpr int16_t ExpandAlaw(uint8_t code) noexcept {
  const int byte = code ^ 0x55;
  const int exponent = (byte >> 4) & 7;
  int magnitude = ((byte & 0x0F) << 4) + 8;  // half a step up: the middle of the interval
  if (exponent > 0) magnitude = (magnitude + 0x100) << (exponent - 1);
  return static_cast<int16_t>((byte & 0x80) ? magnitude : -magnitude);
}

/// The sample that a mu-law byte stands for; all bits are inverted on the line.
constexpr int16_t ExpandMulaw(uint8_t code) noexcept {
  const int byte = code ^ 0xFF;
  const int exponent = (byte >> 4) & 7;
  const int magnitude = ((((byte & 0x0F) << 3) + 0x84) << exponent) - 0x84;
  return static_cast<int16_t>((byte & 0x80) ? -magnitude : magnitude);
}

/// The A-law byte of a sample. Negative samples are complemented, not negated: G.191.
constexpr uint8_t CompressAlaw(int16_t sample) noexcept {
  int magnitude = (sample < 0 ? ~sample : sample) >> 4;  // 0-2047
  int exponent = 0;
  if (magnitude > 15) {
    exponent = 1;
    while (magnitude > 31) {
      magnitude >>= 1;
      ++exponent;
    }
    magnitude -= 16;
  }
  const int byte = (sample < 0 ? 0 : 0x80) | (exponent << 4) | magnitude;
  return static_cast<uint8_t>(byte ^ 0x55);
}

/// The mu-law byte of a sample.
constexpr uint8_t CompressMulaw(int16_t sample) noexcept {
  int magnitude = ((sample < 0 ? ~sample : sample) >> 2) + 33;
  if (magnitude > 0x1FFF) magnitude = 0x1FFF;
  int exponent = 0;
  for (int rest = magnitude >> 6; rest != 0; rest >>= 1) ++exponent;
  const int byte = (sample < 0 ? 0x80 : 0) | (exponent << 4) | ((magnitude >> (exponent + 1)) & 15);
  return static_cast<uint8_t>(byte ^ 0xFF);
}

template <typename T, size_t kSize, typename Make>
constexpr std::array<T, kSize> Table(Make make) noexcept {
  std::array<T, kSize> table{};
  for (size_t i = 0; i < kSize; ++i) table[i] = make(i);
  return table;
}

struct ExpandAlawAt {
  constexpr int16_t operator()(size_t i) const { return ExpandAlaw(static_cast<uint8_t>(i)); }
};
struct ExpandMulawAt {
  constexpr int16_t operator()(size_t i) const { return ExpandMulaw(static_cast<uint8_t>(i)); }
};
struct CompressAlawAt {  // by the upper 12 bits of a sample: A-law knows no finer ones
  constexpr uint8_t operator()(size_t i) const {
    return CompressAlaw(static_cast<int16_t>(static_cast<uint16_t>(i << 4)));
  }
};

inline constexpr auto kAlawToLinear = Table<int16_t, 256>(ExpandAlawAt{});
inline constexpr auto kMulawToLinear = Table<int16_t, 256>(ExpandMulawAt{});
inline constexpr auto kLinearToAlaw = Table<uint8_t, 4096>(CompressAlawAt{});

}  // namespace g711

/// A-law byte to 16 bit sample. Any thread, as all below.
inline int16_t AlawToLinear(uint8_t code) noexcept { return g711::kAlawToLinear[code]; }
/// Mu-law byte to 16 bit sample.
inline int16_t MulawToLinear(uint8_t code) noexcept { return g711::kMulawToLinear[code]; }
/// 16 bit sample to the nearest A-law byte.
inline uint8_t LinearToAlaw(int16_t sample) noexcept {
  return g711::kLinearToAlaw[static_cast<uint16_t>(sample) >> 4];
}
/// 16 bit sample to the nearest mu-law byte. Computed: only prompts and tests need it.
inline uint8_t LinearToMulaw(int16_t sample) noexcept { return g711::CompressMulaw(sample); }

/// `count` A-law bytes to samples, by the widest path (samples/alaw.cc).
void DecodeAlaw(const uint8_t* codes, size_t count, int16_t* samples) noexcept;
/// `count` samples to A-law bytes, by the widest path.
void EncodeAlaw(const int16_t* samples, size_t count, uint8_t* codes) noexcept;
/// Sum of the squares of what `count` A-law bytes stand for, by the widest path.
int64_t AlawSumOfSquares(const uint8_t* codes, size_t count) noexcept;

}  // namespace spillway
