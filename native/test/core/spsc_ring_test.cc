// SPDX-License-Identifier: GPL-2.0-or-later
// Does the ring keep order and count, full, empty and between two threads?
#include "native/core/spsc_ring.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <thread>

using spillway::SpscRing;

TEST_CASE("a full ring refuses and keeps what it has") {
  SpscRing<int> ring(3);
  REQUIRE(ring.Capacity() == 4);
  for (int i = 0; i < 4; ++i) REQUIRE(ring.TryPush(i));

  CHECK_FALSE(ring.TryPush(4));

  int value = -1;
  for (int i = 0; i < 4; ++i) {
    CHECK(ring.TryPop(&value));
    CHECK(value == i);
  }
  CHECK_FALSE(ring.TryPop(&value));
}

TEST_CASE("two threads pass every value in order") {
  constexpr uint32_t kCount = 200000;
  SpscRing<uint32_t> ring(64);
  std::thread producer([&ring] {
    for (uint32_t i = 0; i < kCount;) {
      if (ring.TryPush(i)) {
        ++i;
      } else {
        std::this_thread::yield();
      }
    }
  });

  uint32_t expected = 0;
  uint32_t wrong = 0;
  while (expected < kCount) {
    uint32_t value = 0;
    if (!ring.TryPop(&value)) {
      std::this_thread::yield();
      continue;
    }
    if (value != expected++) ++wrong;
  }
  producer.join();

  CHECK(wrong == 0);
  CHECK(ring.Size() == 0);
}
