// SPDX-License-Identifier: GPL-2.0-or-later
// How does a test prove that a tick does not allocate? malloc and its like are replaced.
#include "native/test/realtime_guard.h"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace {

thread_local int forbidden = 0;

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
constexpr bool kWorks = true;

void Check(const char* what) noexcept {
  if (forbidden == 0) return;
  forbidden = 0;  // abort may allocate
  constexpr char kMessage[] = "realtime_guard: allocation inside a tick: ";
  if (write(STDERR_FILENO, kMessage, sizeof kMessage - 1) < 0 ||
      write(STDERR_FILENO, what, std::strlen(what)) < 0 || write(STDERR_FILENO, "\n", 1) < 0) {
    std::abort();
  }
  std::abort();
}
#else
constexpr bool kWorks = false;
#endif

}  // namespace

ForbidAllocation::ForbidAllocation() noexcept { ++forbidden; }
ForbidAllocation::~ForbidAllocation() { --forbidden; }
bool ForbidAllocation::Works() noexcept { return kWorks; }

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
// glibc's own names for what is replaced. operator new and delete come here as well.
extern "C" {
void* __libc_malloc(size_t size);
void* __libc_calloc(size_t count, size_t size);
void* __libc_realloc(void* block, size_t size);
void* __libc_memalign(size_t alignment, size_t size);
void __libc_free(void* block);

void* malloc(size_t size) {
  Check("malloc");
  return __libc_malloc(size);
}

void* calloc(size_t count, size_t size) {
  Check("calloc");
  return __libc_calloc(count, size);
}

void* realloc(void* block, size_t size) {
  Check("realloc");
  return __libc_realloc(block, size);
}

void* memalign(size_t alignment, size_t size) {
  Check("memalign");
  return __libc_memalign(alignment, size);
}

void* aligned_alloc(size_t alignment, size_t size) {
  Check("aligned_alloc");
  return __libc_memalign(alignment, size);
}

int posix_memalign(void** block, size_t alignment, size_t size) {
  Check("posix_memalign");
  *block = __libc_memalign(alignment, size);
  return *block != nullptr ? 0 : ENOMEM;
}

void free(void* block) {
  Check("free");
  __libc_free(block);
}
}
#endif
