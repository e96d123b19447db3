// SPDX-License-Identifier: GPL-2.0-or-later
// What does the media thread of dahdi_board tell the signalling thread, and what does it count?
#pragma once

#include <sys/eventfd.h>

#include <atomic>
#include <cstdint>
#include <vector>

#include "native/board/board.h"
#include "native/board/dahdi_device.h"
#include "native/core/spsc_ring.h"

namespace spillway {

/// An event on its way from the media thread to the signalling thread.
struct DahdiLineEvent {
  ChannelIndex channel;
  DahdiEvent event;
  int64_t at;  // when it was read from the driver
};

class DahdiNews {
 public:
  static constexpr size_t kEvents = 4'096;

  /// `signallingWake` is an eventfd that tells that `Next` has something.
  DahdiNews(size_t spans, int signallingWake)
      : wake_(signallingWake), slips_(spans), lost_(spans) {}

  // --- media thread ---
  void Tell(SpanIndex span, const DahdiLineEvent& event) noexcept {
    if (!events_.TryPush(event)) ++lost_[static_cast<size_t>(span)];
    eventfd_write(wake_, 1);
  }
  void Slipped(SpanIndex span) noexcept { ++slips_[static_cast<size_t>(span)]; }

  // --- signalling thread ---
  bool Next(DahdiLineEvent* event) noexcept { return events_.TryPop(event); }

  // --- any thread ---
  uint64_t Slips(SpanIndex span) const noexcept { return slips_[static_cast<size_t>(span)]; }
  /// Events that did not fit.
  uint64_t Lost(SpanIndex span) const noexcept { return lost_[static_cast<size_t>(span)]; }

 private:
  const int wake_;
  std::vector<std::atomic<uint64_t>> slips_;
  std::vector<std::atomic<uint64_t>> lost_;  // by span
  SpscRing<DahdiLineEvent> events_{kEvents};
};

}  // namespace spillway
