// SPDX-License-Identifier: GPL-2.0-or-later
// Who waits for the disk: writes recordings, flushes and closes them, reads prompts?
#pragma once

#include <deque>

#include "native/core/memory_keeper.h"
#include "native/media/file_link.h"
#include "native/media/file_system.h"

namespace spillway {

/// The other end of a FileLink. Runs on the file thread (or the stepping thread). What is to be
/// written goes before what takes long: between two flushes all that has come meanwhile is written,
/// and a prompt does not wait for the ends of recordings.
class FileWorker {
 public:
  /// All must outlive it. `memory` keeps prompts and may be null.
  FileWorker(FileLink* link, FileSystem* files, MemoryKeeper* memory)
      : link_(link), files_(files), memory_(memory) {}
  /// Closes what is open.
  ~FileWorker();
  FileWorker(const FileWorker&) = delete;
  FileWorker& operator=(const FileWorker&) = delete;

  /// Makes and writes files; true when there was anything to do.
  bool Write() noexcept;
  /// Reads one prompt; false when none is asked for.
  bool Load() noexcept;
  /// Flushes and closes one recording; false when none has ended.
  bool CloseOne() noexcept;
  /// Whether a recording waits for CloseOne.
  bool HasToClose() const noexcept { return !ended_.empty(); }

 private:
  void Do(const FileJob& job) noexcept;
  void Reply(const FileReply& reply) noexcept;
  void TakeWaiting() noexcept;

  FileLink* const link_;
  FileSystem* const files_;
  MemoryKeeper* const memory_;
  std::deque<FileJob> prompts_;
  std::deque<AudioFile*> ended_;
  std::deque<FileReply> replies_;  // that did not fit in the ring
};

}  // namespace spillway
