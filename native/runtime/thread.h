// SPDX-License-Identifier: GPL-2.0-or-later
// How is a thread of the engine begun? Named, deaf to signals, and of real-time rank where allowed.
#pragma once

#include <functional>
#include <string>
#include <thread>

namespace spillway {

/// A thread that runs `work` until it returns. Signals stay with the threads that were there
/// before: Node's own handlers see them. `name`: at most 15 characters.
std::thread StartThread(const char* name, std::function<void()> work);

/// Whether a thread runs under SCHED_FIFO; if it asked and may not: why, and how to allow it.
struct RealTimeRank {
  bool granted{false};
  std::string hint;
};

constexpr int kMediaPriority = 50;  // above ordinary work, below the kernel's interrupt threads
constexpr int kSignallingPriority = 40;  // below media

/// Puts a thread under SCHED_FIFO.
RealTimeRank RaiseToRealTime(std::thread& thread, int priority);

/// What the calling thread asks of a disk comes after what others ask, where the kernel's scheduler
/// of that disk knows ranks.
void YieldDisk() noexcept;

}  // namespace spillway
