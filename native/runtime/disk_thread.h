// SPDX-License-Identifier: GPL-2.0-or-later
// Who takes recordings from the media thread, and who waits for the disk, so that nobody else has
// to?
#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "native/core/clock.h"
#include "native/media/disk_worker.h"
#include "native/runtime/ring_sink.h"

namespace spillway {

/// The two threads of a DiskWorker. The disk thread looks every 10 ms whether there is something to
/// do: the media thread must not be the one to wake it, for that is a system call. Where nothing
/// was to be done for a second, whoever asks the media thread for something rouses this one as
/// well. It wakes the file thread, and may stand still no longer than that takes.
///
/// After it has flushed a recording, the file thread lets the disk be for as long: recordings that
/// end by the hundred must not be in the way of what the database flushes.
class DiskThread {
 public:
  /// Everything must outlive it.
  DiskThread(DiskWorker& worker, RingSink& sink, const Clock& clock);
  ~DiskThread();
  DiskThread(const DiskThread&) = delete;
  DiskThread& operator=(const DiskThread&) = delete;

  void Start();
  /// The media thread has a command, which may become something to do. A system call only while
  /// this thread rests. Any thread of ordinary rank.
  void Rouse() noexcept;
  /// Ends and joins both, then writes what is left and closes every recording. Idempotent; after
  /// the media thread has ended.
  void Stop() noexcept;

  /// Does all that is there, on this thread. Stepped engines only.
  void Turn() noexcept;

 private:
  void Collect() noexcept;
  bool Rest(std::unique_lock<std::mutex>* lock) noexcept;
  void Write() noexcept;
  int64_t CloseOne(FileWorker* files) noexcept;

  DiskWorker& worker_;
  RingSink& sink_;
  const Clock& clock_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::condition_variable wakeFiles_;
  bool stop_{false};  // under mutex_
  std::atomic<bool> resting_{false};
  std::atomic<bool> roused_{false};  // since the last rest began
  std::thread thread_;
  std::thread fileThread_;
};

}  // namespace spillway
