// SPDX-License-Identifier: GPL-2.0-or-later
// How does one who looks for a fault see the frames of a D-channel? A tap at the seam between board
// and D-channel; off until somebody asks.
#pragma once

#include <cstddef>
#include <cstdint>

#include "native/contract/records.h"
#include "native/core/ids.h"
#include "native/line/frame_filter.h"

namespace spillway {

/// A frame that passed on a D-channel.
struct TracedFrame {
  int64_t at = 0;  // nanoseconds of the engine's monotonic clock
  SpanIndex span = 0;
  FrameDirection direction = FrameDirection::kReceived;
  FrameUse use = FrameUse::kWhole;    // what the D-channel, or the line, got of it
  uint16_t size = 0;                  // octets on the line, without FCS; 0: damaged, not readable
  uint32_t lostBefore = 0;            // frames that the tap could not tell just before this one
  const char* fault = "";             // a constant text: why it was not used whole; "": no fault
  uint8_t bytes[kLongestFrame] = {};  // the first of them
  size_t Kept() const noexcept { return size < sizeof(bytes) ? size : sizeof(bytes); }
};

/// Takes traced frames; never waits. May change `lostBefore`.
class FrameTap {
 public:
  virtual ~FrameTap() = default;
  virtual void Passed(TracedFrame& frame) noexcept = 0;
};

/// The frames of one span on their way to a tap. Signalling thread; nothing throws or allocates.
class SpanTrace {
 public:
  /// `tap` may be null: nothing is ever told.
  SpanTrace(SpanIndex span, FrameTap* tap) noexcept : tap_(tap), span_(span) {}

  void Switch(bool on) noexcept { on_ = on && tap_; }
  /// Before the D-channel gets it, so that its response comes after. `layerOne`: no alarm.
  void Received(const uint8_t* frame, size_t size, bool layerOne, int64_t now) noexcept {
    if (on_) TellReceived(frame, size, layerOne, now);
  }
  /// A frame that the board could not read.
  void Damaged(int64_t now) noexcept;
  /// `taken`: the board has it in its queue.
  void Sent(const uint8_t* frame, size_t size, bool taken, int64_t now) noexcept {
    if (on_) TellSent(frame, size, taken, now);
  }

 private:
  void TellReceived(const uint8_t* frame, size_t size, bool layerOne, int64_t now) noexcept;
  void TellSent(const uint8_t* frame, size_t size, bool taken, int64_t now) noexcept;
  TracedFrame Begin(const uint8_t* frame, size_t size, int64_t now) const noexcept;

  FrameTap* tap_;
  SpanIndex span_;
  bool on_ = false;
};

}  // namespace spillway
