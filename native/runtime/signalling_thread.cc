// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/runtime/signalling_thread.h"

#include <algorithm>

#include "native/runtime/thread.h"

namespace spillway {
namespace {

constexpr int64_t kLongestWaitNs = 1'000'000'000;

}  // namespace

SignallingThread::SignallingThread(Board& board, const Clock& clock, Signalling& signalling,
                                   SpscRing<LineCommand>& commands, RingSink& sink,
                                   TraceRing& trace)
    : board_(board),
      clock_(clock),
      signalling_(signalling),
      commands_(commands),
      sink_(sink),
      trace_(trace) {}

SignallingThread::~SignallingThread() { Stop(); }

void SignallingThread::Start(MemoryLock* memory) {
  thread_ = StartThread("spillway-line", [this] { Run(); });
  memory_ = memory;
  memory_->KeepStack(thread_);
  // So that hook edges are read when they happen. Where it is not allowed, the media thread says
  // so.
  RaiseToRealTime(thread_, kSignallingPriority);
}

void SignallingThread::Stop() noexcept {
  stop_.store(true);
  if (!thread_.joinable()) return;
  board_.WakeSignalling();
  memory_->ReleaseStack(thread_);
  thread_.join();
}

void SignallingThread::Run() noexcept {
  while (!stop_.load()) {
    const int64_t wait = signalling_.Deadline() - clock_.Now();
    board_.AwaitSignalling(std::clamp<int64_t>(wait, 0, kLongestWaitNs));
    Turn(clock_.Now());
    sink_.Flush();
    trace_.Flush();
  }
}

void SignallingThread::Turn(int64_t now) noexcept {
  LineCommand command;
  while (commands_.TryPop(&command)) signalling_.Execute(command, now);
  signalling_.Run(now);
  turns_.fetch_add(1, std::memory_order_relaxed);
}

}  // namespace spillway
