// SPDX-License-Identifier: GPL-2.0-or-later
// Does the memory of a running engine stay where it is, and does all work where it may not be held?
#include "native/runtime/memory_lock.h"

#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>

#include "native/runtime/heap_notes.h"
#include "native/test/realtime_guard.h"
#include "native/test/runtime/engine_world.h"

using namespace spillway;

namespace {

constexpr size_t kKilobyte = 1024;
constexpr size_t kPage = 4 * kKilobyte;
constexpr rlim_t kSmallLimit = 64 * kKilobyte;
constexpr int kNobody = 65'534;

/// The sanitizers have an mlock of their own, which does nothing.
bool LocksHere() { return ForbidAllocation::Works(); }

/// As the kernel counts what this process has locked.
uint64_t LockedByKernel() {
  std::ifstream status("/proc/self/status");
  std::string line;
  while (std::getline(status, line)) {
    if (line.rfind("VmLck:", 0) == 0) return std::stoull(line.substr(6)) * kKilobyte;
  }
  return 0;
}

/// Whether the whole range that the address lies in is locked: `Locked:` is its share (Pss).
bool IsLocked(const void* address) {
  std::ifstream maps("/proc/self/smaps");
  std::string line;
  bool within = false;
  while (std::getline(maps, line)) {
    uintptr_t begin = 0;
    uintptr_t end = 0;
    if (std::sscanf(line.c_str(), "%lx-%lx ", &begin, &end) == 2) {
      const auto at = reinterpret_cast<uintptr_t>(address);
      within = at >= begin && at < end;
    }
    if (within && line.rfind("Locked:", 0) == 0) return std::stoull(line.substr(7)) > 0;
  }
  return false;
}

/// Notes where a tick's samples and the stack of its thread are.
class LookedAtBoard final : public ForwardingBoard {
 public:
  using ForwardingBoard::ForwardingBoard;
  void Read(uint8_t* received) noexcept override {
    samples = received;
    stack = &received;
    ForwardingBoard::Read(received);
  }
  std::atomic<const void*> samples{nullptr};
  std::atomic<const void*> stack{nullptr};
};

struct World {
  World()
      : engine(
            [this](Clock& clock) {
              auto made = std::make_unique<LookedAtBoard>(
                  std::make_unique<VirtualBoard>(LoopBoard(false), clock));
              board = made.get();
              return made;
            },
            Signalled(false), &bell) {
    while (board->samples.load() == nullptr) sched_yield();
  }
  LookedAtBoard* board{nullptr};
  WaitingBell bell;
  Engine engine;
};

/// In a process of its own, which may lock 64 KiB: whether `holds` there.
template <typename Holds>
bool WithSmallLimit(const Holds& holds) {
  const pid_t child = fork();
  if (child == 0) {
    const rlimit limit{kSmallLimit, kSmallLimit};
    // Who is root may lock what he likes.
    const bool small =
        setrlimit(RLIMIT_MEMLOCK, &limit) == 0 && (getuid() != 0 || setuid(kNobody) == 0);
    _exit(small && holds() ? 0 : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

TEST_CASE("pages are locked while a block of them is kept, and counted") {
  const auto block = std::make_unique<uint8_t[]>(8 * kPage);
  const auto* page = reinterpret_cast<const uint8_t*>(
      (reinterpret_cast<uintptr_t>(block.get()) + kPage) & ~(kPage - 1));
  MemoryLock memory;
  const uint64_t before = LockedByKernel();
  const auto locked = [&](uint64_t pages) {
    CHECK(memory.LockedBytes() + memory.RefusedBytes() == pages * kPage);
    if (LocksHere()) CHECK(LockedByKernel() - before == memory.LockedBytes());
  };

  memory.Keep(page + 10, 10);
  locked(1);
  memory.Keep(page + 100, 2 * kPage);  // the rest of that page, one more, and a beginning
  locked(3);
  memory.Keep(page + 5 * kPage, 0);
  locked(3);
  memory.Release(page + 100, 2 * kPage);
  locked(1);
  if (memory.RefusedBytes() == 0 && LocksHere()) CHECK(IsLocked(page));
  memory.Release(page + 10, 10);
  locked(0);
  memory.Keep(page, 3 * kPage);
  memory.Keep(page + kPage, 1);
  memory.Release(page, 3 * kPage);  // on both sides of what stays
  locked(1);
  memory.ReleaseAll();
  locked(0);
}

TEST_CASE(
    "a running engine's rings, buffers, stacks and code are locked, and free when it is gone") {
  MemoryLock program;
  program.KeepProgram();  // stays, whoever locked it
  const uint64_t before = LockedByKernel();
  if (LocksHere() && program.RefusedBytes() == 0)
    CHECK(IsLocked(reinterpret_cast<const void*>(&LockedByKernel)));
  {
    World world;
    const EngineCounters counters = world.engine.Counters();

    // 62 channels: 65,536 media facts of 192 bytes and 256 frames a recorder of 344 are the most.
    CHECK(counters.lockedBytes + counters.unlockedBytes > 18'000'000);
    CHECK(counters.lockedBytes + counters.unlockedBytes < 60'000'000);
    if (LocksHere() && counters.unlockedBytes == 0) {
      CHECK(LockedByKernel() - before + program.LockedBytes() == counters.lockedBytes);
      CHECK(IsLocked(&world.engine));
      CHECK(IsLocked(world.board));
      CHECK(IsLocked(world.board->samples.load()));
      CHECK(IsLocked(world.board->stack.load()));
    }
  }
  CHECK(LockedByKernel() == before);
}

TEST_CASE("a prompt is locked while it can be played") {
  World world;
  const auto kept = [&] {
    const EngineCounters counters = world.engine.Counters();
    return counters.lockedBytes + counters.unlockedBytes;
  };
  const uint64_t before = kept();
  MediaCommand load{};
  load.kind = MediaCommand::Kind::kLoadPrompt;
  load.file = strdup("prompts/en/number-1.wav");
  REQUIRE(world.engine.Post(load));
  while (kept() == before) sched_yield();
  MediaCommand drop{};
  drop.kind = MediaCommand::Kind::kDropPrompt;
  REQUIRE(world.engine.Post(drop));
  while (kept() != before) sched_yield();
}

TEST_CASE("where next to nothing may be locked, all works, and what is not locked is told") {
  if (!LocksHere()) return;

  CHECK(WithSmallLimit([] {
    EngineWorld world(false);
    world.Await(FactType::kDChannelUp, 2);
    if (!world.engine.Post(Detect(0)) || !world.engine.Post(SendDigits(31))) return false;
    world.Await(FactType::kDigit, 2);

    const EngineCounters counters = world.engine.Counters();
    return counters.unlockedBytes > 18'000'000 && counters.lockedBytes <= kSmallLimit &&
           counters.lockedBytes > 0 && LockedByKernel() == counters.lockedBytes;
  }));
}

TEST_CASE("the notes of what is built have what is there at the end, whoever made it") {
  auto before = std::make_unique<int>(1);
  HeapNotes notes(true);
  before.reset();
  std::vector<uint8_t> kept(1'000);
  { const std::vector<uint8_t> freed(2'000); }
  struct alignas(64) Lanes {
    float of[64];
  };
  const auto lanes = std::make_unique<Lanes[]>(3);
  const void* small = kept.data();
  kept.resize(4'000);  // grows: elsewhere
  std::thread([] { delete[] new char[5'000]; }).join();
  const auto blocks = notes.Take();
  const auto after = std::make_unique<uint8_t[]>(3'000);

  const auto has = [](const std::vector<MemoryBlock>& all, const void* begin) {
    return std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.first == begin; });
  };
  CHECK(has(blocks, kept.data()));
  CHECK_FALSE(has(blocks, small));
  CHECK(has(blocks, lanes.get()));
  CHECK_FALSE(has(blocks, after.get()));
  for (const auto& [begin, bytes] : blocks) CHECK(bytes != 2'000);
  CHECK(HeapNotes(false).Take().empty());
}
