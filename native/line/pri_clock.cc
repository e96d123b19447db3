// SPDX-License-Identifier: GPL-2.0-or-later
// What time does libpri see? Its calls to gettimeofday are linked to the function below.
#include "native/line/pri_clock.h"

#include <pthread.h>
#include <sys/time.h>

#include <cassert>

namespace spillway {
namespace {

constexpr int64_t kOutside = -1;
thread_local int64_t priNow = kOutside;

/// std::mutex knows no priority inheritance.
class InheritingMutex {
 public:
  InheritingMutex() noexcept {
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_setprotocol(&attributes, PTHREAD_PRIO_INHERIT);
    pthread_mutex_init(&mutex_, &attributes);
    pthread_mutexattr_destroy(&attributes);
  }
  void Lock() noexcept { pthread_mutex_lock(&mutex_); }
  void Unlock() noexcept { pthread_mutex_unlock(&mutex_); }

 private:
  pthread_mutex_t mutex_;
};

InheritingMutex& PriMutex() noexcept {
  static InheritingMutex mutex;  // libpri's own static state is what makes this one process-wide
  return mutex;
}

}  // namespace

PriScope::PriScope(int64_t now) noexcept {
  assert(now >= 0);
  PriMutex().Lock();
  priNow = now;
}

PriScope::~PriScope() {
  priNow = kOutside;
  PriMutex().Unlock();
}

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
