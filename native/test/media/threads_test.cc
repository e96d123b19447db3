// SPDX-License-Identifier: GPL-2.0-or-later
// Do the media thread and the disk thread get on with each other? (Built with thread sanitizer,
// too.)
#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "native/test/media/media_fixture.h"

using namespace spillway;

TEST_CASE_FIXTURE(
    MediaFixture,
    "two threads load, play, drop and record, and every recording is as long as it was") {
  constexpr OperationId kRounds = 60;
  constexpr int kTicks = 25;
  WriteBytes(folder.File("a.wav"), AlawWav(RandomBytes(1, 700)));
  std::atomic<bool> ended{false};
  std::atomic<size_t> told{0};
  std::thread diskThread([&] {
    while (!ended) {
      if (!disk.Run()) std::this_thread::yield();
      told = diskFacts.Count();
    }
    disk.Finish();
  });

  for (OperationId round = 1; round <= kRounds; ++round) {
    LoadPrompt(1, folder.File("a.wav"));
    Record(round, 0, folder.File(std::to_string(round) + ".wav"));
    for (int i = 0; i < kTicks; ++i) {
      Play(1000 + round, 1, {1}, true);
      Tick();
      std::this_thread::yield();
    }
    Stop(round);
    while (told < round) {
      Tick();
      std::this_thread::yield();
    }
    MediaCommand drop = Command(MediaCommand::Kind::kDropPrompt);
    drop.prompt = 1;
    if (round % 2 == 0) Execute(drop);
  }
  ended = true;
  diskThread.join();

  const auto finished = diskFacts.All<FinishedFact>();
  CHECK(finished.size() == kRounds);
  for (const FinishedFact& fact : finished) CHECK(fact.playedMs == kTicks * kTickMilliseconds);
}
