// SPDX-License-Identifier: GPL-2.0-or-later
// What time is it in the engine? The only code in C++ that reads a clock.
#pragma once

#include "native/core/clock.h"

namespace spillway {

/// Nanoseconds since this clock was made, by CLOCK_MONOTONIC: stepping the system's time does not
/// move it. Thread-safe.
class MonotonicClock final : public Clock {
 public:
  MonotonicClock() noexcept;
  int64_t Now() const noexcept override;
  void SleepUntil(int64_t at) noexcept override;

 private:
  int64_t origin_;
};

}  // namespace spillway
