// SPDX-License-Identifier: GPL-2.0-or-later
// How is JavaScript woken by threads that must never wait for a lock that it holds?
#pragma once

#include <atomic>
#include <thread>

#include "native/runtime/doorbell.h"

namespace spillway {

/// A doorbell before another one that takes locks, as Node's does. Whoever rings writes to an
/// eventfd, and a thread of ordinary rank, `spillway-bell`, rings the other one. So no thread of
/// real-time rank waits for JavaScript, which may lose the processor while it holds the lock.
///
///     media, signalling, disk --Ring--> eventfd --> spillway-bell --Ring--> bell --> JavaScript
///
/// JavaScript Answers before it reads; until then more rings are none.
class BellRelay final : public Doorbell {
 public:
  /// `bell` outlives it; null: nobody is to be woken (stepped). Throws std::system_error.
  explicit BellRelay(Doorbell* bell);
  ~BellRelay() override;
  BellRelay(const BellRelay&) = delete;
  BellRelay& operator=(const BellRelay&) = delete;

  void Start();
  /// Ends and joins the thread. Idempotent; when nobody rings any more.
  void Stop() noexcept;

  /// Any thread. One system call at most, none while JavaScript is due to come anyway.
  void Ring() noexcept override;
  /// Whoever reads, before it does: what is pushed from now on rings again.
  void Answer() noexcept { rung_.exchange(false); }

 private:
  void Relay() noexcept;

  Doorbell* const bell_;
  const int event_;
  std::atomic<bool> rung_{false};
  std::atomic<bool> stop_{false};
  std::thread thread_;
};

}  // namespace spillway
