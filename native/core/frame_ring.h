// SPDX-License-Identifier: GPL-2.0-or-later
// How does sound get to a thread or process that may be slow, dead or hostile, and from it?
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>

#include "native/core/ids.h"

namespace spillway {

/// What stands before the sound of a frame. docs/boundary.md has this layout for other programs.
struct FrameHeader {
  uint64_t tick;   // of its first sample, in ticks of the engine; what is missing in them was lost
  double at;       // the same as facts bear it, ms
  uint32_t flags;  // kLastFrame
  uint32_t detail;
};
static_assert(sizeof(FrameHeader) == 24);

/// Nothing follows for now: a pause behind it is none of sound that is missing.
constexpr uint32_t kLastFrame = 1;

/// Where a ring stands. Counts of frames that wrap; each word belongs to one side.
struct FrameIndexes {
  alignas(64) std::atomic<uint32_t> written;
  alignas(64) std::atomic<uint32_t> read;
};
static_assert(sizeof(FrameIndexes) == 128 && std::atomic<uint32_t>::is_always_lock_free);

/// A ring of frames in memory that belongs to somebody else, of one or more tracks of 160 bytes.
///
///     | written, read | header track track | header track track | ...
///
/// `frames` is a power of two. Neither end ever waits, and neither believes the other: what it
/// knows itself it keeps itself, and an index that cannot be makes the ring broken, for ever.
class FrameRing {
 public:
  static size_t SlotBytes(int tracks) noexcept {
    return sizeof(FrameHeader) + static_cast<size_t>(tracks) * kFrameSamples;
  }
  static size_t Bytes(uint32_t frames, int tracks) noexcept {
    return sizeof(FrameIndexes) + frames * SlotBytes(tracks);
  }

  FrameRing() = default;
  /// `memory` is zero, and 64-byte aligned.
  FrameRing(void* memory, uint32_t frames, int tracks) noexcept
      : indexes_(static_cast<FrameIndexes*>(memory)),
        slots_(static_cast<uint8_t*>(memory) + sizeof(FrameIndexes)),
        frames_(frames),
        tracks_(tracks) {}

  bool Broken() const noexcept { return broken_; }

 protected:
  uint8_t* Slot(uint32_t index) const noexcept {
    return slots_ + (index & (frames_ - 1)) * SlotBytes(tracks_);
  }

  FrameIndexes* indexes_{nullptr};
  uint8_t* slots_{nullptr};
  uint32_t frames_{0};
  int tracks_{0};
  uint32_t own_{0};   // frames written, or read, by this end
  uint32_t seen_{0};  // what the other end's index was
  bool broken_{false};
};

/// The end of one thread that writes.
class FrameWriter : public FrameRing {
 public:
  using FrameRing::FrameRing;

  /// False when the ring is full or broken: the frame is left out, those in the ring stay. `sound`
  /// are the tracks one by one; null: it has none.
  bool TryPush(const FrameHeader& header, const uint8_t* const* sound) noexcept {
    if (own_ - seen_ >= frames_ && !Look()) return false;
    uint8_t* slot = Slot(own_);
    std::memcpy(slot, &header, sizeof header);
    slot += sizeof header;
    for (int i = 0; sound != nullptr && i < tracks_; ++i, slot += kFrameSamples) {
      std::memcpy(slot, sound[i], kFrameSamples);
    }
    indexes_->written.store(++own_, std::memory_order_release);
    return true;
  }

  /// Whether the other end's index can be what it says; asked also while there is room.
  bool Look() noexcept {
    const uint32_t read = indexes_->read.load(std::memory_order_acquire);
    broken_ = broken_ || own_ - read > frames_;
    if (!broken_) seen_ = read;
    return !broken_ && own_ - seen_ < frames_;
  }
};

/// The end of one thread that reads.
class FrameReader : public FrameRing {
 public:
  using FrameRing::FrameRing;

  /// The header of the oldest frame; null when there is none. It is a copy: whoever writes to the
  /// ring behind our back changes nothing of it.
  const FrameHeader* Front() noexcept {
    if (own_ == seen_ && !Look()) return nullptr;
    std::memcpy(&front_, Slot(own_), sizeof front_);
    return &front_;
  }
  /// Behind a Front that was not null: copies the tracks one behind the other, and goes on.
  void Take(uint8_t* sound) noexcept {
    std::memcpy(sound, Slot(own_) + sizeof front_, static_cast<size_t>(tracks_) * kFrameSamples);
    Drop();
  }
  void Drop() noexcept { indexes_->read.store(++own_, std::memory_order_release); }

  /// Whether there are frames by the other end's index.
  bool Look() noexcept {
    const uint32_t written = indexes_->written.load(std::memory_order_acquire);
    broken_ = broken_ || written - own_ > frames_;
    if (!broken_) seen_ = written;
    return !broken_ && own_ != seen_;
  }

 private:
  FrameHeader front_{};
};

}  // namespace spillway
