// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/runtime/disk_thread.h"

#include <chrono>

#include "native/runtime/thread.h"

namespace spillway {
namespace {

constexpr std::chrono::milliseconds kInterval{10};

}  // namespace

DiskThread::DiskThread(DiskWorker& worker, RingSink& sink) : worker_(worker), sink_(sink) {}

DiskThread::~DiskThread() { Stop(); }

void DiskThread::Start() {
  thread_ = StartThread("spillway-disk", [this] { Run(); });
}

void DiskThread::Stop() noexcept {
  if (thread_.joinable()) {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      stop_ = true;
    }
    wake_.notify_one();
    thread_.join();
  }
  worker_.Finish();
}

void DiskThread::Turn() noexcept {
  while (worker_.Run()) {
  }
}

void DiskThread::Run() noexcept {
  std::unique_lock<std::mutex> lock(mutex_);
  while (!stop_) {
    lock.unlock();
    const bool more = worker_.Run();
    sink_.Flush();
    lock.lock();
    if (!more) wake_.wait_for(lock, kInterval, [this] { return stop_; });
  }
}

}  // namespace spillway
