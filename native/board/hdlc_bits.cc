// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/board/hdlc_bits.h"

namespace spillway {
namespace {

/// Counts bits as they leave, least significant first.
class BitCounter {
 public:
  void Add(uint8_t octet) noexcept {
    for (int bit = 0; bit < 8; ++bit) {
      ++bits_;
      ones_ = (octet >> bit) & 1 ? ones_ + 1 : 0;
      if (ones_ < 5) continue;
      ++bits_;  // Q.921 2.6: a zero after five ones, so that no flag appears in a frame
      ones_ = 0;
    }
  }
  int Bits() const noexcept { return bits_; }

 private:
  int bits_{0};
  int ones_{0};
};

}  // namespace

uint16_t FrameCheck(const uint8_t* frame, size_t size) noexcept {
  uint16_t remainder = 0xFFFF;
  for (size_t i = 0; i < size; ++i) {
    remainder ^= frame[i];
    for (int bit = 0; bit < 8; ++bit) {
      // x^16 + x^12 + x^5 + 1, least significant bit first.
      remainder = static_cast<uint16_t>(remainder & 1 ? (remainder >> 1) ^ 0x8408 : remainder >> 1);
    }
  }
  return static_cast<uint16_t>(~remainder);
}

int WireBits(const uint8_t* frame, size_t size) noexcept {
  constexpr int kFlagBits = 8;
  const uint16_t check = FrameCheck(frame, size);
  BitCounter counter;
  for (size_t i = 0; i < size; ++i) counter.Add(frame[i]);
  counter.Add(static_cast<uint8_t>(check & 0xFF));
  counter.Add(static_cast<uint8_t>(check >> 8));
  return kFlagBits + counter.Bits();
}

}  // namespace spillway
