// SPDX-License-Identifier: GPL-2.0-or-later
// Who writes recordings and reads prompts while the media thread goes on?
#pragma once

#include <deque>
#include <memory>
#include <vector>

#include "native/core/sink.h"
#include "native/media/disk_link.h"
#include "native/media/file_system.h"
#include "native/media/recording.h"

namespace spillway {

/// The other end of a DiskLink. Runs on the disk thread (or the stepping thread); it may wait for
/// the disk. Tells `recordingGap`, `recordingFailed`, `finished` (of recordings) and
/// `promptFailed`; `promptLoaded` is told by the media side when the prompt can be played.
///
/// A recording is a WAV file (format 6, A-law, stereo: left received, right sent, 8,000 samples/s)
/// whose header is rewritten after every second of audio; it is on the disk (fdatasync) before its
/// `finished` is told. A file that exists already is never overwritten (recordingFailed, EEXIST).
class DiskWorker {
 public:
  /// All three must outlive the worker.
  DiskWorker(DiskLink* link, FileSystem* files, Sink* sink);
  /// Finish().
  ~DiskWorker();
  DiskWorker(const DiskWorker&) = delete;
  DiskWorker& operator=(const DiskWorker&) = delete;

  /// Does what is there and returns; true when anything was done. Call it again at once while it
  /// returns true, and otherwise within a second (a recorder's ring holds 5 s).
  bool Run() noexcept;

  /// When the media thread has ended: writes what the rings still hold and closes every recording
  /// (`finished`, cleared). Idempotent.
  void Finish() noexcept;

 private:
  bool TakeRequests() noexcept;
  bool Drain(int recorder) noexcept;
  void Take(int recorder, const RecorderFrame& frame) noexcept;
  void Open(const DiskRequest& request) noexcept;
  void Load(const DiskRequest& request) noexcept;
  void Fail(int recorder, int error) noexcept;
  void Close(int recorder, FinishReason reason) noexcept;
  void TellFinished(const Recording& recording, FinishReason reason) noexcept;
  void Reply(const DiskReply& reply) noexcept;
  double Now() const noexcept;

  DiskLink* const link_;
  FileSystem* const files_;
  Sink* const sink_;
  std::vector<std::unique_ptr<Recording>> recordings_;  // by recorder
  std::deque<DiskReply> replies_;                       // that did not fit in the ring
};

}  // namespace spillway
