// SPDX-License-Identifier: GPL-2.0-or-later
// What time does libpri see? Its calls to gettimeofday are linked to the function below.
#include <sys/time.h>

extern "C" {

int __real_gettimeofday(struct timeval* now, void* zone);

// Weak, so that the line's own clock takes its place as soon as it is linked.
__attribute__((weak)) int __wrap_gettimeofday(struct timeval* now, void* zone) {
  return __real_gettimeofday(now, zone);
}
}
