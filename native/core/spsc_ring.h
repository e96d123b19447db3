// SPDX-License-Identifier: GPL-2.0-or-later
// How do two threads pass records without a lock? One producer, one consumer, fixed capacity.
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>

namespace spillway {

/// A ring of `T` between exactly one producer thread and one consumer thread. Capacity is fixed at
/// construction (rounded up to a power of two). Push and Pop never allocate, lock or wait.
template <typename T>
class SpscRing {
 public:
  explicit SpscRing(size_t capacity) {
    size_t size = 1;
    while (size < capacity) size *= 2;
    mask_ = size - 1;
    slots_ = std::make_unique<T[]>(size);
  }
  SpscRing(const SpscRing&) = delete;
  SpscRing& operator=(const SpscRing&) = delete;

  /// Producer only. False when the ring is full; the value is then not taken.
  bool TryPush(const T& value) noexcept {
    const size_t head = head_.load(std::memory_order_relaxed);
    if (head - seenTail_ > mask_) {
      seenTail_ = tail_.load(std::memory_order_acquire);
      if (head - seenTail_ > mask_) return false;
    }
    slots_[head & mask_] = value;
    head_.store(head + 1, std::memory_order_release);
    return true;
  }

  /// Consumer only. What TryPop would give; null when the ring is empty.
  const T* Front() noexcept {
    const size_t tail = tail_.load(std::memory_order_relaxed);
    if (tail == seenHead_) seenHead_ = head_.load(std::memory_order_acquire);
    return tail == seenHead_ ? nullptr : &slots_[tail & mask_];
  }

  /// Consumer only. False when the ring is empty.
  bool TryPop(T* value) noexcept {
    const size_t tail = tail_.load(std::memory_order_relaxed);
    if (tail == seenHead_) {
      seenHead_ = head_.load(std::memory_order_acquire);
      if (tail == seenHead_) return false;
    }
    *value = slots_[tail & mask_];
    tail_.store(tail + 1, std::memory_order_release);
    return true;
  }

  /// Either thread; the other may be moving, so the figure is a hint.
  size_t Size() const noexcept {
    return head_.load(std::memory_order_acquire) - tail_.load(std::memory_order_acquire);
  }
  size_t Capacity() const noexcept { return mask_ + 1; }

 private:
  std::unique_ptr<T[]> slots_;
  size_t mask_;
  alignas(64) std::atomic<size_t> head_{0};
  size_t seenTail_{0};  // producer's copy
  alignas(64) std::atomic<size_t> tail_{0};
  size_t seenHead_{0};  // consumer's copy
};

}  // namespace spillway
