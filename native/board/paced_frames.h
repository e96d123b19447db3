// SPDX-License-Identifier: GPL-2.0-or-later
// When has a frame arrived? Frames on their way over one direction of a D-channel of 64 kbit/s.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>

namespace spillway {

/// Longest frame, without FCS. Q.921 5.9.3: 260 octets of information and 4 of address and control.
constexpr size_t kMaxFrameBytes = 512;

constexpr int64_t kNever = std::numeric_limits<int64_t>::max();

/// How long the sender's end of the wire stays busy; bounds what may wait there. One thread.
class FrameBacklog {
 public:
  /// Books a frame. False when more than a second of frames waits: there is no room.
  bool Book(int64_t wireNs, int64_t now) noexcept {
    constexpr int64_t kMaxBacklogNs = 1'000'000'000;
    if (freeAt_ < now) freeAt_ = now;
    if (freeAt_ - now > kMaxBacklogNs) return false;
    freeAt_ += wireNs;
    return true;
  }

 private:
  int64_t freeAt_{0};
};

/// A bounded queue whose frames come out when their last bit would have arrived. One thread.
class PacedFrames {
 public:
  explicit PacedFrames(size_t capacity) : slots_(new Slot[capacity]), capacity_(capacity) {}

  /// A frame begins to arrive. False when the queue is full or the frame too long.
  bool Push(const uint8_t* frame, size_t size, int64_t now) noexcept;
  /// The next frame that is complete at `now`: its size; 0: none. A frame longer than `capacity`
  /// is lost, which `*lost` tells.
  size_t Pop(uint8_t* frame, size_t capacity, int64_t now, bool* lost) noexcept;
  /// When the next frame is complete; kNever when none is on its way.
  int64_t NextAt() const noexcept { return count_ ? slots_[first_].completeAt : kNever; }
  void Clear() noexcept { count_ = 0; }

 private:
  struct Slot {
    int64_t completeAt;
    size_t size;
    std::array<uint8_t, kMaxFrameBytes> octets;
  };
  std::unique_ptr<Slot[]> slots_;
  size_t capacity_;
  size_t first_{0};
  size_t count_{0};
  int64_t freeAt_{0};  // when the last bit of the last frame has arrived
};

}  // namespace spillway
