// SPDX-License-Identifier: GPL-2.0-or-later
// Where does the sound of a stream lie, so that another thread or process can reach it?
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

#include "native/contract/commands.h"
#include "native/core/frame_ring.h"
#include "native/core/ids.h"

namespace spillway {

/// What the engine and the user tell each other beside sound.
enum class StreamState : uint32_t { kOpen, kEnded };
enum class StreamUser : uint32_t {
  kNone,      // nobody has come yet
  kAttached,  // one has; there is room for one
  kDone,      // it wants no more
  kGone       // it went without a word: its thread is over
};

/// The beginning of a stream's memory. src/native/stream-end.ts reads the same; docs/boundary.md
/// says what it is to other programs. Only the user believes the fixed part.
struct StreamHead {
  uint32_t magic;
  uint32_t version;
  uint32_t frames;  // in each ring
  uint32_t slotBytes;
  uint32_t fromEngine;  // where the ring of what the ear hears begins
  uint32_t toEngine;    // where the ring of what the source gives begins
  uint32_t samples;     // of a frame, A-law, 8,000 a second
  uint32_t reserved;
  uint64_t operation;
  alignas(64) std::atomic<StreamState> state;  // the engine's word
  alignas(64) std::atomic<StreamUser> user;    // the user's word
};
static_assert(sizeof(StreamHead) == 192);

constexpr uint32_t kStreamMagic = 0x53575053;  // "SPWS"
constexpr uint32_t kStreamVersion = 1;

/// The memory of one stream: a sealed memfd, so that no other process can make it shorter under our
/// feet, in memory before the first tick touches it. Made and freed by the thread that has the
/// engine, which asks by Released() whether the media thread is through with it.
class StreamMemory {
 public:
  /// Throws std::system_error. `frames` is a power of two up to kStreamFrames.
  StreamMemory(OperationId operation, uint32_t frames);
  ~StreamMemory();
  StreamMemory(const StreamMemory&) = delete;
  StreamMemory& operator=(const StreamMemory&) = delete;

  /// Maps a stream again, in whatever process; its user is there from now on. Null, and errno says
  /// why: it is none (EINVAL), another one's (ESTALE), somebody uses it (EBUSY), it is over
  /// (EPIPE).
  static StreamHead* Attach(int descriptor, OperationId operation, size_t* bytes) noexcept;
  /// The user goes; what it has not said yet, is said: kGone.
  static void Detach(StreamHead* head, size_t bytes) noexcept;

  int Descriptor() const noexcept { return descriptor_; }
  StreamHead* Head() const noexcept { return head_; }
  size_t Bytes() const noexcept { return bytes_; }
  FrameWriter Writer() const noexcept { return {At(sizeof(StreamHead)), frames_, 1}; }
  FrameReader Reader() const noexcept { return {At(toEngine_), frames_, 1}; }

  /// Media thread: nothing of it is touched any more. Any thread, when that has ended.
  void Release() noexcept {
    head_->state.store(StreamState::kEnded, std::memory_order_release);
    released_.store(true, std::memory_order_release);
  }
  bool Released() const noexcept { return released_.load(std::memory_order_acquire); }

 private:
  void* At(size_t offset) const noexcept { return reinterpret_cast<uint8_t*>(head_) + offset; }

  const uint32_t frames_;
  const size_t toEngine_;
  const size_t bytes_;
  int descriptor_;
  StreamHead* head_;
  std::atomic<bool> released_{false};
};

}  // namespace spillway
