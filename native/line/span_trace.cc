// SPDX-License-Identifier: GPL-2.0-or-later
// What is told of a frame, and what did the frame filter leave of it?
#include "native/line/span_trace.h"

#include <cstring>

#include "native/line/fit_message.h"

namespace spillway {
namespace {

constexpr size_t kLayerTwoOctets = 4;  // address and control of an I-frame
constexpr size_t kNoOctets = 0;

/// A message of which the filter left nothing but the I-frame that carries it.
bool Emptied(const uint8_t* frame, size_t size, const FilteredFrame& filtered) noexcept {
  const bool information = size > kLayerTwoOctets && (frame[2] & 0x01) == 0;
  return information && filtered.messageType == 0;
}

}  // namespace

TracedFrame SpanTrace::Begin(const uint8_t* frame, size_t size, int64_t now) const noexcept {
  TracedFrame traced;
  traced.at = now;
  traced.span = span_;
  traced.size = static_cast<uint16_t>(size);
  std::memcpy(traced.bytes, frame, traced.Kept());
  return traced;
}

void SpanTrace::TellReceived(const uint8_t* frame, size_t size, bool layerOne,
                             int64_t now) noexcept {
  TracedFrame traced = Begin(frame, size, now);
  const FilteredFrame filtered = FilterFrame(frame, size);
  if (filtered.error) {
    traced.fault = filtered.error;
    traced.use = FrameUse::kPart;
  }
  if (filtered.size == 0 || Emptied(frame, size, filtered) || CarriesNothing(filtered.messageType))
    traced.use = FrameUse::kNone;
  if (!layerOne) {
    traced.fault = "the span is in alarm";
    traced.use = FrameUse::kNone;
  }
  tap_->Passed(traced);
}

void SpanTrace::Damaged(int64_t now) noexcept {
  if (!on_) return;
  const uint8_t none = 0;
  TracedFrame traced = Begin(&none, kNoOctets, now);
  traced.fault = "a frame was damaged on the line";
  traced.use = FrameUse::kNone;
  tap_->Passed(traced);
}

void SpanTrace::TellSent(const uint8_t* frame, size_t size, bool taken, int64_t now) noexcept {
  TracedFrame traced = Begin(frame, size, now);
  traced.direction = FrameDirection::kSent;
  if (!taken) {
    traced.fault = "the board's queue is full";
    traced.use = FrameUse::kNone;
  }
  tap_->Passed(traced);
}

}  // namespace spillway
