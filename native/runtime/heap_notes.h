// SPDX-License-Identifier: GPL-2.0-or-later
// Which memory is an engine made of? Whatever is allocated while it is built: a tick allocates
// nothing.
#pragma once

#include <cstddef>
#include <unordered_map>
#include <vector>

#include "native/runtime/memory_lock.h"

namespace spillway {

/// Notes what the calling thread allocates by `new` from its construction until Take, and forgets
/// what is freed again. So nobody has to list the arrays of every class that works in a tick, and
/// none can be left out. One at a time on a thread.
///
/// The linker gives each `new` and `delete` of ours to heap_notes.cc ("wrapped" in sources.json),
/// which passes it on to the one that the process has: Node's.
class HeapNotes {
 public:
  /// `noting`: false takes no notes (a stepped engine).
  explicit HeapNotes(bool noting);
  ~HeapNotes();
  HeapNotes(const HeapNotes&) = delete;
  HeapNotes& operator=(const HeapNotes&) = delete;

  /// Ends; what was allocated meanwhile and is still there.
  std::vector<MemoryBlock> Take();

  // For heap_notes.cc
  void Allocated(const void* block, size_t bytes);
  void Freed(const void* block);

 private:
  void End() noexcept;

  bool noting_;
  std::unordered_map<const void*, size_t> blocks_;
};

}  // namespace spillway
