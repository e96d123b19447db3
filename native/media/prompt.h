// SPDX-License-Identifier: GPL-2.0-or-later
// What is a prompt in memory? A-law bytes that never change, made and freed on the disk thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "native/dsp/prompt_windows.h"

namespace spillway {

/// The longest prompt that can be listened for: 60 s. Its table of windows takes up to 12 bytes a
/// sample, so music on hold gets none.
constexpr size_t kListenableSamples = 60 * 8000;

/// A-law audio at 8,000 samples/s, never empty and immutable from construction on. The disk thread
/// makes and frees it; in between the media thread alone holds the pointer.
class Prompt {
 public:
  /// `playedOnly`: nobody listens for it.
  explicit Prompt(std::vector<uint8_t> bytes, bool playedOnly = false) : bytes_(std::move(bytes)) {
    if (!playedOnly && bytes_.size() <= kListenableSamples) {
      windows_ = std::make_unique<PromptWindows>(bytes_.data(), bytes_.size());
    }
  }
  Prompt(const Prompt&) = delete;
  Prompt& operator=(const Prompt&) = delete;

  const uint8_t* Bytes() const noexcept { return bytes_.data(); }
  size_t Size() const noexcept { return bytes_.size(); }
  /// What a listener needs; null when the prompt is only played, or longer than kListenableSamples.
  const PromptWindows* Windows() const noexcept { return windows_.get(); }

  /// Calls `each` with the place and size of each piece of memory that it lies in.
  template <typename Each>
  void EachBlock(const Each& each) const {
    each(this, sizeof(*this));
    each(bytes_.data(), bytes_.size());
    if (windows_) windows_->EachBlock(each);
  }

  /// Media thread only: the next one in the list of prompts that wait to be handed back.
  mutable const Prompt* nextRetired{nullptr};

 private:
  std::vector<uint8_t> bytes_;
  std::unique_ptr<PromptWindows> windows_;
};

}  // namespace spillway
