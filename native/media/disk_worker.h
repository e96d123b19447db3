// SPDX-License-Identifier: GPL-2.0-or-later
// Who takes recordings from the media thread and sees to it that they reach the disk?
#pragma once

#include <deque>
#include <map>
#include <vector>

#include "native/core/memory_keeper.h"
#include "native/core/sink.h"
#include "native/media/disk_link.h"
#include "native/media/file_link.h"
#include "native/media/file_system.h"
#include "native/media/file_worker.h"
#include "native/media/recording.h"

namespace spillway {

/// The other end of a DiskLink, in two halves with a ring each way between them. One takes frames
/// and never waits (Collect, disk thread); the other waits for the disk (Files, file thread), so
/// that the end of one recording is no gap in another. Tells `recordingGap`, `recordingFailed`,
/// `finished` (of recordings) and `promptFailed`; `promptLoaded` is told by the media side when the
/// prompt can be played.
///
///     media --frames, requests--> Collect --jobs--> Files ----> disk
///     media <------ replies ----- Collect <-replies- Files
///
/// A recording is a WAV file (format 6, A-law, stereo: left received, right sent, 8,000 samples/s)
/// whose header is rewritten after every second of audio; it is on the disk (fdatasync) before its
/// `finished` is told, whose time is that of its end. A file that exists already is never
/// overwritten (recordingFailed, EEXIST).
///
/// While the disk stands still, or a held recording is not released, at most 30 s of each and 30 s
/// of as many as can be made at a time are kept in memory, the earliest; what comes then is a gap.
/// A file has at most 30 s of silence in place of gaps: what is longer is left out.
class DiskWorker {
 public:
  /// All must outlive the worker. `memory` keeps prompts; null: nobody does.
  DiskWorker(DiskLink* link, FileSystem* files, Sink* sink, MemoryKeeper* memory = nullptr);
  /// Finish().
  ~DiskWorker();
  DiskWorker(const DiskWorker&) = delete;
  DiskWorker& operator=(const DiskWorker&) = delete;

  /// The disk thread's turn: does what is there without waiting for the disk; true when anything
  /// was done. To be called within a second (a recorder's ring holds 5 s).
  bool Collect() noexcept;
  /// The half that waits.
  FileWorker& Files() noexcept { return files_; }
  /// Whether the file thread has something to do that it does not know of.
  /// Disk thread: whether there are any that are not yet in their files.
  bool HasRecordings() const noexcept { return !recordings_.empty(); }
  bool HasJobs() const noexcept { return fileLink_.jobs.Size() > 0; }

  /// Both halves by turns on one thread, and of what takes long one thing at most; true when
  /// anything was done: call it again then.
  bool Run() noexcept;

  /// When all threads have ended: writes what the rings still hold and closes every recording
  /// (`finished`, cleared). What was not released is not written. Idempotent.
  void Finish() noexcept;

 private:
  struct Entry {
    explicit Entry(const DiskRequest& request) : recording(request) {}
    Recording recording;
    bool attached{true};    // frames of it may come
    bool discarded{false};  // nothing of it is to be written
    bool closed{false};     // the file thread has done with it
  };
  using Entries = std::map<OperationId, Entry>;

  bool TakeRequests() noexcept;
  void Take(const DiskRequest& request) noexcept;
  void FreePrompt(const Prompt* prompt) noexcept;
  void Open(const DiskRequest& request) noexcept;
  void Discard(Entry* entry) noexcept;
  bool Drain(ChannelIndex channel) noexcept;
  void Take(Entry* entry, const RecorderFrame& frame) noexcept;
  bool HasRoom(Recording* recording) noexcept;
  void LeaveGap(Recording* recording, uint64_t ticks) noexcept;
  void End(ChannelIndex channel, FinishReason reason, uint64_t tick) noexcept;
  bool HandOver() noexcept;
  bool TakeFileReplies() noexcept;
  void Take(const FileReply& reply) noexcept;
  void Fail(Entry* entry) noexcept;
  void Closed(Entry* entry, uint64_t bytes, int error) noexcept;
  void TellFinished(const Recording& recording, FinishReason reason, double durationMs,
                    double gapMs) noexcept;
  void TellPromptFailed(PromptIndex prompt, Failure failure) noexcept;
  void Reply(const DiskReply& reply) noexcept;
  void EraseIfOver(Entry* entry) noexcept;
  double Now() const noexcept;

  DiskLink* const link_;
  Sink* const sink_;
  MemoryKeeper* const memory_;
  FileLink fileLink_;
  FileWorker files_;
  const uint64_t mostUnwritten_;
  uint64_t unwritten_{0};  // bytes of audio in memory, all recordings
  bool choked_{false};     // ... were too many, and are not yet few
  Entries recordings_;
  std::vector<std::deque<Entry*>> attached_;  // by channel: those whose frames are in its ring
  std::deque<FileJob> prompts_;               // that did not fit in the ring
  std::deque<DiskReply> replies_;             // that did not fit in the ring
};

}  // namespace spillway
