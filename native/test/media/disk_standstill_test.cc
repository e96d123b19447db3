// SPDX-License-Identifier: GPL-2.0-or-later
// What if the disk is slow, stands still or is full under 480 recordings?
#include <doctest/doctest.h>

#include <algorithm>
#include <cerrno>
#include <memory>

#include "native/media/recording.h"
#include "native/test/media/media_fixture.h"
#include "native/test/media/slow_files.h"

using namespace spillway;
using Kind = MediaCommand::Kind;

namespace {

constexpr int kChannels = 480;
constexpr int kTicksASecond = 50;
constexpr double kFlushMs = 120;

/// 480 channels that are recorded, on a disk of the test's.
struct Wave {
  Wave() {
    for (ChannelIndex i = 0; i < kChannels; ++i) Begin(i);
  }

  void Begin(ChannelIndex channel) {
    ++last;
    media->Record(last, channel, "/recordings/" + std::to_string(last));
  }
  void Replace(ChannelIndex channel) {
    media->Execute(MediaFixture::Command(Kind::kReset, channel));
    Begin(channel);
  }
  /// The disk thread goes on, the file thread does not come back from the disk.
  void StandStill(int seconds) {
    for (int i = 0; i < seconds * kTicksASecond; ++i) {
      media->Tick();
      media->disk.Collect();
      if (i % kTicksASecond == 0) CountGaps();
    }
  }
  /// How much was told to be missing so far.
  double CountGaps() {
    for (const auto& gap : media->diskFacts.All<RecordingGapFact>()) gaps += gap.gapMs;
    media->diskFacts.Clear();
    return gaps;
  }

  SlowFiles files;
  std::unique_ptr<MediaFixture> media = std::make_unique<MediaFixture>(kChannels, &files);
  OperationId last{0};
  double gaps{0};
};

}  // namespace

TEST_CASE("240 of 480 recordings end together, 120 ms a flush: no gap in any other") {
  Wave wave;
  MediaFixture& media = *wave.media;
  double owed = 0;
  wave.files.onSync = [&] {
    for (owed += kFlushMs; owed >= kTickMilliseconds; owed -= kTickMilliseconds) media.Tick();
  };
  media.Step(50);
  for (ChannelIndex i = 0; i < kChannels; i += 2) media.Execute(media.Command(Kind::kReset, i));
  media.Step(50);
  wave.files.onSync = nullptr;

  CHECK(wave.files.syncs == 240);
  CHECK(media.diskFacts.All<RecordingGapFact>().empty());
  const auto finished = media.diskFacts.All<FinishedFact>();
  REQUIRE(finished.size() == 240);
  for (const FinishedFact& fact : finished) {
    CHECK(fact.playedMs == 1000);
    CHECK(fact.at == 1000);  // when it ended, not when the disk had it
  }
}

TEST_CASE("240 of 480 calls are replaced while the disk stands still for 10 s: none is refused") {
  Wave wave;
  MediaFixture& media = *wave.media;
  media.Step(50);
  for (int second = 0; second < 10; ++second) {
    for (ChannelIndex i = second * 24; i < (second + 1) * 24; ++i) wave.Replace(i);
    wave.StandStill(1);
  }
  media.Step(10);

  CHECK(media.facts.All<RecordingFailedFact>().empty());
  CHECK(media.diskFacts.All<RecordingFailedFact>().empty());
  CHECK(media.diskFacts.All<FinishedFact>().size() == 240);
  CHECK(wave.CountGaps() == 0);
}

TEST_CASE("all 480 calls are replaced at once, again and again, while the disk stands still") {
  Wave wave;
  for (int round = 0; round < 5; ++round) {
    for (ChannelIndex i = 0; i < kChannels; ++i) wave.Replace(i);
    wave.StandStill(1);
  }
  wave.media->Step(10);

  CHECK(wave.media->facts.All<RecordingFailedFact>().empty());
  CHECK(wave.media->diskFacts.All<FinishedFact>().size() == 5 * kChannels);
  CHECK(wave.CountGaps() == 0);
}

TEST_CASE(
    "ten minutes of standstill: the first 30 s are kept, and little is written for the rest") {
  Wave wave;
  MediaFixture& media = *wave.media;
  media.Step(50);
  wave.StandStill(600);
  CHECK(wave.CountGaps() > 0);  // told while it lasts: an alarm comes of it
  const uint64_t before = wave.files.written;
  media.Step(50);
  for (ChannelIndex i = 0; i < kChannels; ++i) media.Execute(media.Command(Kind::kReset, i));
  media.Step(2);

  const uint64_t perSecond = kRecordingBytesPerSecond;
  CHECK(wave.files.written - before <= kChannels * perSecond * 62);  // 30 s kept, 30 s silence
  const auto finished = media.diskFacts.All<FinishedFact>();
  REQUIRE(finished.size() == kChannels);
  for (const FinishedFact& fact : finished) {
    CHECK(fact.playedMs == 61'980);  // memory is free a tick behind the disk
    CHECK(fact.playedMs - kMostSilenceMs + fact.gapMs == doctest::Approx(602'000));
  }
}

TEST_CASE("a disk that takes half of what comes: what is written stays bounded, and is told") {
  SlowFiles files;
  MediaFixture media(1, &files);
  media.Record(1, 0, "/recordings/1");
  for (int second = 0; second < 600; ++second) {
    for (int i = 0; i < kTicksASecond; ++i) {
      media.Tick();
      media.disk.Collect();
    }
    if (second % 120 == 119) media.disk.Files().Write();  // 30 s of each 120 s
  }
  media.Stop(1);
  media.Step(2);

  const auto finished = media.diskFacts.All<FinishedFact>();
  REQUIRE(finished.size() == 1);
  CHECK(finished[0].gapMs + finished[0].playedMs >= 600'000);
  CHECK(finished[0].playedMs <= 5 * 30'000 + kMostSilenceMs + 30'000);
  double told = 0;
  double silent = 0;
  for (const auto& gap : media.diskFacts.All<RecordingGapFact>()) {
    told += gap.gapMs;
    silent += gap.silenceMs;
  }
  CHECK(told == finished[0].gapMs);
  CHECK(silent == kMostSilenceMs);
  CHECK(finished[0].playedMs + told - silent == doctest::Approx(600'000));
}

TEST_CASE("a full disk under 480 recordings fails each once, and all can be recorded again") {
  Wave wave;
  MediaFixture& media = *wave.media;
  media.Step(60);
  wave.files.error = -ENOSPC;
  media.Step(60);
  CHECK(media.diskFacts.All<RecordingFailedFact>().size() == kChannels);
  CHECK(media.diskFacts.All<FinishedFact>().size() == kChannels);

  wave.files.error = 0;
  for (ChannelIndex i = 0; i < kChannels; ++i) wave.Begin(i);
  media.Step(60);
  for (ChannelIndex i = 0; i < kChannels; ++i) media.Execute(media.Command(Kind::kReset, i));
  media.Step(2);
  CHECK(media.facts.All<RecordingFailedFact>().empty());
  const auto finished = media.diskFacts.All<FinishedFact>();
  REQUIRE(finished.size() == 2 * kChannels);
  CHECK(finished.back().playedMs == 1200);
}
