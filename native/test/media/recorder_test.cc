// SPDX-License-Identifier: GPL-2.0-or-later
// Is a recording what was received and sent, as long as the call, and whole after trouble?
#include <doctest/doctest.h>

#include <cerrno>

#include "native/test/media/failing_files.h"
#include "native/test/media/media_fixture.h"

using namespace spillway;
using Kind = MediaCommand::Kind;

namespace {

struct Recorded {
  Bytes left;
  Bytes right;
};

/// The two sides of a recording whose header says what the file holds.
Recorded Split(const Bytes& file) {
  REQUIRE(file.size() >= kRecordingHeaderBytes);
  const auto header = RecordingHeader(file.size() - kRecordingHeaderBytes);
  CHECK(std::equal(header.begin(), header.end(), file.begin()));
  Recorded sides;
  for (size_t i = kRecordingHeaderBytes; i < file.size(); i += 2) {
    sides.left.push_back(file[i]);
    sides.right.push_back(file[i + 1]);
  }
  return sides;
}

}  // namespace

TEST_CASE_FIXTURE(MediaFixture, "left is what was received, right what was sent, byte by byte") {
  const std::string path = folder.File("call.wav");
  const Bytes prompt = RandomBytes(1, 8000);
  MakePrompt(1, prompt);
  Bytes received;
  Step(3);
  facts.Clear();

  Record(5, 0, path);
  Play(6, 0, {1});
  for (uint32_t i = 0; i < 50; ++i) {
    const Bytes frame = RandomBytes(i, kFrameSamples);
    Receive(0, frame.data());
    received.insert(received.end(), frame.begin(), frame.end());
    Step();
  }
  Stop(5);
  Step();

  const Recorded sides = Split(ReadBytes(path));
  CHECK(sides.left == received);
  CHECK(sides.right == prompt);
  CHECK(facts.All<StartedFact>()[1].operation == 5);
  const auto finished = diskFacts.All<FinishedFact>();
  REQUIRE(finished.size() == 1);
  CHECK(finished[0].operation == 5);
  CHECK(finished[0].channel == 0);
  CHECK(finished[0].reason == FinishReason::kStopped);
  CHECK(finished[0].playedMs == 1000);
  CHECK(finished[0].gapMs == 0);
}

TEST_CASE_FIXTURE(MediaFixture, "the header is right after every second of audio") {
  const std::string path = folder.File("call.wav");
  Record(1, 0, path);

  for (int second = 1; second <= 3; ++second) {
    Step(50);
    const Bytes file = ReadBytes(path);
    const auto header = RecordingHeader(static_cast<uint64_t>(second) * kRecordingBytesPerSecond);
    CHECK(std::equal(header.begin(), header.end(), file.begin()));
  }
}

TEST_CASE_FIXTURE(MediaFixture,
                  "a disk that does not follow leaves a gap of silence and the length true") {
  const std::string path = folder.File("call.wav");
  Receive(0, uint8_t{0x12});
  Record(1, 0, path);
  Step(10);

  for (int i = 0; i < kRecorderFrames + 30; ++i) Tick();  // 30 do not fit
  disk.Run();
  Step(10);
  Stop(1);
  Step();

  const Recorded sides = Split(ReadBytes(path));
  const size_t before = (10 + kRecorderFrames) * size_t{kFrameSamples};
  const size_t gap = 30 * size_t{kFrameSamples};
  Bytes expected(before, 0x12);
  expected.resize(before + gap, kSilence);
  expected.resize(before + gap + 10 * size_t{kFrameSamples}, 0x12);
  CHECK(sides.left == expected);
  const auto gaps = diskFacts.All<RecordingGapFact>();
  REQUIRE(gaps.size() == 1);
  CHECK(gaps[0].atMs == (10 + kRecorderFrames) * 20);
  CHECK(gaps[0].gapMs == 600);
  CHECK(diskFacts.All<FinishedFact>()[0].gapMs == 600);
  CHECK(diskFacts.All<FinishedFact>()[0].playedMs == (10 + kRecorderFrames + 30 + 10) * 20);
}

