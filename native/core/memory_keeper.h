// SPDX-License-Identifier: GPL-2.0-or-later
// Who sees to it that what a tick uses is not away on a disk when it comes?
#pragma once

#include <cstddef>

namespace spillway {

/// Told of memory that ticks use. Threads that may wait, never the media thread.
class MemoryKeeper {
 public:
  virtual ~MemoryKeeper() = default;
  /// From now on it stays in memory, if that may be.
  virtual void Keep(const void* begin, size_t bytes) noexcept = 0;
  /// It need no longer; said before it is freed, with the same figures.
  virtual void Release(const void* begin, size_t bytes) noexcept = 0;
};

}  // namespace spillway
