// SPDX-License-Identifier: GPL-2.0-or-later
// Which runs of 160 bytes occur in a prompt?
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace spillway {

/// Bytes that must arrive in one run to count as heard: 20 ms.
constexpr size_t kWindowBytes = 160;

/// Different byte values that a window must have to be told apart. Windows of silence and of the
/// faint edges of speech have a handful and occur in any prompt; 20 ms of speech have 60 and more.
constexpr int kTellingValues = 32;

/// base^exponent modulo 2^64.
constexpr uint64_t PowerOf(uint64_t base, size_t exponent) noexcept {
  uint64_t result = 1;
  for (size_t i = 0; i < exponent; ++i) result *= base;
  return result;
}

/// Hash of a window that moves on by one byte at a time: a polynomial modulo 2^64. It only narrows
/// the search; a find is always compared byte by byte.
class WindowHash {
 public:
  void Add(uint8_t in) noexcept { value_ = value_ * kBase + in + 1; }
  void Replace(uint8_t in, uint8_t out) noexcept {
    value_ = value_ * kBase + in + 1 - (out + uint64_t{1}) * kBaseToWindow;
  }
  /// The hash of the last kWindowBytes bytes.
  uint64_t Value() const noexcept { return (value_ ^ (value_ >> 32)) * 0x9E3779B97F4A7C15u; }

 private:
  static constexpr uint64_t kBase =
      0xD1342543DE82EF95u;  // odd, and a good multiplier (Steele, Vigna)
  static constexpr uint64_t kBaseToWindow = PowerOf(kBase, kWindowBytes);

  uint64_t value_{0};
};

/// An open-addressed table of every window of a prompt, at every offset, but those with fewer than
/// kTellingValues different bytes. Equal windows stand in it once. Immutable after construction:
/// any thread may look things up. Construction allocates 4 bytes x 2 to 3 for each byte of the
/// prompt.
class PromptWindows {
 public:
  /// `bytes` must outlive the table.
  PromptWindows(const uint8_t* bytes, size_t size);
  PromptWindows(const PromptWindows&) = delete;
  PromptWindows& operator=(const PromptWindows&) = delete;

  /// True when this window of kWindowBytes bytes, whose hash is `hash`, occurs in the prompt.
  bool Contains(const uint8_t* window, uint64_t hash) const noexcept;

  /// Calls `each` with the place and size of each piece of memory that it lies in.
  template <typename Each>
  void EachBlock(const Each& each) const {
    each(this, sizeof(*this));
    each(slots_.data(), slots_.size() * sizeof(slots_[0]));
  }

 private:
  static constexpr uint32_t kEmpty = UINT32_MAX;
  /// The slot that holds an equal window, or the empty one where it would be.
  size_t SlotOf(const uint8_t* window, uint64_t hash) const noexcept;

  const uint8_t* bytes_;
  std::vector<uint32_t> slots_;  // offsets of windows; a power of two, a third to half full
  int shift_{0};
};

}  // namespace spillway
