// SPDX-License-Identifier: GPL-2.0-or-later
// Is a recording that may not be written yet kept, to its first sample, and not a byte of it on the
// disk before?
#include <doctest/doctest.h>

#include <filesystem>

#include "native/media/recording.h"
#include "native/test/media/failing_files.h"
#include "native/test/media/media_fixture.h"

using namespace spillway;
using Kind = MediaCommand::Kind;

namespace {

constexpr size_t kMostSamples = kMostUnwrittenMs * 8;

/// Channel 0 receives sound that is never the same, and is recorded by operation 1.
struct Held : MediaFixture {
  explicit Held(FileSystem* files = &PosixFileSystem()) : MediaFixture(4, files) {}

  void Hold(OperationId operation = 1, ChannelIndex channel = 0) {
    MediaCommand command = Command(Kind::kRecord, channel, operation);
    command.on = true;
    command.file = strdup(path.c_str());
    Execute(command);
  }
  void Release(bool write, OperationId operation = 1) {
    MediaCommand command = Command(Kind::kRelease, -1, operation);
    command.on = write;
    Execute(command);
  }
  void Say(int ticks) {
    for (int i = 0; i < ticks; ++i) {
      const Bytes frame = RandomBytes(++seed, kFrameSamples);
      Receive(0, frame.data());
      said.insert(said.end(), frame.begin(), frame.end());
      Step();
    }
  }
  bool Exists() const { return std::filesystem::exists(path); }
  Bytes Left() const {
    const Bytes file = ReadBytes(path);
    Bytes left;
    for (size_t i = kRecordingHeaderBytes; i < file.size(); i += 2) left.push_back(file[i]);
    return left;
  }
  FinishedFact Finished() const {
    const auto finished = diskFacts.All<FinishedFact>();
    REQUIRE(finished.size() == 1);
    return finished[0];
  }

  const std::string path = folder.File("2026/01/05/held.wav");
  Bytes said;
  uint32_t seed{0};
};

}  // namespace

TEST_CASE_FIXTURE(Held,
                  "what is released is whole from its first sample, in folders that it makes") {
  Hold();
  CHECK(facts.All<StartedFact>().empty());
  Say(1);
  CHECK(facts.All<StartedFact>().size() == 1);
  Say(1000);
  CHECK(!Exists());
  Release(true);
  Say(100);
  Stop(1);
  Step();

  CHECK(Left() == said);
  CHECK(Finished().gapMs == 0);
  CHECK(Finished().playedMs == 1101 * kTickMilliseconds);
  CHECK(diskFacts.All<RecordingGapFact>().empty());
}

TEST_CASE_FIXTURE(Held, "what does not fit in 30 s is a gap, told while it lasts") {
  Hold();
  Say(2000);  // 40 s
  CHECK(!diskFacts.All<RecordingGapFact>().empty());
  CHECK(!Exists());
  Release(true);
  Say(50);
  Stop(1);
  Step();

  Bytes expected(said.begin(), said.begin() + kMostSamples);
  const long goesOn = 2001 * kFrameSamples;  // memory is free a tick behind the release
  expected.resize(goesOn, kSilence);
  expected.insert(expected.end(), said.begin() + goesOn, said.end());
  CHECK(Left() == expected);
  CHECK(Finished().gapMs == 10'020);
  CHECK(Finished().playedMs == 41'000);
}

TEST_CASE_FIXTURE(Held, "one that is over before it is released is written when it is") {
  Hold();
  Say(100);
  Stop(1);
  Say(200);
  CHECK(diskFacts.Count() == 0);
  Release(true);
  Step(2);

  CHECK(Left() == Bytes(said.begin(), said.begin() + 100 * kFrameSamples));
  CHECK(Finished().reason == FinishReason::kStopped);
  CHECK(Finished().at == 2000);
}

TEST_CASE_FIXTURE(Held, "what is discarded leaves no file, be it under way or over") {
  SUBCASE("under way") { Hold(); }
  SUBCASE("over") {
    Hold();
    Say(10);
    Stop(1);
  }
  Say(10);
  Release(false);
  Step(3);

  CHECK(!Exists());
  CHECK(Finished().playedMs == 0);
  CHECK(diskFacts.All<RecordingFailedFact>().empty());
  Record(2, 0, folder.File("next.wav"));
  Step(2);
  Stop(2);
  Step(2);
  CHECK(diskFacts.All<FinishedFact>().back().playedMs == 40);
}

TEST_CASE_FIXTURE(Held, "the engine ends before a release: nothing is written") {
  Hold();
  Say(50);
  disk.Finish();

  CHECK(!Exists());
  CHECK(Finished().playedMs == 0);
}

TEST_CASE_FIXTURE(Held, "a release of what was written, is over or never was changes nothing") {
  Hold();
  Release(true);
  Say(10);
  Release(false);
  Release(true, 77);
  Release(false, 78);
  Step(3);
  Release(true);
  Step(3);

  CHECK(Left() == said);
  CHECK(Finished().reason == FinishReason::kStopped);
}

TEST_CASE("a held recording on a disk that is full when it is released has failed") {
  FailingFiles files;
  Held held(&files);
  held.Hold();
  held.Say(100);
  files.error = -ENOSPC;
  held.Release(true);
  held.Step(3);

  CHECK(held.diskFacts.All<RecordingFailedFact>()[0].failure == Failure::kDiskFull);
  CHECK(held.Finished().reason == FinishReason::kFailed);
  CHECK(held.Finished().playedMs == 0);
}
