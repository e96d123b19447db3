// SPDX-License-Identifier: GPL-2.0-or-later
// Who waits for the disk: writes recordings, flushes and closes them, reads prompts?
#include "native/media/file_worker.h"

#include <cerrno>
#include <cstdlib>
#include <memory>
#include <utility>

#include "native/media/audio_file.h"
#include "native/media/wav.h"

namespace spillway {
namespace {

/// The largest prompt file: 32 MiB is over an hour of A-law, half an hour of 16 bit samples.
constexpr size_t kLargestPromptFile = size_t{32} << 20;

Failure PromptFailureOf(int error) noexcept {
  if (error == -ENOENT || error == -ENOTDIR) return Failure::kFileMissing;
  if (error == -EFBIG || error == -EINVAL || error == -EISDIR) return Failure::kFileInvalid;
  return Failure::kDiskError;
}

}  // namespace

FileWorker::~FileWorker() {
  while (Write() || CloseOne()) {
  }
  for (const FileJob& job : prompts_) std::free(job.path);
  for (const FileReply& reply : replies_) delete reply.block;
  FileReply reply;
  while (link_->replies.TryPop(&reply)) delete reply.block;
}

/// Replies keep their order, also when the ring is full for a while.
void FileWorker::Reply(const FileReply& reply) noexcept {
  if (replies_.empty() && link_->replies.TryPush(reply)) return;
  replies_.push_back(reply);
}

void FileWorker::TakeWaiting() noexcept {
  while (!replies_.empty() && link_->replies.TryPush(replies_.front())) replies_.pop_front();
}

bool FileWorker::Write() noexcept {
  TakeWaiting();
  bool worked = false;
  FileJob job;
  while (link_->jobs.TryPop(&job)) {
    worked = true;
    if (job.kind == FileJob::Kind::kLoadPrompt) prompts_.push_back(job);
    if (job.kind == FileJob::Kind::kClose) ended_.push_back(job.file);
    if (job.file != nullptr && job.kind != FileJob::Kind::kClose) Do(job);
  }
  return worked;
}

void FileWorker::Do(const FileJob& job) noexcept {
  AudioFile& file = *job.file;
  const bool good = file.Error() == 0;
  FileReply reply{};
  reply.operation = job.operation;
  if (job.kind == FileJob::Kind::kOpen) file.Open(files_);
  if (job.kind == FileJob::Kind::kSilence) file.WriteSilence(files_, job.bytes);
  if (job.kind == FileJob::Kind::kWrite) {
    const std::unique_ptr<std::vector<uint8_t>> audio(job.audio);
    file.Write(files_, *audio);
    reply.kind = FileReply::Kind::kWritten;
    reply.bytes = audio->size();
    Reply(reply);
  }
  if (!good || file.Error() == 0) return;
  reply.kind = FileReply::Kind::kFailed;
  Reply(reply);
}

bool FileWorker::CloseOne() noexcept {
  if (ended_.empty()) return false;
  const std::unique_ptr<AudioFile> file(ended_.front());
  ended_.pop_front();
  file->Close(files_);
  FileReply reply{};
  reply.kind = FileReply::Kind::kClosed;
  reply.operation = file->Operation();
  reply.bytes = file->Written();
  reply.error = file->Error();
  Reply(reply);
  return true;
}

bool FileWorker::Load() noexcept {
  if (prompts_.empty()) return false;
  const FileJob job = prompts_.front();
  const std::unique_ptr<char, decltype(&std::free)> path(job.path, &std::free);
  prompts_.pop_front();
  FileReply reply{};
  reply.kind = FileReply::Kind::kPromptFailed;
  reply.prompt = job.prompt;
  reply.generation = job.generation;

  std::vector<uint8_t> file;
  const int error = files_->Read(job.path, kLargestPromptFile, &file);
  WavAudio audio{false, PromptFailureOf(error), {}};
  if (error >= 0) audio = ReadWav(file.data(), file.size());
  reply.failure = audio.failure;
  if (audio.ok) {
    reply.kind = FileReply::Kind::kPromptReady;
    reply.block = new Prompt(std::move(audio.bytes), job.playedOnly);
    if (memory_ != nullptr) {
      reply.block->EachBlock(
          [this](const void* block, size_t bytes) { memory_->Keep(block, bytes); });
    }
  }
  Reply(reply);
  return true;
}

}  // namespace spillway
