// SPDX-License-Identifier: GPL-2.0-or-later
// Do the media thread and the user of a stream get on with each other? (Built with thread
// sanitizer, too.)
#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "native/test/media/stream_user.h"

using namespace spillway;

TEST_CASE_FIXTURE(StreamFixture, "two threads: what is heard is whole, in order, and said again") {
  constexpr uint32_t kTicks = 4000;
  StreamMemory memory{1, 16};
  StreamUserEnd user{memory.Descriptor(), 1};
  Stream(0, &memory, 1);
  Route({{1, {StreamOf(0)}}});
  std::atomic<uint32_t> read{0};
  std::thread worker([&] {
    uint64_t next = 0;
    while (user.Head()->state.load(std::memory_order_acquire) == StreamState::kOpen) {
      const auto heard = user.Read();
      if (!heard) {
        std::this_thread::yield();
        continue;
      }
      CHECK(heard->tick >= next);
      next = heard->tick + 1;
      // In each frame one byte is as good as the other, and another one than in the next.
      CHECK(heard->sound == Bytes(kFrameSamples, static_cast<uint8_t>(heard->tick % 251)));
      user.Write(heard->sound);
      ++read;
    }
  });

  uint32_t said = 0;
  for (uint32_t tick = 0; tick < kTicks; ++tick) {
    Receive(0, static_cast<uint8_t>(tick % 251));
    Tick();
    const Bytes sent = Sent(1);
    if (tick == 0) continue;  // it fades
    CHECK(sent == Bytes(kFrameSamples, sent[0]));
    said += sent[0] != kSilence ? 1 : 0;
    if (tick % 8 == 0) std::this_thread::yield();
  }
  Stop(1);
  worker.join();

  const EndedFact ended = facts.All<EndedFact>().at(0);
  CHECK(ended.heard + ended.lost == kTicks);
  CHECK(ended.given <= read);
  CHECK(said <= ended.given);
}
