// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/runtime/heap_notes.h"

#include <new>

namespace spillway {
namespace {

thread_local HeapNotes* taken = nullptr;  // the notes that this thread takes

/// What the notes themselves allocate is not noted.
class Aside {
 public:
  Aside() noexcept : notes_(taken) { taken = nullptr; }
  ~Aside() { taken = notes_; }
  Aside(const Aside&) = delete;
  Aside& operator=(const Aside&) = delete;
  HeapNotes* Notes() const noexcept { return notes_; }

 private:
  HeapNotes* const notes_;
};

void* Noted(void* block, size_t bytes) {
  if (taken == nullptr) return block;
  const Aside aside;
  aside.Notes()->Allocated(block, bytes);
  return block;
}

void* Forgotten(void* block) noexcept {
  if (taken == nullptr) return block;
  const Aside aside;
  aside.Notes()->Freed(block);
  return block;
}

}  // namespace

HeapNotes::HeapNotes(bool noting) : noting_(noting) {
  if (noting_) taken = this;
}

HeapNotes::~HeapNotes() { End(); }

void HeapNotes::End() noexcept {
  if (noting_) taken = nullptr;
  noting_ = false;
}

std::vector<MemoryBlock> HeapNotes::Take() {
  End();
  return {blocks_.begin(), blocks_.end()};
}

void HeapNotes::Allocated(const void* block, size_t bytes) { blocks_[block] = bytes; }

void HeapNotes::Freed(const void* block) { blocks_.erase(block); }

}  // namespace spillway

// The names are the compiler's for operator new and delete where size_t is unsigned long; elsewhere
// the linker finds none of them, and nothing is noted.
#ifdef __LP64__
using Align = std::align_val_t;
// NOLINTBEGIN(bugprone-reserved-identifier)
extern "C" {
void* __real__Znwm(size_t bytes);
void* __real__Znam(size_t bytes);
void* __real__ZnwmSt11align_val_t(size_t bytes, Align align);
void* __real__ZnamSt11align_val_t(size_t bytes, Align align);
void __real__ZdlPv(void* block) noexcept;
void __real__ZdaPv(void* block) noexcept;
void __real__ZdlPvm(void* block, size_t bytes) noexcept;
void __real__ZdaPvm(void* block, size_t bytes) noexcept;
void __real__ZdlPvSt11align_val_t(void* block, Align align) noexcept;
void __real__ZdaPvSt11align_val_t(void* block, Align align) noexcept;
void __real__ZdlPvmSt11align_val_t(void* block, size_t bytes, Align align) noexcept;

void* __wrap__Znwm(size_t bytes) { return spillway::Noted(__real__Znwm(bytes), bytes); }
void* __wrap__Znam(size_t bytes) { return spillway::Noted(__real__Znam(bytes), bytes); }
void* __wrap__ZnwmSt11align_val_t(size_t bytes, Align align) {
  return spillway::Noted(__real__ZnwmSt11align_val_t(bytes, align), bytes);
}
void* __wrap__ZnamSt11align_val_t(size_t bytes, Align align) {
  return spillway::Noted(__real__ZnamSt11align_val_t(bytes, align), bytes);
}
void __wrap__ZdlPv(void* block) noexcept { __real__ZdlPv(spillway::Forgotten(block)); }
void __wrap__ZdaPv(void* block) noexcept { __real__ZdaPv(spillway::Forgotten(block)); }
void __wrap__ZdlPvm(void* block, size_t bytes) noexcept {
  __real__ZdlPvm(spillway::Forgotten(block), bytes);
}
void __wrap__ZdaPvm(void* block, size_t bytes) noexcept {
  __real__ZdaPvm(spillway::Forgotten(block), bytes);
}
void __wrap__ZdlPvSt11align_val_t(void* block, Align align) noexcept {
  __real__ZdlPvSt11align_val_t(spillway::Forgotten(block), align);
}
void __wrap__ZdaPvSt11align_val_t(void* block, Align align) noexcept {
  __real__ZdaPvSt11align_val_t(spillway::Forgotten(block), align);
}
void __wrap__ZdlPvmSt11align_val_t(void* block, size_t bytes, Align align) noexcept {
  __real__ZdlPvmSt11align_val_t(spillway::Forgotten(block), bytes, align);
}
}
// NOLINTEND(bugprone-reserved-identifier)
#endif
