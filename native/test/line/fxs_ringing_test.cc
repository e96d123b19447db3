// SPDX-License-Identifier: GPL-2.0-or-later
// Do the telephones of a bank begin in each other's pauses where all at once would be too many?
#include "native/line/fxs_ringing.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "native/line/analog_lines.h"
#include "native/test/line/quiet_board.h"
#include "native/test/line/wire.h"

using namespace spillway;
using namespace spillway::test;

namespace {

constexpr RingCadence kUk{{400 * kMs, 200 * kMs, 400 * kMs, 2'000 * kMs}, 4};

/// So many ports that were asked to ring at the same time; the most that have voltage at once.
int MostAtOnce(const RingCadence& cadence, const std::vector<int64_t>& begun) {
  int most = 0;
  const int64_t from = *std::max_element(begun.begin(), begun.end());
  for (int64_t at = from; at < from + cadence.Whole(); at += 10 * kMs) {
    most =
        std::max(most, static_cast<int>(std::count_if(begun.begin(), begun.end(), [&](int64_t b) {
                   return (at - b) % cadence.Whole() < cadence.Loaded();
                 })));
  }
  return most;
}

/// Knows those that ring.
struct RingingBoard : QuietBoard {
  bool Act(ChannelIndex channel, LineAction action) noexcept override {
    if (action == LineAction::kRing) rings.insert(channel);
    if (action == LineAction::kRingOff) rings.erase(channel);
    return true;
  }
  std::set<ChannelIndex> rings;
};

}  // namespace

TEST_CASE("eight ring at once, and the others within one cadence, whatever the cadence is") {
  for (const auto& [cadence, ports] : {std::pair{RingCadence{}, 40}, {kUk, 24}}) {
    CAPTURE(ports);
    FxsRinging ringing(cadence, static_cast<size_t>(ports), 8);
    std::vector<int64_t> begun;
    for (int port = 0; port < ports; ++port) begun.push_back(ringing.Begin(port, kSecond));

    CHECK(*std::min_element(begun.begin(), begun.end()) == kSecond);
    CHECK(*std::max_element(begun.begin(), begun.end()) < kSecond + cadence.Whole());
    CHECK(MostAtOnce(cadence, begun) == 8);
  }
}

TEST_CASE("one that begins amid others finds the nearest place") {
  FxsRinging ringing(RingCadence{}, 4, 2);
  CHECK(ringing.Begin(0, 0) == 0);
  CHECK(ringing.Begin(1, 700 * kMs) == 700 * kMs);
  CHECK(ringing.Begin(2, 800 * kMs) == 1'000 * kMs);  // where the first one's ring ends

  ringing.End(1);
  CHECK(ringing.Begin(3, 900 * kMs) == 900 * kMs);
}

TEST_CASE("when no pause is left, a telephone waits until another one rings no more") {
  FxsRinging ringing(RingCadence{}, 6, 1);
  for (size_t port = 0; port < 5; ++port) CHECK(ringing.Begin(port, 0) >= 0);
  CHECK(ringing.Begin(5, kSecond) == -1);
  ringing.End(2);
  CHECK(ringing.Begin(5, kSecond) == 2 * kSecond);
}

TEST_CASE("the ports of a bank keep to it, and each tells when it begins") {
  RingingBoard board;
  board.Add(ChannelKind::kFxs, 30);
  Ears ears;
  AnalogOptions options;
  options.ringing.push_back({0, kUk, 8});
  AnalogLines lines(board, options, ears);
  int64_t now = 100 * kSecond;
  size_t most = 0;
  const auto run = [&](int64_t ms) {
    for (const int64_t end = now + ms * kMs; now < end; now += 10 * kMs) {
      lines.Run(now);
      most = std::max(most, board.rings.size());
    }
  };

  LineCommand ring{};
  ring.kind = LineCommand::Kind::kRing;
  ring.on = true;
  for (ring.channel = 0; ring.channel < 30; ++ring.channel) lines.Execute(ring, now);
  CHECK(ears.Count<RingStartedFact>() == 8);
  run(3'000);
  CHECK(ears.Count<RingStartedFact>() == 24);  // 3 places in a cadence of 3 s
  CHECK(most == 8);

  ring.on = false;  // eight of the first are answered
  for (ring.channel = 0; ring.channel < 8; ++ring.channel) lines.Execute(ring, now);
  run(6'000);
  CHECK(ears.Count<RingStartedFact>() == 30);
  CHECK(most == 8);
  for (ring.channel = 8; ring.channel < 30; ++ring.channel) lines.Execute(ring, now);
  CHECK(board.rings.empty());
}
