// SPDX-License-Identifier: GPL-2.0-or-later
// Does the engine keep its promises to the media thread, and to one who misuses it?
#include "native/media/media_engine.h"

#include <doctest/doctest.h>
#include <linux/seccomp.h>
#include <malloc.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "native/test/dsp/tones.h"
#include "native/test/media/media_fixture.h"

using namespace spillway;
using Kind = MediaCommand::Kind;

namespace {

constexpr int kHeapBytes = 16 << 20;

constexpr int kChannels = 64;

/// 64 channels with everything at once: bridged in twos and fours, recorded, detecting, listening,
/// metered, playing, with tones listened for.
class BusyFixture : public MediaFixture {
 public:
  BusyFixture() : MediaFixture(kChannels, &PosixFileSystem(), PlanOf("cn")) {
    MakePrompt(1, RandomBytes(1, 3000));
    MakePrompt(2, RandomBytes(2, 48000));
    for (ChannelIndex i = 0; i < kChannels; ++i) {
      Join(i < 16 ? i / 4 : 4 + (i - 16) / 12, i, i % 5 != 0);
      Record(Next(), i, folder.File(std::to_string(i) + ".wav"));
      Detect(i);
      HearTones(i, kAllTones);
      Listen(Next(), i, 2);
      MediaCommand meter = Command(Kind::kMeter, i);
      meter.intervalMs = 200;
      Execute(meter);
    }
    Step();
  }

  OperationId Next() { return ++operation; }

  /// Something new to do on one channel after the other.
  void Act(int tick) {
    const ChannelIndex channel = tick % kChannels;
    if (tick % 3 == 0) Play(Next(), channel, {1, 1}, tick % 2 == 0, 0xFFFF);
    if (tick % 3 == 1) SendDigits(Next(), channel, "159D");
    if (tick % 7 == 0) Execute(Command(Kind::kReset, channel));
    if (tick % 7 == 2) HearTones(channel, kProgressTones);
    if (tick % 7 == 1) Join(tick % 8, channel);
    if (tick % 11 == 0) Stop(operation);
    received = sent;
    std::rotate(received.begin(), received.begin() + kFrameSamples, received.end());
  }

  OperationId operation{0};
};

}  // namespace

TEST_CASE_FIXTURE(BusyFixture, "64 busy channels run ten seconds without allocating in a tick") {
  for (int tick = 0; tick < 500; ++tick) {
    Act(tick);
    Step();
  }

  CHECK(engine.Now() == 20.0 * 504 + 20);
  CHECK(facts.All<DigitFact>().size() > 50);
  CHECK(facts.Levels().size() > 64);
  CHECK(diskFacts.All<RecordingFailedFact>().empty());
}

TEST_CASE_FIXTURE(BusyFixture, "64 busy channels run ten seconds without a system call") {
  if (!ForbidAllocation::Works()) {
    // The thread sanitizer gives the child a thread of its own, which SYS_exit does not end.
    MESSAGE("skipped: a sanitizer makes system calls itself");
    return;
  }
  const pid_t child = fork();
  if (child == 0) {
    // The test's own commands are allocated, outside of ticks: from a heap that need not grow.
    for (int option : {M_MMAP_THRESHOLD, M_TRIM_THRESHOLD}) mallopt(option, kHeapBytes);
    void* volatile room = std::malloc(kHeapBytes / 2);  // else the compiler leaves both out
    std::free(room);
    // From here on the kernel kills the process at any call but read, write and exit.
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT) != 0) _exit(2);
    for (int tick = 0; tick < 500; ++tick) {
      Act(tick);
      Tick();
    }
    syscall(SYS_exit, 0);
  }
  int status = 0;
  waitpid(child, &status, 0);

  if (WIFEXITED(status) && WEXITSTATUS(status) == 2) {
    MESSAGE("skipped: this machine does not allow seccomp");
    return;
  }
  CHECK(WIFEXITED(status));
}

TEST_CASE_FIXTURE(MediaFixture, "a reset ends everything on a channel and nothing elsewhere") {
  MakePrompt(1, RandomBytes(1, 8000));
  for (const ChannelIndex channel : {0, 1}) {
    const auto first = static_cast<OperationId>(10 * (channel + 1));
    Join(0, channel);
    Play(first, channel, {1}, true);
    Listen(first + 1, channel, 1);
    Record(first + 2, channel, folder.File(std::to_string(channel) + ".wav"));
    Detect(channel);
  }
  Step(3);
  facts.Clear();

  Execute(Command(Kind::kReset, 0));
  Step(3);

  const auto finished = facts.All<FinishedFact>();
  REQUIRE(finished.size() == 2);
  for (const FinishedFact& fact : finished) {
    CHECK(fact.channel == 0);
    CHECK(fact.reason == FinishReason::kCleared);
  }
  REQUIRE(diskFacts.All<FinishedFact>().size() == 1);
  CHECK(diskFacts.All<FinishedFact>()[0].operation == 12);
  CHECK(diskFacts.All<FinishedFact>()[0].reason == FinishReason::kCleared);
  CHECK(Sent(0) == Bytes(kFrameSamples, kSilence));
  CHECK(Sent(1) != Bytes(kFrameSamples, kSilence));
}

TEST_CASE_FIXTURE(MediaFixture, "a command for no channel of ours fails by a fact") {
  Play(1, 4, {1});
  Record(2, -1, folder.File("a.wav"));
  Detect(1000);
  Step();

  const auto finished = facts.All<FinishedFact>();
  REQUIRE(finished.size() == 2);
  CHECK(finished[0].reason == FinishReason::kFailed);
  CHECK(finished[1].operation == 2);
}

TEST_CASE_FIXTURE(MediaFixture, "stopping what is over already says nothing") {
  Stop(12345);
  Step();

  CHECK(facts.Types().empty());
}

TEST_CASE_FIXTURE(MediaFixture, "a meter tells levels at its interval until it is off") {
  MediaCommand meter = Command(Kind::kMeter, 1);
  meter.intervalMs = 100;
  Execute(meter);
  MediaCommand tone = Command(Kind::kTone, 1, 1);
  tone.count = 1;
  tone.steps[0] = {450, 0, 0};
  tone.levelDbm0 = -10;
  Execute(tone);
  Step(10);
  meter.intervalMs = 0;
  Execute(meter);
  Step(10);

  const auto levels = facts.Levels();
  REQUIRE(levels.size() == 2);
  CHECK(levels[0].channel == 1);
  CHECK(levels[1].at - levels[0].at == 100);
  CHECK(std::abs(levels[1].sentDbm0 + 10) < 0.1);
  CHECK(std::abs(levels[1].receivedDbm0 + 66) < 0.2);
}

TEST_CASE_FIXTURE(MediaFixture, "a channel that detects nothing tells no digits") {
  SendDigits(1, 1, "123");
  for (int i = 0; i < 30; ++i) {
    Step();
    Receive(0, Sent(1).data());
  }

  CHECK(facts.All<DigitFact>().empty());
}
