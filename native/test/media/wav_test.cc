// SPDX-License-Identifier: GPL-2.0-or-later
// Which files can be a prompt, and what does repair make of a recording that a crash left?
#include "native/media/wav.h"

#include <doctest/doctest.h>

#include "native/dsp/g711.h"
#include "native/test/media/media_fixture.h"

using namespace spillway;

namespace {

WavAudio Read(const Bytes& file) { return ReadWav(file.data(), file.size()); }

Bytes Pcm(const std::vector<int16_t>& samples) {
  Bytes bytes;
  for (const int16_t sample : samples) {
    bytes.push_back(static_cast<uint8_t>(sample));
    bytes.push_back(static_cast<uint8_t>(sample >> 8));
  }
  return bytes;
}

Bytes RecordingFile(uint64_t headerSays, size_t dataBytes) {
  const auto header = RecordingHeader(headerSays);
  Bytes file(header.begin(), header.end());
  file.resize(file.size() + dataBytes, 0x33);
  return file;
}

}  // namespace

TEST_CASE("A-law is taken byte by byte, mu-law and 16 bits become A-law") {
  const Bytes alaw = RandomBytes(1, 300);
  CHECK(Read(AlawWav(alaw)).bytes == alaw);

  const Bytes mulaw = Read(Wav(7, 1, 8000, 8, {0x80, 0xFF, 0x23})).bytes;
  CHECK(mulaw == Bytes{LinearToAlaw(32124), kSilence, LinearToAlaw(MulawToLinear(0x23))});

  const Bytes linear = Read(Wav(1, 1, 8000, 16, Pcm({0, 1000, -32768}))).bytes;
  CHECK(linear == Bytes{kSilence, LinearToAlaw(1000), LinearToAlaw(-32768)});
}

TEST_CASE("of stereo the mean is taken") {
  CHECK(Read(Wav(1, 2, 8000, 16, Pcm({1000, 3000, -200, 200}))).bytes ==
        Bytes{LinearToAlaw(2000), kSilence});
  CHECK(Read(Wav(6, 2, 8000, 8, {0x12, 0x12, 0x34, 0x34})).bytes == Bytes{0x12, 0x34});
}

TEST_CASE("chunks that mean nothing to us are passed over") {
  Bytes file = AlawWav({1, 2, 3});
  const Bytes list = {'L', 'I', 'S', 'T', 3, 0, 0, 0, 'a', 'b', 'c', 0};  // padded to even
  file.insert(file.begin() + 12, list.begin(), list.end());

  CHECK(Read(file).bytes == Bytes{1, 2, 3});
}

TEST_CASE("a length that a pipe left open reaches to the end of the file") {
  Bytes file = AlawWav({1, 2, 3});
  std::fill_n(file.begin() + 40, 4, uint8_t{0xFF});

  CHECK(Read(file).bytes == Bytes{1, 2, 3});
}

TEST_CASE("other rates, formats and files cut short are invalid") {
  const Bytes data = Pcm({1, 2, 3, 4});
  CHECK(Read(Wav(1, 1, 44100, 16, data)).failure == Failure::kFileInvalid);
  CHECK(Read(Wav(1, 1, 8000, 24, data)).failure == Failure::kFileInvalid);
  CHECK(Read(Wav(1, 3, 8000, 16, data)).failure == Failure::kFileInvalid);
  CHECK(Read(Wav(3, 1, 8000, 32, data)).failure == Failure::kFileInvalid);
  const Bytes whole = AlawWav(RandomBytes(1, 100));
  for (size_t size = 1; size < whole.size(); ++size) {
    const WavAudio audio = ReadWav(whole.data(), size);
    CHECK_FALSE(audio.ok);
    CHECK(audio.failure == Failure::kFileInvalid);
  }
  CHECK(ReadWav(nullptr, 0).failure == Failure::kFileEmpty);
}

TEST_CASE("bytes at random never crash the reader") {
  const Bytes whole = Wav(1, 2, 8000, 16, RandomBytes(1, 64));
  std::mt19937 random(2);
  for (int round = 0; round < 20000; ++round) {
    Bytes broken = whole;
    for (int i = 0; i < 3; ++i) broken[random() % broken.size()] = static_cast<uint8_t>(random());
    broken.resize(random() % (broken.size() + 1));
    const WavAudio audio = Read(broken);
    CHECK(audio.ok == !audio.bytes.empty());
  }
}

TEST_CASE("a header that a crash left behind is set to the file's length") {
  const TemporaryFolder folder;
  const std::string path = folder.File("call.wav");
  WriteBytes(path, RecordingFile(16000, 24001));

  const RepairedWav repaired = RepairWav(path.c_str());

  CHECK(repaired.ok);
  CHECK(repaired.changed);
  CHECK(repaired.durationMs == 1500);
  CHECK(ReadBytes(path) == RecordingFile(24000, 24000));
  CHECK_FALSE(RepairWav(path.c_str()).changed);
  CHECK(RepairWav(path.c_str()).durationMs == 1500);
}

TEST_CASE("repair leaves alone what is not a recording of ours") {
  const TemporaryFolder folder;
  const Bytes foreign = AlawWav(RandomBytes(1, 200));
  WriteBytes(folder.File("foreign.wav"), foreign);
  WriteBytes(folder.File("empty.wav"), {});
  WriteBytes(folder.File("short.wav"), {'R', 'I', 'F', 'F'});

  CHECK(RepairWav(folder.File("foreign.wav").c_str()).failure == Failure::kFileInvalid);
  CHECK(RepairWav(folder.File("empty.wav").c_str()).failure == Failure::kFileEmpty);
  CHECK(RepairWav(folder.File("short.wav").c_str()).failure == Failure::kFileInvalid);
  CHECK(RepairWav(folder.File("none.wav").c_str()).failure == Failure::kFileMissing);
  CHECK(ReadBytes(folder.File("foreign.wav")) == foreign);
}
