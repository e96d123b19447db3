// SPDX-License-Identifier: GPL-2.0-or-later
// How do prompts come from the disk thread, and go back to be freed?
#pragma once

#include "native/contract/commands.h"
#include "native/core/sink.h"
#include "native/media/disk_link.h"
#include "native/media/prompt_table.h"

namespace spillway {

/// The prompts that can be played now. A prompt that is replaced or dropped is handed out, so that
/// its users can be ended before it is retired. Media thread only; nothing allocates after
/// construction.
class PromptShelf {
 public:
  PromptShelf(int capacity, DiskLink* disk, Sink* sink)
      : table_(capacity), disk_(disk), sink_(sink) {}
  /// Frees the prompts. Any thread, when the media thread has ended.
  ~PromptShelf();
  PromptShelf(const PromptShelf&) = delete;
  PromptShelf& operator=(const PromptShelf&) = delete;

  /// Null when it is not loaded, or there is no such index.
  const Prompt* At(PromptIndex index) const noexcept { return table_.At(index); }
  /// Has the disk thread load the command's file. False when that cannot be: `promptFailed` is
  /// told, and the file is the caller's.
  bool Load(const MediaCommand& command, double now) noexcept;
  /// Takes a prompt from its place, if there is one: it is to be retired.
  const Prompt* Drop(PromptIndex index) noexcept;
  /// Puts a loaded prompt in its place and tells `promptLoaded`. What is to be retired, or null:
  /// the one that stood there, or this one, when nobody waits for it any more.
  const Prompt* Adopt(const DiskReply& reply, double now) noexcept;

  /// Nobody uses it any more: the disk thread frees it when it has time.
  void Retire(const Prompt* prompt) noexcept;
  /// Hands over what is retired, as far as the disk thread takes it.
  void FreeRetired() noexcept;

 private:
  PromptTable table_;
  DiskLink* const disk_;
  Sink* const sink_;
  const Prompt* retired_{nullptr};  // a list
};

}  // namespace spillway
