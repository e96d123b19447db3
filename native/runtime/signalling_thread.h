// SPDX-License-Identifier: GPL-2.0-or-later
// Who serves the D-channels and the analog lines, whether or not JavaScript has time?
#pragma once

#include <atomic>
#include <cstdint>
#include <thread>

#include "native/board/board.h"
#include "native/contract/commands.h"
#include "native/core/clock.h"
#include "native/core/spsc_ring.h"
#include "native/line/signalling.h"
#include "native/runtime/memory_lock.h"
#include "native/runtime/ring_sink.h"
#include "native/runtime/trace_ring.h"

namespace spillway {

/// The work of the signalling thread: waits for frames, events, commands and deadlines.
class SignallingThread {
 public:
  /// Everything must outlive it.
  SignallingThread(Board& board, const Clock& clock, Signalling& signalling,
                   SpscRing<LineCommand>& commands, RingSink& sink, TraceRing& trace);
  ~SignallingThread();
  SignallingThread(const SignallingThread&) = delete;
  SignallingThread& operator=(const SignallingThread&) = delete;

  /// `memory` keeps the thread's stack until Stop.
  void Start(MemoryLock* memory);
  /// Ends and joins it. Idempotent.
  void Stop() noexcept;

  /// Commands, then what the board has and what is due, on this thread. Stepped engines only.
  void Turn(int64_t now) noexcept;
  /// Turns since the start: at least one a second while the thread is alive. Any thread.
  uint64_t Turns() const noexcept { return turns_.load(std::memory_order_relaxed); }

 private:
  void Run() noexcept;

  Board& board_;
  const Clock& clock_;
  Signalling& signalling_;
  SpscRing<LineCommand>& commands_;
  RingSink& sink_;
  TraceRing& trace_;
  std::atomic<uint64_t> turns_{0};
  std::atomic<bool> stop_{false};
  std::thread thread_;
  MemoryLock* memory_{nullptr};
};

}  // namespace spillway
