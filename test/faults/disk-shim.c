// SPDX-License-Identifier: GPL-2.0-or-later
// A disk that fails when a test says so: preloaded into a box, it stands between SQLite and the database's files. The file named by
// DISK_SHIM says how: `slow MS` (each flush takes so long), `error ERRNO` (each write, flush and question for rights fails).
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static int is_database(const char *path) { return strstr(path, "spillway.db") != NULL; }

static int of_database(int fd) {
  char link[64], path[512];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  const ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  return is_database(path);
}

/** The number behind `word` in the control file; 0: not said. */
static int told(const char *word) {
  const char *name = getenv("DISK_SHIM");
  char text[64] = "";
  const int fd = name == NULL ? -1 : open(name, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return 0;
  const ssize_t length = read(fd, text, sizeof text - 1);
  close(fd);
  if (length <= 0 || strncmp(text, word, strlen(word)) != 0) return 0;
  return atoi(text + strlen(word));
}

static int fails(void) {
  const int error = told("error");
  if (error != 0) errno = error;
  return error != 0;
}

static void flush_slowly(void) {
  const int milliseconds = told("slow");
  const struct timespec wait = {milliseconds / 1000, (milliseconds % 1000) * 1000000L};
  if (milliseconds > 0) nanosleep(&wait, NULL);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) {
  if (of_database(fd) && fails()) return -1;
  return syscall(SYS_pwrite64, fd, bytes, length, at);
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) { return pwrite64(fd, bytes, length, at); }

static int flush(int fd, long call) {
  if (of_database(fd)) {
    if (fails()) return -1;
    flush_slowly();
  }
  return (int)syscall(call, fd);
}

int fsync(int fd) { return flush(fd, SYS_fsync); }
int fdatasync(int fd) { return flush(fd, SYS_fdatasync); }

int access(const char *path, int rights) {
  if ((rights & W_OK) && is_database(path) && told("error") == EROFS && fails()) return -1;
  return (int)syscall(SYS_faccessat, AT_FDCWD, path, rights);
}
