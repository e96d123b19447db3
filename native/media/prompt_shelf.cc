// SPDX-License-Identifier: GPL-2.0-or-later
// How do prompts come from the disk thread, and go back to be freed?
#include "native/media/prompt_shelf.h"

namespace spillway {

PromptShelf::~PromptShelf() {
  while (retired_ != nullptr) {
    const Prompt* next = retired_->nextRetired;
    delete retired_;
    retired_ = next;
  }
}

bool PromptShelf::Load(const MediaCommand& command, double now) noexcept {
  DiskRequest request{};
  request.kind = DiskRequest::Kind::kLoadPrompt;
  request.prompt = command.prompt;
  request.file = command.file;
  request.playedOnly = command.on;
  if (table_.Has(command.prompt)) {
    request.generation = table_.Expect(command.prompt);
    if (disk_->requests.TryPush(request)) return true;
  }
  PromptFailedFact failed;
  failed.at = now;
  failed.prompt = command.prompt;
  failed.failure = Failure::kTooMany;
  sink_->Tell(failed);
  return false;
}

const Prompt* PromptShelf::Drop(PromptIndex index) noexcept {
  if (!table_.Has(index)) return nullptr;
  table_.Expect(index);
  return table_.Put(index, nullptr);
}

const Prompt* PromptShelf::Adopt(const DiskReply& reply, double now) noexcept {
  if (!table_.Expected(reply.prompt, reply.generation)) return reply.block;

  const Prompt* before = table_.Put(reply.prompt, reply.block);
  PromptLoadedFact loaded;
  loaded.at = now;
  loaded.prompt = reply.prompt;
  loaded.durationMs = static_cast<double>(reply.block->Size()) / kSamplesPerMs;
  sink_->Tell(loaded);
  return before;
}

void PromptShelf::Retire(const Prompt* prompt) noexcept {
  prompt->nextRetired = retired_;
  retired_ = prompt;
}

void PromptShelf::FreeRetired() noexcept {
  while (retired_ != nullptr) {
    const Prompt* next = retired_->nextRetired;
    DiskRequest request{};
    request.kind = DiskRequest::Kind::kFreePrompt;
    request.block = retired_;
    if (!disk_->requests.TryPush(request)) break;
    retired_ = next;
  }
}

}  // namespace spillway
