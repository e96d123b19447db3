// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/runtime/monotonic_clock.h"

#include <cerrno>
#include <ctime>

namespace spillway {
namespace {

constexpr int64_t kNanosecondsPerSecond = 1'000'000'000;

int64_t SinceBoot() noexcept {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * kNanosecondsPerSecond + now.tv_nsec;
}

}  // namespace

MonotonicClock::MonotonicClock() noexcept : origin_(SinceBoot()) {}

int64_t MonotonicClock::Now() const noexcept { return SinceBoot() - origin_; }

void MonotonicClock::SleepUntil(int64_t at) noexcept {
  const int64_t sinceBoot = at + origin_;
  timespec until{};
  until.tv_sec = static_cast<time_t>(sinceBoot / kNanosecondsPerSecond);
  until.tv_nsec = static_cast<long>(sinceBoot % kNanosecondsPerSecond);
  while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, nullptr) == EINTR) {
  }
}

}  // namespace spillway
