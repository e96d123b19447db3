// SPDX-License-Identifier: GPL-2.0-or-later
// What does the disk worker ask of the file system? Little, so that a test can be a full disk.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace spillway {

/// Every method returns 0 or more on success, and minus errno when it failed. File thread only.
class FileSystem {
 public:
  virtual ~FileSystem() = default;
  /// Makes the folders that a file is to lie in. Whatever cannot be made is told by the file that
  /// cannot be made in it.
  virtual void MakeFolders(const char* /*path*/) noexcept {}
  /// Makes a file that is not there yet (-EEXIST otherwise) and opens it; returns its handle.
  virtual int Create(const char* path) noexcept = 0;
  /// Writes all of it, or fails.
  virtual int Write(int file, uint64_t offset, const uint8_t* bytes, size_t size) noexcept = 0;
  /// Has the disk begin to write what was written there, without waiting for it. A hint.
  virtual void BeginFlush(int /*file*/, uint64_t /*offset*/, uint64_t /*size*/) noexcept {}
  /// Waits until what was written is on the disk.
  virtual int Sync(int file) noexcept = 0;
  virtual int Close(int file) noexcept = 0;
  /// Reads a whole file of at most `limit` bytes (-EFBIG otherwise).
  virtual int Read(const char* path, size_t limit, std::vector<uint8_t>* bytes) noexcept = 0;
};

/// The one of the operating system.
FileSystem& PosixFileSystem() noexcept;

}  // namespace spillway
