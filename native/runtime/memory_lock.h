// SPDX-License-Identifier: GPL-2.0-or-later
// Which pages must never be on a disk when a tick needs them, and are they held?
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "native/core/memory_keeper.h"

namespace spillway {

/// A piece of memory: where, how many bytes.
using MemoryBlock = std::pair<const void*, size_t>;

/// Locks ranges of memory, page by page, and counts what the system refuses (RLIMIT_MEMLOCK).
/// Everything works without. Not mlockall: V8 gives pages back to the kernel, which refuses for
/// locked ones, and V8 then ends the process.
///
/// Blocks that share a page are counted on it, so that one can be released without the other. Two
/// engines in one process do not know of each other: the end of one may cost the other the page at
/// the edge of a block. Any thread but media and signalling.
class MemoryLock final : public MemoryKeeper {
 public:
  MemoryLock() = default;
  /// ReleaseAll().
  ~MemoryLock() override;
  MemoryLock(const MemoryLock&) = delete;
  MemoryLock& operator=(const MemoryLock&) = delete;

  void Keep(const void* begin, size_t bytes) noexcept override;
  void Release(const void* begin, size_t bytes) noexcept override;
  /// The smallest first: where not all may be locked, it is the state of channels rather than what
  /// lies in a ring for JavaScript.
  void Keep(std::vector<MemoryBlock> blocks) noexcept;
  /// The code and constants of the program or shared object that this is in. They stay locked when
  /// the engine has ended: another one may run.
  void KeepProgram() noexcept;
  /// The upper part of a thread's stack, so that no tick is the first to touch a page of it.
  void KeepStack(std::thread& thread) noexcept;
  /// Before the thread is joined.
  void ReleaseStack(std::thread& thread) noexcept;
  /// Before the memory is freed.
  void ReleaseAll() noexcept;

  uint64_t LockedBytes() const noexcept;
  /// That should be locked and may not.
  uint64_t RefusedBytes() const noexcept;

 private:
  struct Page {
    int blocks{0};
    bool locked{false};
  };
  using Pages = std::map<uintptr_t, Page>;  // by their beginnings
  void LockRun(uintptr_t begin, uintptr_t end) noexcept;
  void Forget(Pages::iterator first, Pages::iterator end) noexcept;

  mutable std::mutex mutex_;
  Pages pages_;
  uint64_t lockedPages_{0};
  uint64_t refusedPages_{0};
  uint64_t lockedProgram_{0};  // bytes
  uint64_t refusedProgram_{0};
};

}  // namespace spillway
