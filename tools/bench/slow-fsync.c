// SPDX-License-Identifier: GPL-2.0-or-later
// How does a program run on a disk that is slow to confirm? Preloaded (LD_PRELOAD), this makes each fsync and fdatasync take
// SLOW_FSYNC_US microseconds longer.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

typedef int (*sync_function)(int file);

static int slowly(const char* name, int file) {
  const char* microseconds = getenv("SLOW_FSYNC_US");
  const long wait = microseconds ? atol(microseconds) : 0;
  struct timespec rest = {wait / 1000000, wait % 1000000 * 1000};
  sync_function real = (sync_function)dlsym(RTLD_NEXT, name);
  const int result = real(file);
  while (nanosleep(&rest, &rest) != 0) {
  }
  return result;
}

int fsync(int file) { return slowly("fsync", file); }

int fdatasync(int file) { return slowly("fdatasync", file); }
