// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/board/dahdi_drift.h"

#include <cstdlib>

namespace spillway {
namespace {

constexpr int64_t kBlockNs = 20'000'000;
constexpr int64_t kWindowNs = 20'000'000'000;
constexpr int64_t kLeastNs = 55'000'000'000;  // three windows
constexpr int64_t kJumpNs = 5'000'000;        // more than 250 ppm: the blocks have begun anew

}  // namespace

void DahdiDrift::Reset() noexcept {
  firstAt_ = 0;
  count_ = 0;
}

void DahdiDrift::Seen(int64_t at) noexcept {
  if (firstAt_ == 0) {
    firstAt_ = windowFrom_ = at;
    blocks_ = offset_ = 0;
    earliest_ = {at, 0};
    return;
  }
  const int64_t since = at - firstAt_ - offset_ + kBlockNs / 2;
  blocks_ = since / kBlockNs;
  offset_ = at - firstAt_ - blocks_ * kBlockNs;
  if (offset_ < earliest_.offset) earliest_ = {at, offset_};
  if (at - windowFrom_ >= kWindowNs) CloseWindow(at);
}

void DahdiDrift::CloseWindow(int64_t at) noexcept {
  if (count_ > 0 && std::llabs(earliest_.offset - points_[count_ - 1].offset) > kJumpNs) {
    return Reset();
  }
  if (count_ == kPoints) {
    for (size_t i = 1; i < kPoints; ++i) points_[i - 1] = points_[i];
    --count_;
  }
  points_[count_++] = earliest_;
  windowFrom_ = at;
  earliest_ = {at, offset_};
  const Point& first = points_[0];
  const Point& last = points_[count_ - 1];
  if (last.at - first.at < kLeastNs) return;
  const auto moved = static_cast<double>(last.offset - first.offset);
  ppm_.store(-1e6 * moved / static_cast<double>(last.at - first.at), std::memory_order_relaxed);
}

}  // namespace spillway
