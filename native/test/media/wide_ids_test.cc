// SPDX-License-Identifier: GPL-2.0-or-later
// Are operations told apart whose ids differ by 2^32 only? A box of 16 E1s gets that far in 124
// days.
#include <doctest/doctest.h>

#include <filesystem>

#include "native/test/media/media_fixture.h"
#include "native/test/media/stream_user.h"

using namespace spillway;
using Kind = MediaCommand::Kind;

namespace {

constexpr OperationId kFar = OperationId{1} << 32;

/// The prompt of `MakePrompt(1, ...)` is played for ever on a channel by an old id, on another by
/// one that has the same lower half.
struct LikeIds : MediaFixture {
  LikeIds() {
    MakePrompt(1, RandomBytes(1, 8000));
    Play(7, 0, {1}, true);
    Play(kFar + 7, 1, {1}, true);
    Step();
    facts.Clear();
  }
};

template <typename Fact>
std::vector<OperationId> IdsOf(const KeepingSink& sink) {
  std::vector<OperationId> ids;
  for (const Fact& fact : sink.All<Fact>()) ids.push_back(fact.operation);
  return ids;
}

}  // namespace

TEST_CASE_FIXTURE(LikeIds, "a stop, a pause and a gain meet the operation that is meant") {
  Pause(kFar + 7, true);
  MediaCommand gain = Command(Kind::kGain, -1, kFar + 7);
  gain.gainDb = -40;
  Execute(gain);
  Step(2);
  CHECK(IdsOf<PausedFact>(facts) == std::vector<OperationId>{kFar + 7});
  CHECK(Sent(0) != Bytes(kFrameSamples, kSilence));
  CHECK(Sent(1) == Bytes(kFrameSamples, kSilence));

  Stop(7);
  Step(2);
  CHECK(IdsOf<FinishedFact>(facts) == std::vector<OperationId>{7});
  Stop(kFar + 7);
  Step(2);
  CHECK(IdsOf<FinishedFact>(facts) == std::vector<OperationId>{7, kFar + 7});
}

TEST_CASE_FIXTURE(MediaFixture, "of two held recordings that one is written which is released") {
  for (const OperationId id : {OperationId{9}, kFar + 9}) {
    MediaCommand record = Command(Kind::kRecord, id == 9 ? 0 : 1, id);
    record.on = true;
    record.file = strdup(folder.File(id == 9 ? "near.wav" : "far.wav").c_str());
    Execute(record);
  }
  Step(5);
  MediaCommand release = Command(Kind::kRelease, -1, kFar + 9);
  release.on = true;
  Execute(release);
  Step(5);
  for (const OperationId id : {OperationId{9}, kFar + 9}) Stop(id);
  Step(5);

  CHECK(std::filesystem::exists(folder.File("far.wav")));
  CHECK_FALSE(std::filesystem::exists(folder.File("near.wav")));
}

TEST_CASE("a stream's memory opens to its own id, whole") {
  StreamMemory memory(kFar + 5, 4);
  CHECK_FALSE(StreamUserEnd(memory.Descriptor(), 5).Attached());
  CHECK(StreamUserEnd(memory.Descriptor(), kFar + 5).Attached());
}
