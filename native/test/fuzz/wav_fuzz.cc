// SPDX-License-Identifier: GPL-2.0-or-later
// Can a WAV file do harm? As a prompt that is loaded, as a file in which digits are looked for, and
// as a recording that a crash left and that is mended.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <string>

#include "native/dsp/dtmf/dtmf_detector.h"
#include "native/dsp/g711.h"
#include "native/media/disk_worker.h"
#include "native/media/wav.h"
#include "native/test/fuzz/input.h"
#include "native/test/media/media_fixture.h"

using namespace spillway;
using namespace spillway::test;

namespace {

/// One file that can only be read.
class OneFile final : public FileSystem {
 public:
  explicit OneFile(Bytes bytes) : bytes_(std::move(bytes)) {}
  int Create(const char*) noexcept override { return -1; }
  int Write(int, uint64_t, const uint8_t*, size_t) noexcept override { return -1; }
  int Sync(int) noexcept override { return -1; }
  int Close(int) noexcept override { return -1; }
  int Read(const char*, size_t, std::vector<uint8_t>* bytes) noexcept override {
    *bytes = bytes_;
    return 0;
  }

 private:
  const Bytes bytes_;
};

void DetectDigits(const std::vector<uint8_t>& audio) {
  DtmfDetector detector;
  char sounding = 0;
  for (size_t at = 0; at < audio.size(); at += kFrameSamples) {
    const size_t count = std::min<size_t>(kFrameSamples, audio.size() - at);
    int16_t samples[kFrameSamples];
    DecodeAlaw(&audio[at], count, samples);
    detector.Feed(samples, count, [&](const DtmfEvent& event) {
      Demand(event.at <= at + count, "a digit begins and ends in what was fed");
      Demand((event.kind == DtmfEvent::Kind::kBegan) == (sounding == 0),
             "digits begin and end in turn");
      sounding = event.kind == DtmfEvent::Kind::kBegan ? event.digit : 0;
    });
  }
}

/// The disk thread's way of a prompt: a reply with its block, or one fact that says why not.
void LoadPrompt(const Bytes& file, const WavAudio& read) {
  static DiskLink link({1, 1, 16});
  static KeepingSink sink;
  sink.Clear();
  OneFile files(file);
  DiskWorker worker(&link, &files, &sink);
  DiskRequest request{};
  request.kind = DiskRequest::Kind::kLoadPrompt;
  request.file = strdup("prompt");
  link.requests.TryPush(request);
  while (worker.Run()) {
  }
  DiskReply reply{};
  const bool loaded = link.replies.TryPop(&reply);
  Demand(loaded == read.ok, "a prompt is loaded when its file can be read");
  Demand(sink.Count() == (loaded ? 0u : 1u), "why not is told once");
  if (!loaded) return;
  Demand(reply.block->Size() == read.bytes.size(), "a prompt is as long as its audio");
  delete reply.block;
}

void Repair(const Bytes& file) {
  static const TemporaryFolder folder;
  static const std::string path = folder.File("recording.wav");
  WriteBytes(path, file);
  const RepairedWav first = RepairWav(path.c_str());
  const Bytes after = ReadBytes(path);
  if (!first.ok || !first.changed)
    return Demand(after == file, "what is not mended is not touched");
  Demand(after.size() <= file.size(), "mending adds nothing");
  const RepairedWav second = RepairWav(path.c_str());
  Demand(second.ok && !second.changed, "what is mended is in order");
  Demand(second.durationMs == first.durationMs, "and as long as was said");
  const WavAudio audio = ReadWav(after.data(), after.size());
  Demand(audio.ok || audio.failure == Failure::kFileEmpty, "and can be read");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* octets, size_t size) {
  const Bytes file(octets, octets + size);
  const WavAudio audio = ReadWav(file.data(), file.size());
  Demand(!audio.ok || !audio.bytes.empty(), "audio is not empty");
  Demand(audio.bytes.size() <= size, "audio is not longer than its file");
  if (audio.ok) DetectDigits(audio.bytes);
  LoadPrompt(file, audio);
  Repair(file);
  return 0;
}
