// SPDX-License-Identifier: GPL-2.0-or-later
// How do the frames of a channel's recordings get to the disk thread? The ring of a stream, with
// two tracks, in our own memory.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <memory>

#include "native/contract/records.h"
#include "native/core/frame_ring.h"

namespace spillway {

/// How long the disk thread may be kept from its work before a recording gets a gap: 5.12 s.
constexpr int kRecorderFrames = 256;

/// 20 ms of a recording, or its end.
struct RecorderFrame {
  uint64_t tick;        // media time of the first sample, in ticks; a jump is a gap
  bool end;             // no audio: the recording stops before `tick`
  FinishReason reason;  // with `end`: why
  uint8_t sound[2][kFrameSamples];
};

/// Between the media thread, which pushes, and the disk thread, which pops.
class RecorderRing {
 public:
  RecorderRing()
      : memory_(std::aligned_alloc(alignof(FrameIndexes), kBytes)),
        writer_(memory_.get(), kRecorderFrames, kTracks),
        reader_(memory_.get(), kRecorderFrames, kTracks) {
    if (!memory_) throw std::bad_alloc();
    std::memset(memory_.get(), 0, kBytes);
  }

  /// False: the ring is full, and the frame is left out.
  bool TryPush(uint64_t tick, const uint8_t* left, const uint8_t* right) noexcept {
    const uint8_t* const sound[kTracks] = {left, right};
    return writer_.TryPush({tick, 0, 0, 0}, sound);
  }
  bool TryPushEnd(uint64_t tick, FinishReason reason) noexcept {
    return writer_.TryPush({tick, 0, kLastFrame, static_cast<uint32_t>(reason)}, nullptr);
  }
  bool TryPop(RecorderFrame* frame) noexcept {
    const FrameHeader* header = reader_.Front();
    if (header == nullptr) return false;
    frame->tick = header->tick;
    frame->end = (header->flags & kLastFrame) != 0;
    frame->reason = static_cast<FinishReason>(header->detail);
    reader_.Take(frame->sound[0]);
    return true;
  }
  /// Either thread; the other may be moving.
  bool Empty() const noexcept {
    const auto* indexes = static_cast<const FrameIndexes*>(memory_.get());
    return indexes->written.load(std::memory_order_acquire) ==
           indexes->read.load(std::memory_order_acquire);
  }

 private:
  static constexpr int kTracks = 2;
  static constexpr size_t kBytes =
      (sizeof(FrameIndexes) +
       kRecorderFrames * (sizeof(FrameHeader) + kTracks * size_t{kFrameSamples}) + 63) /
      64 * 64;
  struct Free {
    void operator()(void* memory) const noexcept { std::free(memory); }
  };

  std::unique_ptr<void, Free> memory_;
  FrameWriter writer_;
  FrameReader reader_;
};

}  // namespace spillway
