// SPDX-License-Identifier: GPL-2.0-or-later
// Who writes recordings and reads prompts while the media thread goes on?
#include "native/media/disk_worker.h"

#include <cerrno>
#include <cstdlib>
#include <utility>

#include "native/media/wav.h"

namespace spillway {
namespace {

/// The largest prompt file: 32 MiB is over an hour of A-law, half an hour of 16 bit samples.
constexpr size_t kLargestPromptFile = size_t{32} << 20;

Failure FailureOf(int error) noexcept {
  if (error == -ENOSPC || error == -EDQUOT) return Failure::kDiskFull;
  return Failure::kDiskError;
}

/// Owns a path that came in a command.
struct FreeFile {
  void operator()(char* file) const noexcept { std::free(file); }
};
using FilePath = std::unique_ptr<char, FreeFile>;

}  // namespace

DiskWorker::DiskWorker(DiskLink* link, FileSystem* files, Sink* sink)
    : link_(link), files_(files), sink_(sink), recordings_(link->frames.size()) {}

DiskWorker::~DiskWorker() {
  Finish();
  for (const DiskReply& reply : replies_) delete reply.block;
}

double DiskWorker::Now() const noexcept { return link_->now.load(std::memory_order_relaxed); }

bool DiskWorker::Run() noexcept {
  while (!replies_.empty() && link_->replies.TryPush(replies_.front())) replies_.pop_front();
  bool worked = TakeRequests();
  for (size_t i = 0; i < recordings_.size(); ++i) {
    if (recordings_[i]) worked |= Drain(static_cast<int>(i));
  }
  return worked;
}

void DiskWorker::Finish() noexcept {
  while (Run()) {
  }
  for (size_t i = 0; i < recordings_.size(); ++i) {
    if (recordings_[i]) Close(static_cast<int>(i), FinishReason::kCleared);
  }
}

/// Takes requests up to the first prompt: recordings come in between.
bool DiskWorker::TakeRequests() noexcept {
  bool worked = false;
  DiskRequest request;
  while (link_->requests.TryPop(&request)) {
    worked = true;
    const FilePath file(request.file);
    delete request.block;
    if (request.kind == DiskRequest::Kind::kOpenRecording) Open(request);
    if (request.kind != DiskRequest::Kind::kLoadPrompt) continue;
    Load(request);
    break;
  }
  return worked;
}

void DiskWorker::Open(const DiskRequest& request) noexcept {
  auto& recording = recordings_[request.recorder];
  recording = std::make_unique<Recording>(files_, request);
  const int error = recording->Open();
  if (error < 0) Fail(request.recorder, error);
}

void DiskWorker::Load(const DiskRequest& request) noexcept {
  PromptFailedFact failed;
  failed.at = Now();
  failed.prompt = request.prompt;

  std::vector<uint8_t> file;
  const int error = files_->Read(request.file, kLargestPromptFile, &file);
  if (error < 0) {
    failed.failure = Failure::kDiskError;
    if (error == -ENOENT || error == -ENOTDIR) failed.failure = Failure::kFileMissing;
    if (error == -EFBIG || error == -EINVAL || error == -EISDIR) {
      failed.failure = Failure::kFileInvalid;
    }
    return sink_->Tell(failed);
  }
  WavAudio audio = ReadWav(file.data(), file.size());
  if (!audio.ok) {
    failed.failure = audio.failure;
    return sink_->Tell(failed);
  }
  DiskReply reply{};
  reply.kind = DiskReply::Kind::kPromptReady;
  reply.prompt = request.prompt;
  reply.generation = request.generation;
  reply.block = new Prompt(std::move(audio.bytes));
  Reply(reply);
}

/// Takes what the recorder's ring holds; true when there was anything.
bool DiskWorker::Drain(int recorder) noexcept {
  Recording& recording = *recordings_[recorder];
  bool worked = false;
  RecorderFrame frame;
  while (link_->frames[recorder]->TryPop(&frame)) {
    worked = true;
    if (!recording.Failed()) Take(recorder, frame);
    if (!frame.end) continue;
    Close(recorder, frame.reason);
    break;
  }
  return worked;
}

void DiskWorker::Take(int recorder, const RecorderFrame& frame) noexcept {
  Recording& recording = *recordings_[recorder];
  int error = 0;
  const uint64_t missing = recording.Missing(frame.tick);
  if (missing > 0) {
    RecordingGapFact gap;
    gap.channel = recording.Channel();
    gap.at = Now();
    gap.operation = recording.Operation();
    gap.atMs = recording.DurationMs();
    gap.gapMs = static_cast<double>(missing) * kTickMilliseconds;
    error = recording.AppendGap(missing);
    sink_->Tell(gap);
  }
  if (error == 0 && !frame.end) error = recording.Append(frame);
  if (error < 0) Fail(recorder, error);
}

/// Gives the recording up; its recorder is free when the media side has sent the end.
void DiskWorker::Fail(int recorder, int error) noexcept {
  Recording& recording = *recordings_[recorder];
  recording.Close();
  RecordingFailedFact failed;
  failed.channel = recording.Channel();
  failed.at = Now();
  failed.operation = recording.Operation();
  failed.failure = FailureOf(error);
  failed.systemError = -error;
  sink_->Tell(failed);
  TellFinished(recording, FinishReason::kFailed);

  DiskReply reply{};
  reply.kind = DiskReply::Kind::kRecordingFailed;
  reply.recorder = recorder;
  Reply(reply);
}

void DiskWorker::Close(int recorder, FinishReason reason) noexcept {
  Recording& recording = *recordings_[recorder];
  if (!recording.Failed()) {
    const int error = recording.Close();
    if (error < 0) Fail(recorder, error);
    if (error == 0) TellFinished(recording, reason);
  }
  recordings_[recorder].reset();

  DiskReply reply{};
  reply.kind = DiskReply::Kind::kRecordingClosed;
  reply.recorder = recorder;
  Reply(reply);
}

void DiskWorker::TellFinished(const Recording& recording, FinishReason reason) noexcept {
  FinishedFact finished;
  finished.channel = recording.Channel();
  finished.at = Now();
  finished.operation = recording.Operation();
  finished.reason = reason;
  finished.playedMs = recording.DurationMs();
  finished.gapMs = recording.GapMs();
  sink_->Tell(finished);
}

/// Replies keep their order, also when the ring is full for a while.
void DiskWorker::Reply(const DiskReply& reply) noexcept {
  if (replies_.empty() && link_->replies.TryPush(reply)) return;
  replies_.push_back(reply);
}

}  // namespace spillway
