// SPDX-License-Identifier: GPL-2.0-or-later
// How does one recording get into its file?
#include "native/media/recording.h"

#include <array>

#include "native/media/wav.h"

namespace spillway {
namespace {

constexpr size_t kBufferBytes = kRecordingBytesPerSecond / 2;

const std::array<uint8_t, kFrameSamples>& SilentFrame() noexcept {
  static const std::array<uint8_t, kFrameSamples> kFrame = [] {
    std::array<uint8_t, kFrameSamples> frame{};
    frame.fill(kSilence);
    return frame;
  }();
  return kFrame;
}

}  // namespace

Recording::Recording(FileSystem* files, const DiskRequest& request)
    : files_(files),
      operation_(request.operation),
      channel_(request.channel),
      path_(request.file),
      nextTick_(request.tick) {
  buffer_.reserve(kBufferBytes);
}

Recording::~Recording() { Close(); }

double Recording::DurationMs() const noexcept {
  return static_cast<double>(written_ + buffer_.size()) * 1000 / kRecordingBytesPerSecond;
}

/// Notes a failure and passes the result on.
int Recording::Check(int result) noexcept {
  if (result >= 0) return 0;
  failed_ = true;
  return result;
}

int Recording::Open() noexcept {
  file_ = files_->Create(path_.c_str());
  if (file_ < 0) return Check(file_);
  return WriteHeader();
}

int Recording::WriteHeader() noexcept {
  const auto header = RecordingHeader(written_);
  headerSays_ = written_;
  return Check(files_->Write(file_, 0, header.data(), header.size()));
}

int Recording::WriteBuffer() noexcept {
  const uint64_t offset = kRecordingHeaderBytes + written_;
  const int result = Check(files_->Write(file_, offset, buffer_.data(), buffer_.size()));
  if (result == 0) written_ += buffer_.size();
  buffer_.clear();
  if (result == 0 && written_ - headerSays_ >= kRecordingBytesPerSecond) return WriteHeader();
  return result;
}

int Recording::Put(const uint8_t* received, const uint8_t* sent) noexcept {
  const size_t end = buffer_.size();
  buffer_.resize(end + 2 * kFrameSamples);
  for (uint8_t* sample = &buffer_[end]; sample != buffer_.data() + buffer_.size(); sample += 2) {
    sample[0] = *received++;
    sample[1] = *sent++;
  }
  ++nextTick_;
  return buffer_.size() < kBufferBytes ? 0 : WriteBuffer();
}

int Recording::AppendGap(uint64_t ticks) noexcept {
  const uint8_t* silence = SilentFrame().data();
  for (uint64_t i = 0; i < ticks; ++i) {
    ++gapTicks_;
    const int result = Put(silence, silence);
    if (result < 0) return result;
  }
  return 0;
}

int Recording::Append(const RecorderFrame& frame) noexcept {
  return Put(frame.received, frame.sent);
}

int Recording::Close() noexcept {
  if (file_ < 0) return 0;
  int result = failed_ || buffer_.empty() ? 0 : WriteBuffer();
  buffer_.clear();
  // Even a full disk takes the header: its bytes are there already.
  const int header = headerSays_ == written_ ? 0 : WriteHeader();
  if (result == 0) result = header;
  const int sync = Check(files_->Sync(file_));
  if (result == 0) result = sync;
  const int close = Check(files_->Close(file_));
  if (result == 0) result = close;
  file_ = -1;
  return result;
}

}  // namespace spillway
