// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/runtime/disk_thread.h"

#include <algorithm>
#include <chrono>

#include "native/runtime/thread.h"

namespace spillway {
namespace {

constexpr std::chrono::milliseconds kInterval{10};
constexpr std::chrono::milliseconds kIdle{2'000};
// When nothing was to be done for a second, what comes then waits for this. The ring of a recording
// holds far more.
constexpr std::chrono::milliseconds kRest{1'000};
constexpr int kTurnsToRest = 100;
constexpr int64_t kLongestRestNs = 200'000'000;

}  // namespace

DiskThread::DiskThread(DiskWorker& worker, RingSink& sink, const Clock& clock)
    : worker_(worker), sink_(sink), clock_(clock) {}

DiskThread::~DiskThread() { Stop(); }

void DiskThread::Start() {
  fileThread_ = StartThread("spillway-files", [this] {
    YieldDisk();
    Write();
  });
  thread_ = StartThread("spillway-disk", [this] { Collect(); });
}

void DiskThread::Stop() noexcept {
  if (thread_.joinable()) {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      stop_ = true;
    }
    wake_.notify_one();
    wakeFiles_.notify_one();
    thread_.join();
    fileThread_.join();
  }
  worker_.Finish();
}

void DiskThread::Turn() noexcept {
  while (worker_.Run()) {
  }
}

void DiskThread::Collect() noexcept {
  std::unique_lock<std::mutex> lock(mutex_);
  for (int turns = 0; !stop_;) {
    lock.unlock();
    const bool more = worker_.Collect();
    sink_.Flush();
    lock.lock();
    if (worker_.HasJobs()) wakeFiles_.notify_one();
    turns = more || worker_.HasRecordings() ? 0 : std::min(turns + 1, kTurnsToRest);
    if (more) continue;
    if (turns == kTurnsToRest) {
      if (Rest(&lock)) turns = 0;
    } else {
      wake_.wait_for(lock, kInterval, [this] { return stop_; });
    }
  }
}

/// True when it was roused. Whoever rouses sees that we rest, or we that he did: each tells first
/// and looks then.
bool DiskThread::Rest(std::unique_lock<std::mutex>* lock) noexcept {
  resting_ = true;
  wake_.wait_for(*lock, kRest, [this] { return stop_ || roused_; });
  resting_ = false;
  return roused_.exchange(false);
}

void DiskThread::Rouse() noexcept {
  roused_ = true;
  if (!resting_) return;
  {
    const std::lock_guard<std::mutex> lock(mutex_);  // it sleeps, or has not looked yet
  }
  wake_.notify_one();
}

void DiskThread::Write() noexcept {
  FileWorker& files = worker_.Files();
  int64_t restUntil = 0;
  std::unique_lock<std::mutex> lock(mutex_);
  while (!stop_) {
    lock.unlock();
    bool more = files.Write();
    more |= files.Load();
    if (files.HasToClose() && clock_.Now() >= restUntil) {
      restUntil = CloseOne(&files);
      more = true;
    }
    lock.lock();
    if (more) continue;
    const std::chrono::nanoseconds rest{std::max<int64_t>(restUntil - clock_.Now(), 0)};
    wakeFiles_.wait_for(lock, files.HasToClose() ? rest : kIdle,
                        [this] { return stop_ || worker_.HasJobs(); });
  }
}

/// Gives the time before which no other is to be closed.
int64_t DiskThread::CloseOne(FileWorker* files) noexcept {
  const int64_t begun = clock_.Now();
  files->CloseOne();
  const int64_t done = clock_.Now();
  return done + std::min(done - begun, kLongestRestNs);
}

}  // namespace spillway
