// SPDX-License-Identifier: GPL-2.0-or-later
// What is there of a recording that is not yet in its file?
#include "native/media/recording.h"

#include <algorithm>
#include <utility>

#include "native/media/audio_file.h"
#include "native/media/wav.h"

namespace spillway {
namespace {

constexpr uint64_t kFrameBytes = 2 * kFrameSamples;
constexpr uint64_t kBufferBytes = kRecordingBytesPerSecond / 2;
constexpr uint64_t kMostUnwritten = kRecordingBytesPerSecond / 1000 * kMostUnwrittenMs;
constexpr uint64_t kMostSilentTicks = kMostSilenceMs / kTickMilliseconds;

}  // namespace

Recording::Recording(const DiskRequest& request)
    : operation_(request.operation),
      channel_(request.channel),
      file_(new AudioFile(request.operation, request.file, request.held)),
      held_(request.held),
      nextTick_(request.tick) {
  jobs_.push_back(Job(FileJob::Kind::kOpen));
}

Recording::~Recording() { Forget(); }

double Recording::DurationMs() const noexcept {
  return static_cast<double>(bytes_) * 1000 / kRecordingBytesPerSecond;
}

bool Recording::HasRoom() noexcept {
  choked_ = unwritten_ + kFrameBytes > (choked_ ? kMostUnwritten / 2 : kMostUnwritten);
  return !choked_;
}

FileJob Recording::Job(FileJob::Kind kind) const noexcept {
  FileJob job{};
  job.kind = kind;
  job.operation = operation_;
  job.file = file_;
  return job;
}

void Recording::PushBuffer() {
  if (buffer_ == nullptr) return;
  FileJob job = Job(FileJob::Kind::kWrite);
  job.audio = std::exchange(buffer_, nullptr);
  jobs_.push_back(job);
}

void Recording::Put(const uint8_t* received, const uint8_t* sent) {
  if (buffer_ == nullptr) {
    buffer_ = new std::vector<uint8_t>();
    buffer_->reserve(kBufferBytes);
  }
  for (int i = 0; i < kFrameSamples; ++i) {
    buffer_->push_back(received[i]);
    buffer_->push_back(sent[i]);
  }
  bytes_ += kFrameBytes;
  unwritten_ += kFrameBytes;
  if (buffer_->size() >= kBufferBytes) PushBuffer();
}

void Recording::Append(const RecorderFrame& frame) {
  Put(frame.sound[0], frame.sound[1]);
  ++nextTick_;
}

uint64_t Recording::AppendGap(uint64_t ticks) {
  const uint64_t silent = std::min(ticks, kMostSilentTicks - silentTicks_);
  nextTick_ += ticks;
  gapTicks_ += ticks;
  silentTicks_ += silent;
  if (silent == 0) return 0;

  PushBuffer();
  FileJob job = Job(FileJob::Kind::kSilence);
  job.bytes = silent * kFrameBytes;
  bytes_ += job.bytes;
  jobs_.push_back(job);
  return silent;
}

void Recording::End(FinishReason reason, uint64_t tick) {
  ended_ = true;
  reason_ = reason;
  endTick_ = tick;
  PushBuffer();
  jobs_.push_back(Job(FileJob::Kind::kClose));
}

uint64_t Recording::Forget() noexcept {
  const bool ours = !jobs_.empty() && jobs_.front().kind == FileJob::Kind::kOpen;
  const uint64_t before = unwritten_;
  if (buffer_ != nullptr) unwritten_ -= buffer_->size();
  delete std::exchange(buffer_, nullptr);
  for (const FileJob& job : jobs_) {
    if (job.audio != nullptr) unwritten_ -= job.audio->size();
    delete job.audio;
  }
  jobs_.clear();
  if (ours) delete std::exchange(file_, nullptr);
  return before - unwritten_;
}

bool Recording::HandOver(SpscRing<FileJob>* jobs) noexcept {
  bool worked = false;
  while (!held_ && !jobs_.empty() && jobs->TryPush(jobs_.front())) {
    jobs_.pop_front();
    worked = true;
  }
  return worked;
}

}  // namespace spillway
