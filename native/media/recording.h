// SPDX-License-Identifier: GPL-2.0-or-later
// How does one recording get into its file?
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "native/core/ids.h"
#include "native/media/disk_link.h"
#include "native/media/file_system.h"

namespace spillway {

/// One WAV file that is being written (format in wav.h). Disk thread only. Audio goes to the file
/// half a second at a time. Methods that write return 0 or minus errno; after a failure nothing
/// more is written but the header.
class Recording {
 public:
  Recording(FileSystem* files, const DiskRequest& request);
  /// Close().
  ~Recording();
  Recording(const Recording&) = delete;
  Recording& operator=(const Recording&) = delete;

  OperationId Operation() const noexcept { return operation_; }
  ChannelIndex Channel() const noexcept { return channel_; }
  bool Failed() const noexcept { return failed_; }
  /// Length of the audio taken, gaps included; after Close, of the file.
  double DurationMs() const noexcept;
  /// How much of that is silence in place of what did not get here.
  double GapMs() const noexcept { return static_cast<double>(gapTicks_) * kTickMilliseconds; }

  /// Makes the file and its header.
  int Open() noexcept;
  /// How many ticks are missing before `tick`.
  uint64_t Missing(uint64_t tick) const noexcept { return tick > nextTick_ ? tick - nextTick_ : 0; }
  /// Takes silence for so many ticks.
  int AppendGap(uint64_t ticks) noexcept;
  /// Takes a frame.
  int Append(const RecorderFrame& frame) noexcept;
  /// Writes what was taken and the header, waits for the disk and closes the file. Idempotent.
  int Close() noexcept;

 private:
  int Put(const uint8_t* received, const uint8_t* sent) noexcept;
  int WriteBuffer() noexcept;
  int WriteHeader() noexcept;
  int Check(int result) noexcept;

  FileSystem* const files_;
  const OperationId operation_;
  const ChannelIndex channel_;
  const std::string path_;
  int file_{-1};
  bool failed_{false};
  uint64_t nextTick_;
  uint64_t gapTicks_{0};
  uint64_t written_{0};     // bytes of audio in the file
  uint64_t headerSays_{0};  // bytes of audio by its header
  std::vector<uint8_t> buffer_;
};

}  // namespace spillway
