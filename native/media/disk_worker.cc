// SPDX-License-Identifier: GPL-2.0-or-later
// Who takes recordings from the media thread and sees to it that they reach the disk?
#include "native/media/disk_worker.h"

#include <cstdlib>

#include "native/media/wav.h"

namespace spillway {
namespace {

constexpr uint64_t kFrameBytes = 2 * kFrameSamples;
/// While audio is being lost, so much of it is told at a time, so that somebody hears of it.
constexpr uint64_t kGapToldTicks = 5000 / kTickMilliseconds;

}  // namespace

DiskWorker::DiskWorker(DiskLink* link, FileSystem* files, Sink* sink, MemoryKeeper* memory)
    : link_(link),
      sink_(sink),
      memory_(memory),
      files_(&fileLink_, files, memory),
      mostUnwritten_(static_cast<uint64_t>(link->recorders) * kMostUnwrittenMs *
                     (kRecordingBytesPerSecond / 1000)),
      attached_(link->frames.size()) {}

DiskWorker::~DiskWorker() {
  Finish();
  for (const FileJob& job : prompts_) std::free(job.path);
  for (const DiskReply& reply : replies_) delete reply.block;
}

double DiskWorker::Now() const noexcept { return link_->now.load(std::memory_order_relaxed); }

bool DiskWorker::Collect() noexcept {
  while (!replies_.empty() && link_->replies.TryPush(replies_.front())) replies_.pop_front();
  bool worked = TakeFileReplies();
  worked |= TakeRequests();
  for (size_t i = 0; i < attached_.size() && HasRecordings(); ++i)
    worked |= Drain(static_cast<ChannelIndex>(i));
  return HandOver() || worked;
}

bool DiskWorker::Run() noexcept {
  const bool collected = Collect();
  const bool wrote = files_.Write();
  const bool waited = files_.Load() || files_.CloseOne();
  return TakeFileReplies() || waited || wrote || collected;
}

void DiskWorker::Finish() noexcept {
  while (Run()) {
  }
  const uint64_t tick = link_->tick.load(std::memory_order_relaxed);
  for (size_t i = 0; i < attached_.size(); ++i) {
    while (!attached_[i].empty()) {
      End(static_cast<ChannelIndex>(i), FinishReason::kCleared, tick);
    }
  }
  for (auto at = recordings_.begin(); at != recordings_.end();) Discard(&(at++)->second);
  while (Run()) {
  }
}

bool DiskWorker::TakeRequests() noexcept {
  bool worked = false;
  DiskRequest request;
  while (link_->requests.TryPop(&request)) {
    worked = true;
    Take(request);
  }
  return worked;
}

void DiskWorker::Take(const DiskRequest& request) noexcept {
  using Kind = DiskRequest::Kind;
  FreePrompt(request.block);
  if (request.kind == Kind::kLoadPrompt) {
    FileJob job{};
    job.kind = FileJob::Kind::kLoadPrompt;
    job.prompt = request.prompt;
    job.generation = request.generation;
    job.path = request.file;
    job.playedOnly = request.playedOnly;
    prompts_.push_back(job);
    return;
  }
  if (request.kind == Kind::kOpenRecording) Open(request);
  std::free(request.file);
  const auto found = recordings_.find(request.operation);
  if (found == recordings_.end()) return;
  if (request.kind == Kind::kReleaseRecording) found->second.recording.Release();
  if (request.kind == Kind::kDiscardRecording) Discard(&found->second);
}

void DiskWorker::FreePrompt(const Prompt* prompt) noexcept {
  if (prompt == nullptr) return;
  if (memory_ != nullptr)
    prompt->EachBlock([this](const void* block, size_t bytes) { memory_->Release(block, bytes); });
  delete prompt;
}

void DiskWorker::Open(const DiskRequest& request) noexcept {
  Entry& entry = recordings_.try_emplace(request.operation, request).first->second;
  attached_[request.channel].push_back(&entry);
}

/// A recording that was released is written, whatever is asked afterwards.
void DiskWorker::Discard(Entry* entry) noexcept {
  Recording& recording = entry->recording;
  if (!recording.Held()) return;
  entry->discarded = true;
  recording.Fail();
  unwritten_ -= recording.Forget();
  EraseIfOver(entry);
}

/// Takes what the channel's ring holds; true when there was anything. Frames may be there before
/// the request that says whose they are: they wait.
bool DiskWorker::Drain(ChannelIndex channel) noexcept {
  std::deque<Entry*>& entries = attached_[channel];
  bool worked = false;
  RecorderFrame frame;
  while (!entries.empty() && link_->frames[channel]->TryPop(&frame)) {
    worked = true;
    if (!entries.front()->recording.Failed()) Take(entries.front(), frame);
    if (frame.end) End(channel, frame.reason, frame.tick);
  }
  return worked;
}

void DiskWorker::Take(Entry* entry, const RecorderFrame& frame) noexcept {
  Recording& recording = entry->recording;
  const bool room = HasRoom(&recording);
  const uint64_t missing = recording.Missing(frame.tick);
  if (missing > 0 && (room || frame.end || missing >= kGapToldTicks)) LeaveGap(&recording, missing);
  if (frame.end || !room) return;
  recording.Append(frame);
  unwritten_ += kFrameBytes;
}

/// Once there was no room, there must be a good deal of it again: few gaps, not many short ones.
bool DiskWorker::HasRoom(Recording* recording) noexcept {
  const uint64_t most = choked_ ? mostUnwritten_ / 4 * 3 : mostUnwritten_;
  choked_ = unwritten_ + kFrameBytes > most;
  return !choked_ && recording->HasRoom();
}

void DiskWorker::LeaveGap(Recording* recording, uint64_t ticks) noexcept {
  RecordingGapFact gap;
  gap.channel = recording->Channel();
  gap.at = Now();
  gap.operation = recording->Operation();
  gap.atMs = recording->DurationMs();
  gap.gapMs = static_cast<double>(ticks) * kTickMilliseconds;
  gap.silenceMs = static_cast<double>(recording->AppendGap(ticks)) * kTickMilliseconds;
  sink_->Tell(gap);
}

void DiskWorker::End(ChannelIndex channel, FinishReason reason, uint64_t tick) noexcept {
  Entry* const entry = attached_[channel].front();
  attached_[channel].pop_front();
  entry->attached = false;
  if (!entry->recording.Ended()) entry->recording.End(reason, tick);
  EraseIfOver(entry);
}

bool DiskWorker::HandOver() noexcept {
  bool worked = false;
  for (auto& [operation, entry] : recordings_) {
    worked |= entry.recording.HandOver(&fileLink_.jobs);
  }
  while (!prompts_.empty() && fileLink_.jobs.TryPush(prompts_.front())) {
    prompts_.pop_front();
    worked = true;
  }
  return worked;
}

void DiskWorker::EraseIfOver(Entry* entry) noexcept {
  if (entry->attached) return;
  const Recording& recording = entry->recording;
  if (entry->discarded) TellFinished(recording, recording.Reason(), 0, 0);
  if (entry->discarded || entry->closed) recordings_.erase(recording.Operation());
}

}  // namespace spillway
