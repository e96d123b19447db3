// SPDX-License-Identifier: GPL-2.0-or-later
// Does the disk thread go on while the file thread waits for the disk, and does all reach the disk
// at the end? (Built with thread sanitizer, too.)
#include "native/runtime/disk_thread.h"

#include <doctest/doctest.h>

#include <condition_variable>
#include <memory>
#include <mutex>

#include "native/runtime/monotonic_clock.h"
#include "native/test/media/media_fixture.h"

using namespace spillway;

namespace {

constexpr int kChannels = 60;

/// A disk that stands still in whatever the file thread asks of it, until it is let go.
class StuckFiles : public FileSystem {
 public:
  int Create(const char*) noexcept override { return Wait(); }
  int Write(int, uint64_t, const uint8_t*, size_t size) noexcept override {
    written += size;
    return Wait();
  }
  int Sync(int) noexcept override {
    ++syncs;
    return Wait();
  }
  int Close(int) noexcept override { return Wait(); }
  int Read(const char*, size_t, std::vector<uint8_t>*) noexcept override { return -ENOENT; }

  void Stick() {
    const std::lock_guard<std::mutex> lock(mutex_);
    stuck_ = true;
  }
  void LetGo() {
    const std::lock_guard<std::mutex> lock(mutex_);
    stuck_ = false;
    change_.notify_all();
  }

  uint64_t written{0};
  int syncs{0};

 private:
  int Wait() noexcept {
    std::unique_lock<std::mutex> lock(mutex_);
    change_.wait(lock, [this] { return !stuck_; });
    return 0;
  }

  std::mutex mutex_;
  std::condition_variable change_;
  bool stuck_{false};
};

struct World {
  ~World() {
    files.LetGo();
    disk.Stop();
  }
  void Record(ChannelIndex channel) {
    MediaCommand command = MediaFixture::Command(MediaCommand::Kind::kRecord, channel, ++last);
    command.file = strdup("/recordings/any.wav");
    engine.Execute(command);
  }
  void Reset(ChannelIndex channel) {
    engine.Execute(MediaFixture::Command(MediaCommand::Kind::kReset, channel));
  }
  /// Ticks, each when the disk thread has taken the one before: it would stand where the disk does.
  void Tick(int ticks) {
    for (int i = 0; i < ticks; ++i) {
      engine.Tick(sound.data(), sent.data());
      for (const auto& frames : link.frames) {
        while (!frames->Empty()) std::this_thread::yield();
      }
    }
  }

  MediaLimits limits{kChannels, kChannels, 64};
  StuckFiles files;
  KeepingSink facts;
  RingSink diskFacts{4096, 1, nullptr};
  MonotonicClock clock;
  DiskLink link{limits};
  MediaEngine engine{limits, &link, &facts};
  DiskWorker worker{&link, &files, &diskFacts};
  DiskThread disk{worker, diskFacts, clock};
  Bytes sound = Bytes(kChannels * kFrameSamples, kSilence);
  Bytes sent = sound;
  OperationId last{0};
};

}  // namespace

TEST_CASE("the disk stands still for 6 s while all calls are replaced: no gap, no refusal") {
  const auto world = std::make_unique<World>();
  world->disk.Start();
  for (ChannelIndex i = 0; i < kChannels; ++i) world->Record(i);
  world->Tick(20);
  world->files.Stick();
  for (int second = 0; second < 6; ++second) {
    for (ChannelIndex i = 0; i < kChannels; ++i) {
      world->Reset(i);
      world->Record(i);
    }
    world->Tick(50);
  }
  world->files.LetGo();
  world->disk.Stop();

  CHECK(world->facts.All<RecordingFailedFact>().empty());
  size_t finished = 0;
  double recorded = 0;
  for (spillway::Record record; world->diskFacts.Facts().TryPop(&record);) {
    FinishedFact fact;
    const uint16_t type = fact.type;
    std::memcpy(static_cast<void*>(&fact), record.bytes, sizeof fact);
    REQUIRE(fact.type == type);  // nothing else: no gap, no failure
    CHECK(fact.gapMs == 0);
    recorded += fact.playedMs;
    ++finished;
  }
  CHECK(finished == 7 * kChannels);
  CHECK(recorded == doctest::Approx(kChannels * 320 * kTickMilliseconds));
  CHECK(world->files.syncs == 7 * kChannels);
}
