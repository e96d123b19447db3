// SPDX-License-Identifier: GPL-2.0-or-later
// How do our WAV files look, and which ones can be a prompt?
#include "native/media/wav.h"

#include <algorithm>
#include <cstring>

#include "native/dsp/g711.h"
#include "native/media/chunk_bytes.h"

namespace spillway {
namespace {

constexpr uint16_t kFormatPcm = 1;
constexpr uint16_t kFormatAlaw = 6;
constexpr uint16_t kFormatMulaw = 7;
constexpr uint16_t kFormatExtensible = 0xFFFE;  // the true format begins the GUID, 24 bytes on
constexpr uint32_t kPromptRate = 8000;

struct Format {
  uint16_t tag{0};
  uint16_t channels{0};
  uint32_t rate{0};
  uint16_t bits{0};
};

struct Chunk {
  const uint8_t* bytes;
  size_t size;
};

WavAudio Refuse(Failure failure) { return {false, failure, {}}; }

Format ReadFormat(const Chunk& chunk) noexcept {
  Format format;
  if (chunk.size < 16) return format;
  format.tag = LoadLe16(chunk.bytes);
  format.channels = LoadLe16(chunk.bytes + 2);
  format.rate = LoadLe32(chunk.bytes + 4);
  format.bits = LoadLe16(chunk.bytes + 14);
  if (format.tag == kFormatExtensible && chunk.size >= 26) format.tag = LoadLe16(chunk.bytes + 24);
  return format;
}

bool Usable(const Format& format) noexcept {
  if (format.rate != kPromptRate || format.channels < 1 || format.channels > 2) return false;
  if (format.tag == kFormatPcm) return format.bits == 16;
  return (format.tag == kFormatAlaw || format.tag == kFormatMulaw) && format.bits == 8;
}

int16_t SampleAt(const Format& format, const uint8_t* data, size_t index) noexcept {
  if (format.tag == kFormatAlaw) return AlawToLinear(data[index]);
  if (format.tag == kFormatMulaw) return MulawToLinear(data[index]);
  return static_cast<int16_t>(LoadLe16(data + 2 * index));
}

WavAudio Convert(const Format& format, const Chunk& data) {
  const size_t count = data.size / (format.bits / 8) / format.channels;
  if (count == 0) return Refuse(Failure::kFileEmpty);
  // As all of the package are: a box reads 9 MB of them when it starts.
  if (format.tag == kFormatAlaw && format.channels == 1) {
    return {true, Failure{}, std::vector<uint8_t>(data.bytes, data.bytes + count)};
  }
  WavAudio audio{true, Failure{}, std::vector<uint8_t>(count)};
  for (size_t i = 0; i < count; ++i) {
    int32_t sum = 0;
    for (size_t side = 0; side < format.channels; ++side) {
      sum += SampleAt(format, data.bytes, i * format.channels + side);
    }
    audio.bytes[i] = LinearToAlaw(static_cast<int16_t>(sum / format.channels));
  }
  return audio;
}

}  // namespace

std::array<uint8_t, kRecordingHeaderBytes> RecordingHeader(uint64_t dataBytes) noexcept {
  constexpr uint64_t kMost = UINT32_MAX - kRecordingHeaderBytes;
  const auto bytes = static_cast<uint32_t>(std::min<uint64_t>(dataBytes, kMost) & ~uint64_t{1});
  std::array<uint8_t, kRecordingHeaderBytes> header{};
  uint8_t* at = header.data();
  at = StoreTag(at, "RIFF");
  at = StoreLe32(at, bytes + kRecordingHeaderBytes - 8);
  at = StoreTag(at, "WAVE");
  at = StoreTag(at, "fmt ");
  at = StoreLe32(at, 18);
  at = StoreLe16(at, kFormatAlaw);
  at = StoreLe16(at, 2);  // channels
  at = StoreLe32(at, kPromptRate);
  at = StoreLe32(at, kRecordingBytesPerSecond);
  at = StoreLe16(at, 2);  // bytes of a sample of both channels
  at = StoreLe16(at, 8);  // bits
  at = StoreLe16(at, 0);  // no extension
  at = StoreTag(at, "fact");
  at = StoreLe32(at, 4);
  at = StoreLe32(at, bytes / 2);  // samples a channel
  at = StoreTag(at, "data");
  StoreLe32(at, bytes);
  return header;
}

WavAudio ReadWav(const uint8_t* file, size_t size) {
  if (size == 0) return Refuse(Failure::kFileEmpty);
  if (size < 12 || !HasTag(file, "RIFF") || !HasTag(file + 8, "WAVE")) {
    return Refuse(Failure::kFileInvalid);
  }
  Format format;
  size_t at = 12;
  while (size - at >= 8) {
    const uint8_t* head = file + at;
    const uint32_t told = LoadLe32(head + 4);
    at += 8;
    // A program that wrote to a pipe could not know the length and left 2 or 4 GiB there.
    const bool unknown = HasTag(head, "data") && told >= 0x7FFFF000;
    const size_t length = unknown ? size - at : told;
    if (length > size - at) return Refuse(Failure::kFileInvalid);
    if (HasTag(head, "fmt ")) format = ReadFormat({file + at, length});
    if (HasTag(head, "data")) {
      return Usable(format) ? Convert(format, {file + at, length}) : Refuse(Failure::kFileInvalid);
    }
    at += std::min(length + (length & 1), size - at);  // chunks begin at even places
  }
  return Refuse(Failure::kFileInvalid);
}

}  // namespace spillway
