// SPDX-License-Identifier: GPL-2.0-or-later
// How do our WAV files look, and which ones can be a prompt?
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "native/contract/records.h"

namespace spillway {

/// Header of a recording: RIFF, fmt (18 bytes, format 6), fact, data.
constexpr size_t kRecordingHeaderBytes = 58;
constexpr int kRecordingBytesPerSecond = 16000;  // stereo A-law, 8,000 samples/s

/// The header of a recording with `dataBytes` of audio behind it. Cut at 4 GiB, 74 hours.
std::array<uint8_t, kRecordingHeaderBytes> RecordingHeader(uint64_t dataBytes) noexcept;

/// The audio of a WAV file, or why there is none.
struct WavAudio {
  bool ok;
  Failure failure;             // when not ok: fileInvalid, fileEmpty
  std::vector<uint8_t> bytes;  // A-law, 8,000 samples/s, mono
};

/// Reads a WAV file held in memory: A-law, mu-law or 16 bit PCM at 8,000 samples/s, mono or stereo
/// (the mean of both). Anything else, and a file cut short, is invalid. Mono A-law is taken byte by
/// byte. Allocates: not for the media thread.
WavAudio ReadWav(const uint8_t* file, size_t size);

/// What RepairWav found.
struct RepairedWav {
  bool ok;
  bool changed;       // the header said something else than the file's size
  Failure failure;    // when not ok: fileMissing, fileEmpty, fileInvalid, diskFull, diskError
  int systemError;    // errno where the system refused, else 0
  double durationMs;  // the true length
};

/// Mends a recording that a crash left: sets the lengths in its header from the file's size, cuts
/// half a sample off the end, and waits until that is on the disk. Touches only files that begin
/// with our own header. Any thread but media; waits for the disk.
RepairedWav RepairWav(const char* path);

}  // namespace spillway
