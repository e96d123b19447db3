// SPDX-License-Identifier: GPL-2.0-or-later
// Which B-channel is to be restarted next, and which did not come back?
#pragma once

#include <array>
#include <bitset>
#include <climits>
#include <cstdint>

#include "native/line/b_channels.h"

namespace spillway {

/// Restarts one channel at a time (Q.931 5.5: they share the global call reference). A channel that
/// is not acknowledged twice is given up, and tried again after a minute. An exchange that left one
/// unanswered may leave all: from then on each is tried once and shortly, so that all is known
/// soon, until it acknowledges one, be it late.
class RestartSequence {
 public:
  static constexpr int64_t kT316Ns = 10'000'000'000;  // Q.931: 120 s; a wave can't wait that long
  static constexpr int kN316 = 2;
  static constexpr int64_t kHastyNs = 2'000'000'000;
  static constexpr int64_t kRetryNs = 60'000'000'000;

  void Add(int slot, int64_t now) noexcept {
    waiting_.set(slot);
    given_.reset(slot);
    if (since_[slot] == 0) since_[slot] = now;
  }
  /// The channel need not be restarted any more.
  void Remove(int slot) noexcept {
    waiting_.reset(slot);
    given_.reset(slot);
    since_[slot] = 0;
    if (current_ == slot) current_ = kNoSlot;
  }
  /// The far end has acknowledged the channel, perhaps late; false: it was not asked to.
  bool Acknowledged(int slot) noexcept {
    if (slot == kNoSlot || (slot != current_ && !given_.test(slot))) return false;
    Remove(slot);
    hasty_ = false;
    return true;
  }
  bool GivenUp(int slot) const noexcept { return given_.test(slot); }
  /// Whether it has waited for so long, in vain.
  bool Overdue(int slot, int64_t now, int64_t limit) const noexcept {
    return since_[slot] != 0 && now - since_[slot] >= limit;
  }
  bool Has(int slot) const noexcept { return current_ == slot || waiting_.test(slot); }
  int Current() const noexcept { return current_; }

  /// The channel whose RESTART is to be sent now; kNoSlot: wait.
  int Next(int64_t now) noexcept {
    if (current_ != kNoSlot || waiting_.none()) return kNoSlot;
    current_ = 1;
    while (!waiting_.test(current_)) ++current_;
    waiting_.reset(current_);
    sent_ = 1;
    deadline_ = now + (hasty_ ? kHastyNs : kT316Ns);
    return current_;
  }
  /// T316 is over: the same channel again; kNoSlot: it was sent often enough (then GiveUp).
  int Again(int64_t now) noexcept {
    if (hasty_ || sent_ >= kN316) return kNoSlot;
    ++sent_;
    deadline_ = now + kT316Ns;
    return current_;
  }
  /// The current channel is left out of service for a minute; returns it.
  int GiveUp(int64_t now) noexcept {
    const int slot = current_;
    given_.set(slot);
    current_ = kNoSlot;
    hasty_ = true;
    retryAt_ = now + kRetryNs;
    return slot;
  }
  /// The link went down: the current channel waits again.
  void Interrupt() noexcept {
    if (current_ != kNoSlot) waiting_.set(current_);
    current_ = kNoSlot;
  }
  /// Channels that are due to be tried again, once.
  std::bitset<kSlots + 1> Retry(int64_t now) noexcept {
    if (given_.none() || now < retryAt_) return {};
    const auto due = given_;
    given_.reset();
    return due;
  }
  bool Expired(int64_t now) const noexcept { return current_ != kNoSlot && now >= deadline_; }
  int64_t Deadline() const noexcept {
    if (current_ != kNoSlot) return deadline_;
    if (waiting_.any()) return 0;
    return given_.any() ? retryAt_ : INT64_MAX;
  }

 private:
  std::bitset<kSlots + 1> waiting_;
  std::bitset<kSlots + 1> given_;            // up, until retryAt_
  std::array<int64_t, kSlots + 1> since_{};  // when it was first added; 0: it need not be restarted
  bool hasty_ = false;
  int current_ = kNoSlot;
  int sent_ = 0;
  int64_t deadline_ = 0;
  int64_t retryAt_ = 0;
};

}  // namespace spillway
