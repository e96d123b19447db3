// SPDX-License-Identifier: GPL-2.0-or-later
// What does a slow disk look like to the disk worker? Every file is kept in memory, as lengths.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "native/media/file_system.h"

namespace spillway {

/// Takes everything at once, but calls `onSync` before each flush: there a test lets time go by.
class SlowFiles : public FileSystem {
 public:
  int Create(const char* path) noexcept override {
    if (error != 0) return error;
    names_[++last_] = path;
    return last_;
  }
  int Write(int file, uint64_t offset, const uint8_t*, size_t size) noexcept override {
    if (error != 0) return error;
    uint64_t& end = sizes[names_[file]];
    if (offset + size > end) {
      written += offset + size - end;
      end = offset + size;
    }
    return 0;
  }
  int Sync(int) noexcept override {
    ++syncs;
    if (onSync) onSync();
    return error;
  }
  int Close(int) noexcept override { return 0; }
  int Read(const char* path, size_t limit, std::vector<uint8_t>* bytes) noexcept override {
    return PosixFileSystem().Read(path, limit, bytes);
  }

  std::function<void()> onSync;
  std::map<std::string, uint64_t> sizes;  // by path
  uint64_t written{0};                    // by which all files have grown
  int syncs{0};
  int error{0};

 private:
  std::map<int, std::string> names_;
  int last_{0};
};

}  // namespace spillway
