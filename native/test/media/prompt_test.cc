// SPDX-License-Identifier: GPL-2.0-or-later
// How do prompts come into memory, go out of it, and get recognised by the far end?
#include <doctest/doctest.h>

#include "native/test/media/media_fixture.h"

using namespace spillway;
using Kind = MediaCommand::Kind;

TEST_CASE_FIXTURE(MediaFixture,
                  "a loaded prompt is told with its duration, once it can be played") {
  WriteBytes(folder.File("a.wav"), AlawWav(RandomBytes(1, 4000)));
  LoadPrompt(3, folder.File("a.wav"));
  Step();
  CHECK(facts.Types().empty());

  Tick();

  const auto loaded = facts.All<PromptLoadedFact>();
  REQUIRE(loaded.size() == 1);
  CHECK(loaded[0].prompt == 3);
  CHECK(loaded[0].durationMs == 500);
}

TEST_CASE_FIXTURE(MediaFixture,
                  "a file that is missing, empty or broken is told, and plays nothing") {
  WriteBytes(folder.File("empty.wav"), {});
  WriteBytes(folder.File("silent.wav"), AlawWav({}));
  WriteBytes(folder.File("text.wav"), Bytes(500, 'x'));
  LoadPrompt(1, folder.File("none.wav"));
  LoadPrompt(2, folder.File("empty.wav"));
  LoadPrompt(3, folder.File("silent.wav"));
  LoadPrompt(4, folder.File("text.wav"));
  LoadPrompt(5, folder.File(""));
  LoadPrompt(64, folder.File("text.wav"));  // there are 64: 0-63
  Step(2);

  const auto failed = diskFacts.All<PromptFailedFact>();
  REQUIRE(failed.size() == 5);
  CHECK(failed[0].failure == Failure::kFileMissing);
  CHECK(failed[1].failure == Failure::kFileEmpty);
  CHECK(failed[2].failure == Failure::kFileEmpty);
  CHECK(failed[3].failure == Failure::kFileInvalid);
  CHECK(failed[4].failure == Failure::kFileInvalid);
  CHECK(facts.All<PromptFailedFact>()[0].failure == Failure::kTooMany);
  CHECK(facts.All<PromptLoadedFact>().empty());
}

TEST_CASE_FIXTURE(MediaFixture, "dropping a prompt stops what plays it before it is freed") {
  MakePrompt(1, RandomBytes(1, 8000));
  MakePrompt(2, RandomBytes(2, 8000));
  Play(1, 0, {2, 1});
  Play(2, 1, {2});
  Listen(3, 2, 1);
  Step(5);
  facts.Clear();

  MediaCommand drop = Command(Kind::kDropPrompt);
  drop.prompt = 1;
  Execute(drop);
  Step(5);

  const auto finished = facts.All<FinishedFact>();
  REQUIRE(finished.size() == 2);
  CHECK(finished[0].operation == 1);
  CHECK(finished[0].reason == FinishReason::kStopped);
  CHECK(finished[1].operation == 3);
  Play(4, 3, {1});
  CHECK(facts.All<FinishedFact>().back().reason == FinishReason::kFailed);
}

TEST_CASE_FIXTURE(MediaFixture, "a prompt loaded anew takes the place of the old one") {
  MakePrompt(1, RandomBytes(1, 800));
  const Bytes fresh = RandomBytes(2, 160);
  MakePrompt(1, fresh);

  Play(1, 0, {1});

  CHECK(Hear(0, 1) == fresh);
}

TEST_CASE_FIXTURE(MediaFixture, "a prompt dropped while it is being loaded does not come back") {
  WriteBytes(folder.File("a.wav"), AlawWav(RandomBytes(1, 800)));
  LoadPrompt(1, folder.File("a.wav"));
  MediaCommand drop = Command(Kind::kDropPrompt);
  drop.prompt = 1;
  Execute(drop);
  Step(3);

  CHECK(facts.All<PromptLoadedFact>().empty());
  Play(1, 0, {1});
  CHECK(facts.All<FinishedFact>()[0].reason == FinishReason::kFailed);
}

TEST_CASE_FIXTURE(
    MediaFixture,
    "a prompt played by one channel is heard by another, with the time of its first byte") {
  MakePrompt(1, RandomBytes(1, 48000));
  MakePrompt(2, RandomBytes(2, 48000));
  Join(0, 1);
  Join(0, 2);
  Listen(1, 0, 1);
  Listen(2, 0, 2);
  facts.Clear();
  const double begun = engine.Now();

  Play(3, 1, {1});
  for (int i = 0; i < 20; ++i) {
    Step();
    Receive(0, Sent(1).data());
  }

  const auto heard = facts.All<HeardFact>();
  REQUIRE(heard.size() == 1);
  CHECK(heard[0].operation == 1);
  CHECK(heard[0].prompt == 1);
  CHECK(heard[0].channel == 0);
  CHECK(heard[0].startedAt == begun + 20);  // one tick on the way
  const auto finished = facts.All<FinishedFact>();
  REQUIRE(finished.size() == 1);
  CHECK(finished[0].operation == 1);
  CHECK(finished[0].reason == FinishReason::kCompleted);
}

TEST_CASE_FIXTURE(MediaFixture, "a channel listens for eight prompts at a time; a ninth fails") {
  MakePrompt(1, RandomBytes(1, 800));
  facts.Clear();

  for (OperationId operation = 1; operation <= 9; ++operation) Listen(operation, 0, 1);

  const auto finished = facts.All<FinishedFact>();
  REQUIRE(finished.size() == 1);
  CHECK(finished[0].operation == 9);
  CHECK(finished[0].reason == FinishReason::kFailed);
}

TEST_CASE_FIXTURE(MediaFixture, "a prompt of over a minute can be played, not listened for") {
  MakePrompt(1, RandomBytes(1, kListenableSamples + 1));
  facts.Clear();

  Listen(1, 0, 1);
  Play(2, 0, {1});
  Step();

  CHECK(facts.All<FinishedFact>().size() == 1);
  CHECK(facts.All<StartedFact>()[0].operation == 2);
}
