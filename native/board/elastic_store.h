// SPDX-License-Identifier: GPL-2.0-or-later
// How is audio of a far end with a clock of its own evened out? A few frames deep, and slips.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace spillway {

/// Holds at most 4 ticks of a span's audio. Starts to give when 2 are there, so that either side
/// may be late by two ticks before a slip. Media thread; allocates only in the constructor.
class ElasticStore {
 public:
  explicit ElasticStore(size_t tickBytes) : tickBytes_(tickBytes), bytes_(kTicks * tickBytes) {}

  /// True when the oldest tick had to go to make room: a slip.
  bool Put(const uint8_t* tick) noexcept {
    const bool slip = count_ == kTicks;
    if (slip) Drop();
    std::copy_n(tick, tickBytes_, Slot(count_++));
    if (count_ >= kTicksAtStart) started_ = true;
    return slip;
  }
  /// False when there is nothing to give.
  bool Take(uint8_t* tick) noexcept {
    if (!started_ || count_ == 0) return false;
    std::copy_n(Slot(0), tickBytes_, tick);
    Drop();
    return true;
  }
  /// Has enough come to begin with? From then on a tick that is missing is a slip.
  bool Started() const noexcept { return started_; }
  void Clear() noexcept {
    count_ = 0;
    started_ = false;
  }

 private:
  static constexpr size_t kTicks = 4;
  static constexpr size_t kTicksAtStart = 2;
  uint8_t* Slot(size_t place) noexcept {
    return bytes_.data() + ((first_ + place) % kTicks) * tickBytes_;
  }
  void Drop() noexcept {
    first_ = (first_ + 1) % kTicks;
    --count_;
  }

  const size_t tickBytes_;
  std::vector<uint8_t> bytes_;
  size_t first_{0};
  size_t count_{0};
  bool started_{false};
};

}  // namespace spillway
