// SPDX-License-Identifier: GPL-2.0-or-later
// Which prompts can be played now?
#pragma once

#include <cstdint>
#include <vector>

#include "native/core/ids.h"
#include "native/media/prompt.h"

namespace spillway {

/// The prompts by index, as the media thread sees them. Loading takes its time on the disk thread,
/// so each load and each drop begins a new generation of its index: a prompt that comes back for an
/// older one is not wanted any more. Media thread only; nothing allocates after construction.
class PromptTable {
 public:
  explicit PromptTable(int capacity) : slots_(capacity) {}
  /// Frees the prompts.
  ~PromptTable() {
    for (const Slot& slot : slots_) delete slot.prompt;
  }
  PromptTable(const PromptTable&) = delete;
  PromptTable& operator=(const PromptTable&) = delete;

  bool Has(PromptIndex index) const noexcept { return index < slots_.size(); }
  /// Null when it is not loaded, or there is no such index.
  const Prompt* At(PromptIndex index) const noexcept {
    return Has(index) ? slots_[index].prompt : nullptr;
  }
  /// Begins a new generation and returns its number. The prompt stays until Put replaces it.
  uint16_t Expect(PromptIndex index) noexcept { return ++slots_[index].generation; }
  bool Expected(PromptIndex index, uint16_t generation) const noexcept {
    return slots_[index].generation == generation;
  }
  /// Puts a prompt (or none) in its place and returns the one that stood there, or null.
  const Prompt* Put(PromptIndex index, const Prompt* prompt) noexcept {
    const Prompt* before = slots_[index].prompt;
    slots_[index].prompt = prompt;
    return before;
  }

 private:
  struct Slot {
    const Prompt* prompt{nullptr};
    uint16_t generation{0};
  };
  std::vector<Slot> slots_;
};

}  // namespace spillway
