// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/test/fuzz/pri_memory.h"

#include <malloc.h>

#include <unordered_set>

extern "C" {
void* __real_malloc(size_t size);
void* __real_calloc(size_t count, size_t size);
void __real_free(void* block);
}

namespace {

// Fuzz targets have one thread. The set itself allocates with operator new, which is not linked to
// the functions below.
std::unordered_set<void*>* blocks = nullptr;
size_t held = 0;

void* Note(void* block) {
  if (blocks && block && blocks->insert(block).second) held += malloc_usable_size(block);
  return block;
}

}  // namespace

extern "C" {
void* __wrap_malloc(size_t size) { return Note(__real_malloc(size)); }
void* __wrap_calloc(size_t count, size_t size) { return Note(__real_calloc(count, size)); }
void __wrap_free(void* block) {
  if (blocks && blocks->erase(block)) held -= malloc_usable_size(block);
  __real_free(block);
}
}

namespace spillway::test {

PriMemory::PriMemory() { blocks = new std::unordered_set<void*>; }

PriMemory::~PriMemory() {
  for (void* block : *blocks) __real_free(block);
  delete blocks;
  blocks = nullptr;
  held = 0;
}

size_t PriMemory::Held() const { return held; }

}  // namespace spillway::test
