// SPDX-License-Identifier: GPL-2.0-or-later
// Who tells the time to code that must wait? Only runtime/ implements this; tests pass their own.
#pragma once

#include <cstdint>

namespace spillway {

/// A monotonic clock in nanoseconds that can be waited for. Thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual int64_t Now() const noexcept = 0;
  virtual void SleepUntil(int64_t at) noexcept = 0;
};

}  // namespace spillway
