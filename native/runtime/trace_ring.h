// SPDX-License-Identifier: GPL-2.0-or-later
// Where do traced frames wait for JavaScript, and what if it does not come?
#pragma once

#include <cstddef>
#include <cstdint>

#include "native/core/spsc_ring.h"
#include "native/line/span_trace.h"
#include "native/runtime/doorbell.h"

namespace spillway {

/// A ring of its own, so that a trace never costs a fact. A frame that does not fit is lost; the
/// next one that fits tells how many were.
class TraceRing final : public FrameTap {
 public:
  /// `bell` may be null (stepped) and outlives the ring.
  TraceRing(size_t frames, Doorbell* bell) : frames_(frames), bell_(bell) {}

  // Producer: the signalling thread
  void Passed(TracedFrame& frame) noexcept override {
    news_ = true;
    frame.lostBefore = lost_;
    if (frames_.TryPush(frame))
      lost_ = 0;
    else
      ++lost_;
  }
  /// Rings if there is news. Once a turn.
  void Flush() noexcept {
    if (!news_) return;
    news_ = false;
    if (bell_) bell_->Ring();
  }

  // Consumer
  SpscRing<TracedFrame>& Frames() noexcept { return frames_; }

 private:
  SpscRing<TracedFrame> frames_;
  Doorbell* const bell_;
  uint32_t lost_{0};
  bool news_{false};
};

}  // namespace spillway
