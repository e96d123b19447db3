// SPDX-License-Identifier: GPL-2.0-or-later
// What does a full or broken disk look like to the disk worker?
#pragma once

#include "native/media/file_system.h"

namespace spillway {

/// The real file system, until `error` is set: then writing and syncing fail with it.
class FailingFiles : public FileSystem {
 public:
  void MakeFolders(const char* path) noexcept override { PosixFileSystem().MakeFolders(path); }
  int Create(const char* path) noexcept override { return PosixFileSystem().Create(path); }
  int Write(int file, uint64_t offset, const uint8_t* bytes, size_t size) noexcept override {
    return error != 0 ? error : PosixFileSystem().Write(file, offset, bytes, size);
  }
  int Sync(int file) noexcept override { return error != 0 ? error : PosixFileSystem().Sync(file); }
  int Close(int file) noexcept override { return PosixFileSystem().Close(file); }
  int Read(const char* path, size_t limit, std::vector<uint8_t>* bytes) noexcept override {
    return PosixFileSystem().Read(path, limit, bytes);
  }

  int error{0};
};

}  // namespace spillway
