// SPDX-License-Identifier: GPL-2.0-or-later
// What becomes of traced frames when JavaScript does not come?
#include "native/runtime/trace_ring.h"

#include <doctest/doctest.h>

using namespace spillway;

TEST_CASE("trace: frames that do not fit the ring are counted and told with the next one") {
  TraceRing ring(2, nullptr);
  TracedFrame frame;
  for (int i = 0; i < 5; ++i) ring.Passed(frame);

  TracedFrame read;
  while (ring.Frames().TryPop(&read)) CHECK(read.lostBefore == 0);
  ring.Passed(frame);
  REQUIRE(ring.Frames().TryPop(&read));
  CHECK(read.lostBefore == 3);
  ring.Passed(frame);
  REQUIRE(ring.Frames().TryPop(&read));
  CHECK(read.lostBefore == 0);
}
