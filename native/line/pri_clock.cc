// SPDX-License-Identifier: GPL-2.0-or-later
// What time does libpri see? Its calls to gettimeofday are linked to the function below.
#include "native/line/pri_clock.h"

#include <sys/time.h>

#include <cassert>

namespace spillway {
namespace {

constexpr int64_t kOutside = -1;
thread_local int64_t priNow = kOutside;

std::mutex& PriMutex() noexcept {
  static std::mutex mutex;  // libpri's own static state is what makes this one process-wide
  return mutex;
}

}  // namespace

PriScope::PriScope(int64_t now) noexcept : lock_(PriMutex()) {
  assert(now >= 0);
  priNow = now;
}

PriScope::~PriScope() { priNow = kOutside; }

}  // namespace spillway

extern "C" {

int __real_gettimeofday(struct timeval* now, void* zone);

int __wrap_gettimeofday(struct timeval* now, void* zone) {
  if (spillway::priNow == spillway::kOutside) return __real_gettimeofday(now, zone);
  now->tv_sec = spillway::priNow / 1'000'000'000;
  now->tv_usec = spillway::priNow % 1'000'000'000 / 1'000;
  return 0;
}
}
