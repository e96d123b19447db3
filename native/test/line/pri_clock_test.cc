// SPDX-License-Identifier: GPL-2.0-or-later
// Does libpri ask the clock that we gave it?
#include <doctest/doctest.h>
#include <sys/time.h>

TEST_CASE("gettimeofday goes through the wrapped clock") {
  timeval now{};

  CHECK(gettimeofday(&now, nullptr) == 0);
}
