// SPDX-License-Identifier: GPL-2.0-or-later
// How is libpri called safely, and what time does it see? Inside a PriScope.
#pragma once

#include <cstdint>
#include <mutex>

namespace spillway {

/// While it lives, this thread alone is inside libpri (whose state and buffers are partly
/// process-wide), and the gettimeofday that libpri calls tells `now` (nanoseconds of the engine's
/// clock). Any thread; never one scope inside another.
class PriScope {
 public:
  explicit PriScope(int64_t now) noexcept;
  ~PriScope();
  PriScope(const PriScope&) = delete;
  PriScope& operator=(const PriScope&) = delete;

 private:
  std::unique_lock<std::mutex> lock_;
};

}  // namespace spillway
