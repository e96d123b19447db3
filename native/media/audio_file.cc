// SPDX-License-Identifier: GPL-2.0-or-later
// How does one recording get into its file?
#include "native/media/audio_file.h"

#include <algorithm>
#include <array>

#include "native/core/ids.h"
#include "native/media/wav.h"

namespace spillway {
namespace {

/// The disk is to begin with so much at a time, four seconds: else the kernel gathers half a minute
/// of all recordings, and whoever flushes the database meanwhile waits for all of it.
constexpr uint64_t kUnderWayBytes = 64 << 10;

const std::array<uint8_t, 4096>& Silence() noexcept {
  static const std::array<uint8_t, 4096> kBytes = [] {
    std::array<uint8_t, 4096> bytes{};
    bytes.fill(kSilence);
    return bytes;
  }();
  return kBytes;
}

}  // namespace

void AudioFile::Check(int result) noexcept {
  if (result < 0 && error_ == 0) error_ = result;
}

void AudioFile::Open(FileSystem* files) noexcept {
  if (makeFolders_) files->MakeFolders(path_.c_str());
  file_ = files->Create(path_.c_str());
  Check(file_);
  if (file_ >= 0) WriteHeader(files);
}

void AudioFile::WriteHeader(FileSystem* files) noexcept {
  const auto header = RecordingHeader(written_);
  headerSays_ = written_;
  Check(files->Write(file_, 0, header.data(), header.size()));
}

void AudioFile::Put(FileSystem* files, const uint8_t* bytes, size_t size) noexcept {
  if (error_ != 0) return;
  Check(files->Write(file_, kRecordingHeaderBytes + written_, bytes, size));
  if (error_ != 0) return;
  written_ += size;
  if (written_ - headerSays_ >= kRecordingBytesPerSecond) WriteHeader(files);
  if (written_ - underWay_ < kUnderWayBytes) return;
  files->BeginFlush(file_, kRecordingHeaderBytes + underWay_, written_ - underWay_);
  underWay_ = written_;
}

void AudioFile::Write(FileSystem* files, const std::vector<uint8_t>& audio) noexcept {
  Put(files, audio.data(), audio.size());
}

void AudioFile::WriteSilence(FileSystem* files, uint64_t bytes) noexcept {
  while (bytes > 0 && error_ == 0) {
    const uint64_t size = std::min<uint64_t>(bytes, Silence().size());
    Put(files, Silence().data(), size);
    bytes -= size;
  }
}

void AudioFile::Close(FileSystem* files) noexcept {
  if (file_ < 0) return;
  // Even a full disk takes the header: its bytes are there already.
  if (headerSays_ != written_) WriteHeader(files);
  Check(files->Sync(file_));
  Check(files->Close(file_));
  file_ = -1;
}

}  // namespace spillway
