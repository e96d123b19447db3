// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/runtime/memory_lock.h"

#include <link.h>
#include <pthread.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>

namespace spillway {
namespace {

// libpri and a tick need some ten kilobytes; a whole stack is 8 MiB.
constexpr size_t kStackBytes = 256 * 1024;

uintptr_t PageBytes() noexcept {
  static const auto bytes = static_cast<uintptr_t>(sysconf(_SC_PAGESIZE));
  return bytes;
}

uintptr_t FirstPage(const void* begin) noexcept {
  return reinterpret_cast<uintptr_t>(begin) & ~(PageBytes() - 1);
}

uintptr_t EndPage(const void* begin, size_t bytes) noexcept {
  return (reinterpret_cast<uintptr_t>(begin) + bytes + PageBytes() - 1) & ~(PageBytes() - 1);
}

bool Lock(uintptr_t begin, uintptr_t end) noexcept {
  return mlock(reinterpret_cast<const void*>(begin), end - begin) == 0;
}

void Unlock(uintptr_t begin, uintptr_t end) noexcept {
  munlock(reinterpret_cast<const void*>(begin), end - begin);
}

MemoryBlock StackOf(std::thread& thread) noexcept {
  pthread_attr_t attributes;
  if (pthread_getattr_np(thread.native_handle(), &attributes) != 0) return {nullptr, 0};
  void* lowest = nullptr;
  size_t bytes = 0;
  pthread_attr_getstack(&attributes, &lowest, &bytes);
  pthread_attr_destroy(&attributes);
  const size_t kept = std::min(bytes, kStackBytes);
  return {static_cast<const char*>(lowest) + (bytes - kept), kept};
}

/// The loaded segments of the object that `within` lies in.
struct Program {
  uintptr_t within;
  std::vector<MemoryBlock> segments;
};

int FindSegments(dl_phdr_info* object, size_t, void* data) {
  auto* program = static_cast<Program*>(data);
  std::vector<MemoryBlock> segments;
  bool found = false;
  for (int i = 0; i < object->dlpi_phnum; ++i) {
    const ElfW(Phdr)& header = object->dlpi_phdr[i];
    if (header.p_type != PT_LOAD) continue;
    const uintptr_t begin = object->dlpi_addr + header.p_vaddr;
    segments.emplace_back(reinterpret_cast<const void*>(begin), header.p_memsz);
    found = found || (program->within >= begin && program->within < begin + header.p_memsz);
  }
  if (found) program->segments = std::move(segments);
  return found ? 1 : 0;
}

}  // namespace

MemoryLock::~MemoryLock() { ReleaseAll(); }

void MemoryLock::Keep(const void* begin, size_t bytes) noexcept {
  if (bytes == 0) return;
  const std::lock_guard<std::mutex> lock(mutex_);
  const uintptr_t end = EndPage(begin, bytes);
  uintptr_t runBegin = 0;  // 0: no run of pages that are new
  for (uintptr_t page = FirstPage(begin); page < end; page += PageBytes()) {
    const bool isNew = pages_[page].blocks++ == 0;
    if (isNew && runBegin == 0) runBegin = page;
    if (isNew || runBegin == 0) continue;
    LockRun(runBegin, page);
    runBegin = 0;
  }
  if (runBegin != 0) LockRun(runBegin, end);
}

void MemoryLock::LockRun(uintptr_t begin, uintptr_t end) noexcept {
  const bool locked = Lock(begin, end);
  for (uintptr_t page = begin; page < end; page += PageBytes()) pages_[page].locked = locked;
  (locked ? lockedPages_ : refusedPages_) += (end - begin) / PageBytes();
}

void MemoryLock::Release(const void* begin, size_t bytes) noexcept {
  if (bytes == 0) return;
  const std::lock_guard<std::mutex> lock(mutex_);
  auto run = pages_.lower_bound(FirstPage(begin));
  const auto end = pages_.lower_bound(EndPage(begin, bytes));
  for (auto page = run; page != end;) {
    if (--page->second.blocks == 0) {
      ++page;
      continue;
    }
    Forget(run, page);  // somebody else's begins or ends here
    run = ++page;
  }
  Forget(run, end);
}

/// Unlocks in as few calls as can be: each that frees a page in the midst of others splits what the
/// kernel keeps of them.
void MemoryLock::Forget(Pages::iterator first, Pages::iterator end) noexcept {
  for (auto page = first; page != end;) {
    const auto [begin, state] = *page;
    uintptr_t next = begin;
    for (; page != end && page->first == next && page->second.locked == state.locked; ++page)
      next += PageBytes();
    if (state.locked) Unlock(begin, next);
    (state.locked ? lockedPages_ : refusedPages_) -= (next - begin) / PageBytes();
  }
  pages_.erase(first, end);
}

void MemoryLock::Keep(std::vector<MemoryBlock> blocks) noexcept {
  std::sort(blocks.begin(), blocks.end(), [](const MemoryBlock& one, const MemoryBlock& other) {
    return one.second < other.second;
  });
  for (const auto& [begin, bytes] : blocks) Keep(begin, bytes);
}

void MemoryLock::KeepProgram() noexcept {
  Program program{reinterpret_cast<uintptr_t>(&FindSegments), {}};
  dl_iterate_phdr(FindSegments, &program);
  const std::lock_guard<std::mutex> lock(mutex_);
  for (const auto& [begin, bytes] : program.segments) {
    const uintptr_t first = FirstPage(begin);
    const uintptr_t end = EndPage(begin, bytes);
    (Lock(first, end) ? lockedProgram_ : refusedProgram_) += end - first;
  }
}

void MemoryLock::KeepStack(std::thread& thread) noexcept {
  const auto [begin, bytes] = StackOf(thread);
  Keep(begin, bytes);
}

void MemoryLock::ReleaseStack(std::thread& thread) noexcept {
  const auto [begin, bytes] = StackOf(thread);
  Release(begin, bytes);
}

void MemoryLock::ReleaseAll() noexcept {
  const std::lock_guard<std::mutex> lock(mutex_);
  Forget(pages_.begin(), pages_.end());
}

uint64_t MemoryLock::LockedBytes() const noexcept {
  const std::lock_guard<std::mutex> lock(mutex_);
  return lockedPages_ * PageBytes() + lockedProgram_;
}

uint64_t MemoryLock::RefusedBytes() const noexcept {
  const std::lock_guard<std::mutex> lock(mutex_);
  return refusedPages_ * PageBytes() + refusedProgram_;
}

}  // namespace spillway
