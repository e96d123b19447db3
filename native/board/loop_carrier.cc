// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/board/loop_carrier.h"

#include <algorithm>

namespace spillway {

LoopCarrier::LoopCarrier(const SpanShape& shape)
    : Carrier(shape), arrived_(shape.AudioBytes(), kSilence) {}

void LoopCarrier::Read(uint8_t* audio) noexcept {
  std::copy(arrived_.begin(), arrived_.end(), audio);
  std::fill(arrived_.begin(), arrived_.end(), kSilence);
}

void LoopCarrier::Write(const uint8_t* audio) noexcept {
  std::copy(audio, audio + far_->arrived_.size(), far_->arrived_.begin());
}

bool LoopCarrier::SendFrame(const uint8_t* frame, size_t size, int64_t now) noexcept {
  const bool taken = far_->inbox_.TakeFrame(frame, size, now);
  if (!taken) ++counters_.frameErrors;
  return taken;
}

void LoopCarrier::SendLine(int port, LineAction action, int64_t now) noexcept {
  // A tick later, as the audio: no answer overtakes the samples that were sent before it.
  far_->inbox_.TakeLine(port, action, now + kTickNs);
}

}  // namespace spillway