TEST_CASE_FIXTURE(MediaFixture,
                  "a recording stopped while the disk stands still ends where it was stopped") {
  const std::string path = folder.File("call.wav");
  Record(1, 0, path);
  for (int i = 0; i < kRecorderFrames + 50; ++i) Tick();
  Stop(1);
  for (int i = 0; i < 20; ++i) Tick();

  Step(3);

  CHECK(diskFacts.All<FinishedFact>()[0].playedMs == (kRecorderFrames + 50) * 20);
  CHECK(diskFacts.All<FinishedFact>()[0].gapMs == 50 * 20);
}

TEST_CASE_FIXTURE(MediaFixture, "ticks that the runtime skipped are silence in the recording") {
  const std::string path = folder.File("call.wav");
  Record(1, 0, path);
  Step(5);
  engine.Skip(7);
  Step(5);
  Stop(1);
  Step();

  CHECK(diskFacts.All<FinishedFact>()[0].playedMs == 17 * 20);
  CHECK(diskFacts.All<RecordingGapFact>()[0].atMs == 100);
}

TEST_CASE("a full disk ends the recording with an alarm, and the call goes on") {
  FailingFiles files;
  MediaFixture media(4, &files);
  const std::string path = media.folder.File("call.wav");
  media.Join(0, 0);
  media.Join(0, 1);
  media.Record(1, 0, path);
  media.Step(120);

  files.error = -ENOSPC;
  media.Step(60);

  const auto failed = media.diskFacts.All<RecordingFailedFact>();
  REQUIRE(failed.size() == 1);
  CHECK(failed[0].failure == Failure::kDiskFull);
  CHECK(failed[0].systemError == ENOSPC);
  const auto finished = media.diskFacts.All<FinishedFact>();
  REQUIRE(finished.size() == 1);
  CHECK(finished[0].reason == FinishReason::kFailed);
  CHECK(finished[0].playedMs == 2000);

  files.error = 0;
  media.Record(2, 0, media.folder.File("next.wav"));
  media.Step(10);
  media.Stop(2);
  media.Step();
  CHECK(media.diskFacts.All<FinishedFact>().back().reason == FinishReason::kStopped);
}

TEST_CASE("a disk that fails when the file is closed makes the recording a failed one") {
  FailingFiles files;
  MediaFixture media(4, &files);
  media.Record(1, 0, media.folder.File("call.wav"));
  media.Step(10);

  files.error = -EIO;
  media.Stop(1);
  media.Step(2);

  CHECK(media.diskFacts.All<RecordingFailedFact>()[0].failure == Failure::kDiskError);
  const auto finished = media.diskFacts.All<FinishedFact>();
  REQUIRE(finished.size() == 1);
  CHECK(finished[0].reason == FinishReason::kFailed);
}

TEST_CASE_FIXTURE(MediaFixture, "a file that is there already is not overwritten") {
  const std::string path = folder.File("call.wav");
  WriteBytes(path, {1, 2, 3});

  Record(1, 0, path);
  Step(5);

  CHECK(diskFacts.All<RecordingFailedFact>()[0].systemError == EEXIST);
  CHECK(ReadBytes(path) == Bytes{1, 2, 3});
}

TEST_CASE_FIXTURE(MediaFixture, "a channel is recorded once at a time; the second one fails") {
  Record(1, 0, folder.File("one.wav"));
  Record(2, 0, folder.File("two.wav"));

  CHECK(facts.All<RecordingFailedFact>()[0].failure == Failure::kTooMany);
  CHECK(facts.All<FinishedFact>()[0].operation == 2);
  CHECK(facts.All<FinishedFact>()[0].reason == FinishReason::kFailed);
}

TEST_CASE_FIXTURE(MediaFixture, "recorders are used again and again") {
  for (OperationId operation = 1; operation <= 40; ++operation) {
    Record(operation, static_cast<ChannelIndex>(operation % 4),
           folder.File(std::to_string(operation) + ".wav"));
    Step(2);
    Stop(operation);
    Step(2);
  }

  CHECK(diskFacts.All<FinishedFact>().size() == 40);
  CHECK(diskFacts.All<RecordingFailedFact>().empty());
}

TEST_CASE_FIXTURE(MediaFixture, "what is still being recorded at the end is whole and told") {
  const std::string path = folder.File("call.wav");
  Record(1, 0, path);
  for (int i = 0; i < 12; ++i) Tick();

  disk.Finish();

  CHECK(Split(ReadBytes(path)).left.size() == 12 * size_t{kFrameSamples});
  CHECK(diskFacts.All<FinishedFact>()[0].reason == FinishReason::kCleared);
}
