// SPDX-License-Identifier: GPL-2.0-or-later
// Who waits for the disk, so that nobody else has to?
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "native/media/disk_worker.h"
#include "native/runtime/ring_sink.h"

namespace spillway {

/// The work of the disk thread. It looks every 10 ms whether there is something to do: the media
/// thread must not be the one to wake it, for that is a system call.
class DiskThread {
 public:
  /// Everything must outlive it.
  DiskThread(DiskWorker& worker, RingSink& sink);
  ~DiskThread();
  DiskThread(const DiskThread&) = delete;
  DiskThread& operator=(const DiskThread&) = delete;

  void Start();
  /// Ends and joins it, then writes what is left and closes every recording. Idempotent; after the
  /// media thread has ended.
  void Stop() noexcept;

  /// Does all that is there, on this thread. Stepped engines only.
  void Turn() noexcept;

 private:
  void Run() noexcept;

  DiskWorker& worker_;
  RingSink& sink_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stop_{false};  // under mutex_
  std::thread thread_;
};

}  // namespace spillway
