// SPDX-License-Identifier: GPL-2.0-or-later
// How does one recording get into its file?
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "native/core/ids.h"
#include "native/media/file_system.h"

namespace spillway {

/// One WAV file that is being written (format in wav.h). File thread only, but for its making.
/// After a failure nothing more is written but the header.
class AudioFile {
 public:
  /// `makeFolders`: also those that it is to lie in.
  AudioFile(OperationId operation, const char* path, bool makeFolders)
      : operation_(operation), path_(path), makeFolders_(makeFolders) {}
  AudioFile(const AudioFile&) = delete;
  AudioFile& operator=(const AudioFile&) = delete;

  OperationId Operation() const noexcept { return operation_; }
  /// Minus errno of the first failure, or 0.
  int Error() const noexcept { return error_; }
  /// Bytes of audio in the file.
  uint64_t Written() const noexcept { return written_; }

  /// Makes the file and its header.
  void Open(FileSystem* files) noexcept;
  void Write(FileSystem* files, const std::vector<uint8_t>& audio) noexcept;
  void WriteSilence(FileSystem* files, uint64_t bytes) noexcept;
  /// Writes the header, waits for the disk and closes the file.
  void Close(FileSystem* files) noexcept;

 private:
  void Put(FileSystem* files, const uint8_t* bytes, size_t size) noexcept;
  void WriteHeader(FileSystem* files) noexcept;
  void Check(int result) noexcept;

  const OperationId operation_;
  const std::string path_;
  const bool makeFolders_;
  int file_{-1};
  int error_{0};
  uint64_t written_{0};     // bytes of audio in the file
  uint64_t headerSays_{0};  // bytes of audio by its header
  uint64_t underWay_{0};    // bytes of audio that the disk was told to begin with
};

}  // namespace spillway
