// SPDX-License-Identifier: GPL-2.0-or-later
// What is there of a recording that is not yet in its file?
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "native/core/ids.h"
#include "native/media/disk_link.h"
#include "native/media/file_link.h"

namespace spillway {

/// How much audio of a recording is kept in memory while it may not be written yet or the disk
/// stands still, 30 s; what comes then is a gap.
constexpr uint64_t kMostUnwrittenMs = 30'000;
/// How much silence a file gets in place of what is missing, in all; longer gaps are cut.
constexpr uint64_t kMostSilenceMs = 30'000;

/// One recording on the disk thread's side: takes frames and makes the jobs that put them into the
/// file. It touches no file. A held one keeps its jobs until it is released, so that not a byte is
/// on the disk before.
class Recording {
 public:
  explicit Recording(const DiskRequest& request);
  /// Frees what was not handed over.
  ~Recording();
  Recording(const Recording&) = delete;
  Recording& operator=(const Recording&) = delete;

  OperationId Operation() const noexcept { return operation_; }
  ChannelIndex Channel() const noexcept { return channel_; }
  /// How much audio was lost.
  double GapMs() const noexcept { return static_cast<double>(gapTicks_) * kTickMilliseconds; }
  /// Length of the file when all is written.
  double DurationMs() const noexcept;

  /// How many ticks are missing before `tick`.
  uint64_t Missing(uint64_t tick) const noexcept { return tick > nextTick_ ? tick - nextTick_ : 0; }
  /// Goes on behind so many missing ticks; how many of them are silence in the file.
  uint64_t AppendGap(uint64_t ticks);
  /// Takes a frame.
  void Append(const RecorderFrame& frame);
  /// Whether memory has room for another frame; once it had none, not before half of it is free.
  bool HasRoom() noexcept;
  /// There is no more of it from `tick` on: the rest goes to the file, and the file is closed.
  void End(FinishReason reason, uint64_t tick);
  bool Ended() const noexcept { return ended_; }
  FinishReason Reason() const noexcept { return reason_; }
  uint64_t EndTick() const noexcept { return endTick_; }

  /// It may be written.
  void Release() noexcept { held_ = false; }
  bool Held() const noexcept { return held_; }
  /// What is in memory is of no use any more; how many bytes of audio that was.
  uint64_t Forget() noexcept;
  /// Nothing more is taken.
  bool Failed() const noexcept { return failed_; }
  void Fail() noexcept { failed_ = true; }

  /// Hands over jobs as long as there is room; true when there were any.
  bool HandOver(SpscRing<FileJob>* jobs) noexcept;
  /// The file thread has written so much of what was handed over.
  void Written(uint64_t bytes) noexcept { unwritten_ -= bytes; }

 private:
  void Put(const uint8_t* received, const uint8_t* sent);
  void PushBuffer();
  FileJob Job(FileJob::Kind kind) const noexcept;

  const OperationId operation_;
  const ChannelIndex channel_;
  AudioFile* file_;  // the file thread's once it has the first job
  bool held_;
  bool failed_{false};
  bool choked_{false};
  bool ended_{false};
  FinishReason reason_{};
  uint64_t endTick_{0};
  uint64_t nextTick_;
  uint64_t gapTicks_{0};
  uint64_t silentTicks_{0};
  uint64_t bytes_{0};      // of audio and silence taken
  uint64_t unwritten_{0};  // bytes of audio in memory
  std::vector<uint8_t>* buffer_{nullptr};
  std::deque<FileJob> jobs_;
};

}  // namespace spillway
