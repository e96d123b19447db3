// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/board/paced_frames.h"

#include <algorithm>
#include <cstring>

#include "native/board/hdlc_bits.h"

namespace spillway {

bool PacedFrames::Push(const uint8_t* frame, size_t size, int64_t now) noexcept {
  if (count_ == capacity_ || size == 0 || size > kMaxFrameBytes) return false;

  freeAt_ = std::max(freeAt_, now) + WireBits(frame, size) * kDChannelBitNs;
  Slot& slot = slots_[(first_ + count_++) % capacity_];
  slot.completeAt = freeAt_;
  slot.size = size;
  std::memcpy(slot.octets.data(), frame, size);
  return true;
}

size_t PacedFrames::Pop(uint8_t* frame, size_t capacity, int64_t now, bool* lost) noexcept {
  while (count_ > 0 && slots_[first_].completeAt <= now) {
    const Slot& slot = slots_[first_];
    first_ = (first_ + 1) % capacity_;
    --count_;
    if (slot.size > capacity) {
      *lost = true;
      continue;
    }
    std::memcpy(frame, slot.octets.data(), slot.size);
    return slot.size;
  }
  return 0;
}

}  // namespace spillway
