// SPDX-License-Identifier: GPL-2.0-or-later
// How is a recording mended that a crash left?
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "native/media/wav.h"

namespace spillway {
namespace {

/// A file that closes itself.
class OpenFile {
 public:
  explicit OpenFile(const char* path) noexcept : file_(open(path, O_RDWR | O_CLOEXEC)) {}
  ~OpenFile() {
    if (file_ >= 0) close(file_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  int Get() const noexcept { return file_; }

 private:
  const int file_;
};

RepairedWav Refuse(Failure failure) noexcept { return {false, false, failure, 0, 0}; }

RepairedWav RefuseWithErrno() noexcept {
  const int error = errno;
  Failure failure = Failure::kDiskError;
  if (error == ENOENT || error == ENOTDIR) failure = Failure::kFileMissing;
  if (error == ENOSPC || error == EDQUOT) failure = Failure::kDiskFull;
  return {false, false, failure, error, 0};
}

using Header = std::array<uint8_t, kRecordingHeaderBytes>;

/// True when all but the three lengths is as RecordingHeader writes it.
bool IsOurs(const Header& header) noexcept {
  Header blank = RecordingHeader(0);
  for (const size_t length : {4, 46, 54}) std::memcpy(&blank[length], &header[length], 4);
  return blank == header;
}

}  // namespace

RepairedWav RepairWav(const char* path) {
  const OpenFile file(path);
  struct stat status {};
  if (file.Get() < 0 || fstat(file.Get(), &status) < 0) return RefuseWithErrno();
  if (!S_ISREG(status.st_mode)) return Refuse(Failure::kFileInvalid);
  if (status.st_size == 0) return Refuse(Failure::kFileEmpty);

  Header header{};
  const ssize_t got = pread(file.Get(), header.data(), header.size(), 0);
  if (got < 0) return RefuseWithErrno();
  if (static_cast<size_t>(got) < header.size() || !IsOurs(header)) {
    return Refuse(Failure::kFileInvalid);
  }
  const uint64_t size = static_cast<uint64_t>(status.st_size);
  const uint64_t data = (size - header.size()) & ~uint64_t{1};
  const Header right = RecordingHeader(data);
  const bool changed = right != header || size != header.size() + data;
  const double durationMs = static_cast<double>(data) * 1000 / kRecordingBytesPerSecond;
  if (!changed) return {true, false, Failure{}, 0, durationMs};

  const auto end = static_cast<off_t>(header.size() + data);
  if (pwrite(file.Get(), right.data(), right.size(), 0) != static_cast<ssize_t>(right.size()) ||
      ftruncate(file.Get(), end) < 0 || fdatasync(file.Get()) < 0) {
    return RefuseWithErrno();
  }
  return {true, true, Failure{}, 0, durationMs};
}

}  // namespace spillway
