// SPDX-License-Identifier: GPL-2.0-or-later
// When is something given up because ticks cost too much, when is it taken back, and when must the
// media thread stand aside?
#include "native/runtime/overload.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace spillway;

namespace {

constexpr int64_t kMs = 1'000'000;

/// A box whose ticks cost what a test says, each as soon as it is due and the one before is done.
class Box {
 public:
  void Run(double seconds, int64_t costNs) {
    for (const int64_t until = now_ + static_cast<int64_t>(seconds * 1e9); now_ < until;) {
      if (JudgeOverload(&state, costNs, now_ + costNs)) {
        told += std::to_string(static_cast<int>(state.shed));
        toldAt = now_ + costNs;
      }
      now_ += std::max(costNs, 20 * kMs);
    }
  }

  OverloadState state;
  std::string told;  // each step
  int64_t toldAt{0};

 private:
  int64_t now_{0};
};

}  // namespace

TEST_CASE("a second above 70 % sheds a step; meters, speech, tones, and no more") {
  Box box;

  box.Run(1.05, 15 * kMs);
  CHECK(box.told == "1");
  CHECK(box.toldAt >= 1000 * kMs);
  box.Run(1.05, 15 * kMs);
  CHECK(box.told == "12");
  box.Run(10, 15 * kMs);
  CHECK(box.told == "123");
  CHECK(box.state.tickShare == doctest::Approx(0.75));
}

TEST_CASE("70 % is not above 70 %, and a short peak is not a second") {
  Box at;
  at.Run(5, 14 * kMs);
  CHECK(at.told.empty());

  Box box;
  for (int i = 0; i < 5; ++i) {
    box.Run(0.3, 30 * kMs);
    box.Run(0.9, 1 * kMs);
  }
  CHECK(box.told.empty());
}

TEST_CASE("below 50 % for 10 s takes back a step, and another 10 s the next") {
  Box box;
  box.Run(4, 18 * kMs);
  REQUIRE(box.told == "123");

  box.Run(9.5, 9 * kMs);
  CHECK(box.told == "123");
  box.Run(2, 9 * kMs);
  CHECK(box.told == "1232");
  box.Run(10.5, 9 * kMs);
  CHECK(box.told == "12321");
  box.Run(30, 9 * kMs);
  CHECK(box.told == "123210");
}

TEST_CASE("between 50 and 70 % nothing changes, and the 10 s begin anew") {
  Box box;
  box.Run(1.05, 18 * kMs);
  REQUIRE(box.told == "1");

  box.Run(60, 12 * kMs);
  CHECK(box.told == "1");
  for (int i = 0; i < 10; ++i) {
    box.Run(8, 5 * kMs);
    box.Run(2.1, 12 * kMs);
  }
  CHECK(box.told == "1");
}

TEST_CASE(
    "ticks that cost more than they last are an overload, a machine that stood still is none") {
  Box box;
  box.Run(1, 1 * kMs);
  box.Run(0.01, 900 * kMs);  // one tick
  box.Run(3, 1 * kMs);
  CHECK(box.told.empty());

  box.Run(8, 400 * kMs);
  CHECK(box.told == "123");
}

TEST_CASE("who is busy for more than four fifths of the time must rest, and nobody else") {
  for (const double share : {0.1, 0.5, 0.79}) {
    CAPTURE(share);
    Breather breather;
    int64_t rested = 0;
    for (int i = 0; i < 500; ++i) {
      breather.Busy(static_cast<int64_t>(share * 20 * kMs));
      breather.Idle(static_cast<int64_t>((1 - share) * 20 * kMs));
      rested += breather.Rest();
    }
    CHECK(rested == 0);
  }
  for (const int64_t cost : {17 * kMs, 20 * kMs, 40 * kMs}) {
    CAPTURE(cost);
    Breather breather;
    int64_t busy = 0, others = 0;
    for (int i = 0; i < 500; ++i) {
      const int64_t idle = std::max<int64_t>(0, 20 * kMs - cost);
      breather.Busy(cost);
      breather.Idle(idle);
      busy += cost;
      others += idle + breather.Rest();
    }
    CHECK(static_cast<double>(busy) / static_cast<double>(busy + others) < 0.81);
  }
}

TEST_CASE("a machine that stood still is not made to rest for it") {
  Breather breather;
  breather.Busy(2000 * kMs);
  CHECK(breather.Rest() <= 10 * kMs);
  CHECK(breather.Rest() == 0);
}
