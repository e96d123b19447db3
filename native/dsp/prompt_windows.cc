// SPDX-License-Identifier: GPL-2.0-or-later
// Which runs of 160 bytes occur in a prompt?
#include "native/dsp/prompt_windows.h"

#include <array>
#include <cstring>

namespace spillway {

namespace {

/// How many different values the last kWindowBytes bytes have.
class ValueCount {
 public:
  void Add(uint8_t in) noexcept { different_ += counts_[in]++ == 0; }
  void Remove(uint8_t out) noexcept { different_ -= --counts_[out] == 0; }
  int Different() const noexcept { return different_; }

 private:
  std::array<int, 256> counts_{};
  int different_{0};
};

}  // namespace

PromptWindows::PromptWindows(const uint8_t* bytes, size_t size) : bytes_(bytes) {
  int bits = 4;
  while ((size_t{1} << bits) < 2 * size) ++bits;
  slots_.assign(size_t{1} << bits, kEmpty);
  shift_ = 64 - bits;

  WindowHash hash;
  ValueCount values;
  for (size_t end = 1; end <= size; ++end) {
    const uint8_t in = bytes[end - 1];
    values.Add(in);
    if (end <= kWindowBytes) {
      hash.Add(in);
    } else {
      const uint8_t out = bytes[end - 1 - kWindowBytes];
      values.Remove(out);
      hash.Replace(in, out);
    }
    if (end < kWindowBytes || values.Different() < kTellingValues) continue;
    const uint8_t* window = bytes + end - kWindowBytes;
    slots_[SlotOf(window, hash.Value())] = static_cast<uint32_t>(end - kWindowBytes);
  }
}

size_t PromptWindows::SlotOf(const uint8_t* window, uint64_t hash) const noexcept {
  const size_t mask = slots_.size() - 1;
  size_t slot = hash >> shift_;
  while (slots_[slot] != kEmpty && std::memcmp(bytes_ + slots_[slot], window, kWindowBytes) != 0) {
    slot = (slot + 1) & mask;
  }
  return slot;
}

bool PromptWindows::Contains(const uint8_t* window, uint64_t hash) const noexcept {
  return slots_[SlotOf(window, hash)] != kEmpty;
}

}  // namespace spillway
