// SPDX-License-Identifier: GPL-2.0-or-later
// What does the disk thread make of what the file thread did?
#include <cerrno>

#include "native/media/disk_worker.h"
#include "native/media/wav.h"

namespace spillway {
namespace {

Failure FailureOf(int error) noexcept {
  if (error == -ENOSPC || error == -EDQUOT) return Failure::kDiskFull;
  return Failure::kDiskError;
}

}  // namespace

bool DiskWorker::TakeFileReplies() noexcept {
  bool worked = false;
  FileReply reply;
  while (fileLink_.replies.TryPop(&reply)) {
    worked = true;
    Take(reply);
  }
  return worked;
}

void DiskWorker::Take(const FileReply& reply) noexcept {
  using Kind = FileReply::Kind;
  if (reply.kind == Kind::kPromptFailed) return TellPromptFailed(reply.prompt, reply.failure);
  if (reply.kind == Kind::kPromptReady) {
    DiskReply ready{};
    ready.kind = DiskReply::Kind::kPromptReady;
    ready.prompt = reply.prompt;
    ready.generation = reply.generation;
    ready.block = reply.block;
    return Reply(ready);
  }
  const auto found = recordings_.find(reply.operation);
  if (found == recordings_.end()) return;
  Entry* const entry = &found->second;
  if (reply.kind == Kind::kWritten) {
    entry->recording.Written(reply.bytes);
    unwritten_ -= reply.bytes;
  }
  if (reply.kind == Kind::kFailed) Fail(entry);
  if (reply.kind == Kind::kClosed) Closed(entry, reply.bytes, reply.error);
}

/// Gives the recording up; the media side ends it.
void DiskWorker::Fail(Entry* entry) noexcept {
  Recording& recording = entry->recording;
  if (recording.Failed()) return;
  recording.Fail();
  unwritten_ -= recording.Forget();
  recording.End(FinishReason::kFailed, link_->tick.load(std::memory_order_relaxed));
  if (!entry->attached) return;
  DiskReply reply{};
  reply.kind = DiskReply::Kind::kRecordingFailed;
  reply.channel = recording.Channel();
  reply.operation = recording.Operation();
  Reply(reply);
}

void DiskWorker::Closed(Entry* entry, uint64_t bytes, int error) noexcept {
  const Recording& recording = entry->recording;
  if (error != 0) {
    RecordingFailedFact failed;
    failed.channel = recording.Channel();
    failed.at = Now();
    failed.operation = recording.Operation();
    failed.failure = FailureOf(error);
    failed.systemError = -error;
    sink_->Tell(failed);
  }
  const FinishReason reason = error == 0 ? recording.Reason() : FinishReason::kFailed;
  const double durationMs = static_cast<double>(bytes) * 1000 / kRecordingBytesPerSecond;
  TellFinished(recording, reason, durationMs, recording.GapMs());
  entry->closed = true;
  EraseIfOver(entry);
}

void DiskWorker::TellFinished(const Recording& recording, FinishReason reason, double durationMs,
                              double gapMs) noexcept {
  // Its end may lie a while back, when the disk has it.
  const double tick = static_cast<double>(link_->tick.load(std::memory_order_relaxed));
  const double since = (tick - static_cast<double>(recording.EndTick())) * kTickMilliseconds;
  FinishedFact finished;
  finished.channel = recording.Channel();
  finished.at = Now() - since;
  finished.operation = recording.Operation();
  finished.reason = reason;
  finished.playedMs = durationMs;
  finished.gapMs = gapMs;
  sink_->Tell(finished);
}

void DiskWorker::TellPromptFailed(PromptIndex prompt, Failure failure) noexcept {
  PromptFailedFact failed;
  failed.at = Now();
  failed.prompt = prompt;
  failed.failure = failure;
  sink_->Tell(failed);
}

/// Replies keep their order, also when the ring is full for a while.
void DiskWorker::Reply(const DiskReply& reply) noexcept {
  if (replies_.empty() && link_->replies.TryPush(reply)) return;
  replies_.push_back(reply);
}

}  // namespace spillway
