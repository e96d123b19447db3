// SPDX-License-Identifier: GPL-2.0-or-later
// How does the operating system do what the disk worker asks?
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>

#include "native/media/file_system.h"

namespace spillway {
namespace {

class Posix final : public FileSystem {
 public:
  int Create(const char* path) noexcept override {
    // Recordings are personal: the group may read them, others may not.
    return Result(open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640));
  }

  void MakeFolders(const char* path) noexcept override {
    const std::string file = path;
    for (size_t end = file.find('/', 1); end != file.npos; end = file.find('/', end + 1)) {
      mkdir(file.substr(0, end).c_str(), 0750);
    }
  }

  int Write(int file, uint64_t offset, const uint8_t* bytes, size_t size) noexcept override {
    while (size > 0) {
      const ssize_t written = pwrite(file, bytes, size, static_cast<off_t>(offset));
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return -errno;
      if (written == 0) return -EIO;
      bytes += written;
      offset += static_cast<uint64_t>(written);
      size -= static_cast<size_t>(written);
    }
    return 0;
  }

  void BeginFlush(int file, uint64_t offset, uint64_t size) noexcept override {
    // Not all file systems can; they then do it when they think fit.
    sync_file_range(file, static_cast<off64_t>(offset), static_cast<off64_t>(size),
                    SYNC_FILE_RANGE_WRITE);
  }

  int Sync(int file) noexcept override { return Result(fdatasync(file)); }
  int Close(int file) noexcept override { return Result(close(file)); }

  int Read(const char* path, size_t limit, std::vector<uint8_t>* bytes) noexcept override {
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return -errno;
    const int result = ReadOpen(file, limit, bytes);
    close(file);
    return result;
  }

 private:
  static int Result(int result) noexcept { return result < 0 ? -errno : result; }

  static int ReadOpen(int file, size_t limit, std::vector<uint8_t>* bytes) noexcept {
    struct stat status {};
    if (fstat(file, &status) < 0) return -errno;
    if (!S_ISREG(status.st_mode)) return -EINVAL;  // a pipe might never end
    if (static_cast<uint64_t>(status.st_size) > limit) return -EFBIG;
    bytes->resize(static_cast<size_t>(status.st_size));
    size_t done = 0;
    while (done < bytes->size()) {
      const ssize_t count = read(file, bytes->data() + done, bytes->size() - done);
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) return -errno;
      if (count == 0) break;
      done += static_cast<size_t>(count);
    }
    bytes->resize(done);
    return 0;
  }
};

}  // namespace

FileSystem& PosixFileSystem() noexcept {
  static Posix files;  // holds nothing
  return files;
}

}  // namespace spillway
