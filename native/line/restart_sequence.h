// SPDX-License-Identifier: GPL-2.0-or-later
// Which B-channel is to be restarted next, and which did not come back?
#pragma once

#include <bitset>
#include <climits>
#include <cstdint>

#include "native/line/b_channels.h"

namespace spillway {

/// Restarts one channel at a time (Q.931 5.5: they share the global call reference). A channel that
/// is not acknowledged twice is given up, and tried again after a minute.
class RestartSequence {
 public:
  static constexpr int64_t kT316Ns = 10'000'000'000;  // Q.931: 120 s; a wave can't wait that long
  static constexpr int kN316 = 2;
  static constexpr int64_t kRetryNs = 60'000'000'000;

  void Add(int slot) noexcept { waiting_.set(slot); }
  void Remove(int slot) noexcept {
    waiting_.reset(slot);
    given_.reset(slot);
    if (current_ == slot) current_ = kNoSlot;
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
    deadline_ = now + kT316Ns;
    return current_;
  }
  /// T316 is over: the same channel again; kNoSlot: it was sent often enough (then GiveUp).
  int Again(int64_t now) noexcept {
    if (sent_ >= kN316) return kNoSlot;
    ++sent_;
    deadline_ = now + kT316Ns;
    return current_;
  }
  /// The current channel is left out of service for a minute; returns it.
  int GiveUp(int64_t now) noexcept {
    const int slot = current_;
    given_.set(slot);
    current_ = kNoSlot;
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
    return given_.any() ? retryAt_ : INT64_MAX;
  }

 private:
  std::bitset<kSlots + 1> waiting_;
  std::bitset<kSlots + 1> given_;  // up, until retryAt_
  int current_ = kNoSlot;
  int sent_ = 0;
  int64_t deadline_ = 0;
  int64_t retryAt_ = 0;
};

}  // namespace spillway
