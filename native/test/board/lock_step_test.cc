// SPDX-License-Identifier: GPL-2.0-or-later
// Two stepped boards behind Unix sockets.
#include <doctest/doctest.h>

#include <thread>

#include "native/test/board/board_fixture.h"

using namespace spillway;
using Kind = LineEvent::Kind;

namespace {

VirtualBoardOptions Side(const SocketFolder& folder, bool listens) {
  const auto carrier =
      listens ? VirtualSpanOptions::Carrier::kListen : VirtualSpanOptions::Carrier::kConnect;
  VirtualBoardOptions options;
  options.stepped = true;
  options.peerTimeoutMs = 200;
  options.spans = {E1("trunk", carrier, folder.Path("trunk")),
                   Bank("stations", listens, 8, carrier, folder.Path("stations"))};
  return options;
}

/// Two boards on one thread: both flush before either waits.
struct Pair {
  SocketFolder folder;
  HandClock clock;
  VirtualBoard box{Side(folder, true), clock};
  VirtualBoard exchange{Side(folder, false), clock};

  explicit Pair(bool connect = true) {
    UseAll(box);
    UseAll(exchange);
    for (int tick = 0; connect && tick < 2; ++tick) Begin(), Silent();
    ReadEvents(box);
    ReadEvents(exchange);
  }
  void Begin() {
    box.Flush();
    exchange.Flush();
    CHECK(box.Await() == 1);
    CHECK(exchange.Await() == 1);
  }
  void Silent() {
    box.Write(Silence(box).data());
    exchange.Write(Silence(exchange).data());
  }
};

}  // namespace

TEST_CASE("lock-step carries 1,000 ticks of audio both ways, bit by bit") {
  Pair pair;

  bool exact = true;
  for (uint32_t tick = 0; tick <= 1'000; ++tick) {
    pair.Begin();
    const auto atBox = ReadTick(pair.box);
    const auto atExchange = ReadTick(pair.exchange);
    if (tick > 0) {
      exact = exact && atBox == Heard(pair.box, Noise(pair.box, 2, tick - 1));
      exact = exact && atExchange == Heard(pair.box, Noise(pair.box, 1, tick - 1));
    }
    pair.box.Write(Noise(pair.box, 1, tick).data());
    pair.exchange.Write(Noise(pair.box, 2, tick).data());
  }

  CHECK(exact);
  CHECK(pair.box.Counters().slips == 0);
  CHECK(pair.exchange.Counters().slips == 0);
  CHECK(pair.box.Counters().badPackets == 0);
}

TEST_CASE("what a side does after its tick is in the far end's next tick, never earlier") {
  Pair pair;
  const std::vector<uint8_t> early{0x02, 0x01}, late{0x04, 0x01};

  pair.box.WriteFrame(0, early.data(), early.size());
  pair.box.Flush();
  pair.box.WriteFrame(0, late.data(), late.size());  // the box is a tick ahead
  pair.box.Act(pair.box.Spans()[1].firstChannel, LineAction::kRing);
  pair.Begin();
  pair.Silent();
  CHECK(ReadFrame(pair.exchange, 0).empty());  // has only begun to arrive
  CHECK(ReadEvents(pair.exchange).empty());
  pair.Begin();
  pair.Silent();

  CHECK(ReadFrame(pair.exchange, 0) == early);
  CHECK(ReadFrame(pair.exchange, 0).empty());
  CHECK(KindsOf(ReadEvents(pair.exchange)) == std::vector{Kind::kRingStarted});
  pair.Begin();
  CHECK(ReadFrame(pair.exchange, 0) == late);
}

TEST_CASE("an end without a far end has loss of signal and goes on alone") {
  SocketFolder folder;
  HandClock clock;
  VirtualBoard box(Side(folder, true), clock);

  for (int tick = 0; tick < 10; ++tick) CHECK(box.Await() == 1);

  CHECK(KindsOf(ReadEvents(box)) == std::vector{Kind::kAlarmRaised, Kind::kAlarmRaised});
  CHECK(ReadTick(box) == Silence(box));
  const std::vector<uint8_t> frame{0x02, 0x01};
  CHECK(box.WriteFrame(0, frame.data(), frame.size()));
}

TEST_CASE("a far end that goes away is loss of signal, and comes back") {
  SocketFolder folder;
  HandClock clock;
  auto box = std::make_unique<VirtualBoard>(Side(folder, true), clock);
  auto exchange = std::make_unique<VirtualBoard>(Side(folder, false), clock);
  auto step = [&] {
    box->Flush();
    if (exchange) exchange->Flush();
    box->Await();
    if (exchange) exchange->Await();
  };
  for (int tick = 0; tick < 3; ++tick) step();
  ReadEvents(*box);
  const ChannelIndex phone = box->Spans()[1].firstChannel + 3;
  exchange->Act(phone, LineAction::kOffHook);
  step(), step();
  CHECK(KindsOf(ReadEvents(*box)) == std::vector{Kind::kOffHook});

  exchange.reset();
  step(), step();
  auto kinds = KindsOf(ReadEvents(*box));
  CHECK(std::count(kinds.begin(), kinds.end(), Kind::kAlarmRaised) == 2);
  CHECK(std::count(kinds.begin(), kinds.end(), Kind::kOnHook) == 1);

  box->Act(phone, LineAction::kRing);
  exchange = std::make_unique<VirtualBoard>(Side(folder, false), clock);
  for (int tick = 0; tick < 4; ++tick) step();
  CHECK(KindsOf(ReadEvents(*box)) == std::vector{Kind::kAlarmCleared, Kind::kAlarmCleared});
  kinds = KindsOf(ReadEvents(*exchange));
  CHECK(std::count(kinds.begin(), kinds.end(), Kind::kRingStarted) == 1);
}

TEST_CASE("a far end that hangs has lost signal after the time that is allowed") {
  Pair pair;

  pair.box.Await();  // sends; the exchange never flushes again
  CHECK(pair.box.Await() == 1);

  CHECK(KindsOf(ReadEvents(pair.box)) == std::vector{Kind::kAlarmRaised, Kind::kAlarmRaised});
}

TEST_CASE("with waitForPeers the first ticks of both sides are the same, without an alarm") {
  SocketFolder folder;
  VirtualBoardOptions boxOptions = Side(folder, true), exchangeOptions = Side(folder, false);
  boxOptions.waitForPeers = exchangeOptions.waitForPeers = true;
  boxOptions.peerTimeoutMs = exchangeOptions.peerTimeoutMs = 10'000;
  std::vector<uint8_t> second;
  std::thread far([&] {
    HandClock clock;
    VirtualBoard exchange(exchangeOptions, clock);
    UseAll(exchange);
    for (uint32_t tick = 1; tick <= 3; ++tick) {
      exchange.Await();
      exchange.Write(Noise(exchange, 7, tick).data());
    }
  });

  HandClock clock;
  VirtualBoard box(boxOptions, clock);
  UseAll(box);
  for (int tick = 1; tick <= 2; ++tick) {
    CHECK(box.Await() == 1);
    second = ReadTick(box);
    box.Write(Silence(box).data());
  }
  CHECK(box.Await() == 1);  // sends the packet that the far end's third tick waits for
  far.join();

  CHECK(second == Heard(box, Noise(box, 7, 1)));
  CHECK(ReadEvents(box).empty());
}

TEST_CASE("Wake ends the wait for peers") {
  SocketFolder folder;
  VirtualBoardOptions options = Side(folder, true);
  options.waitForPeers = true;
  HandClock clock;
  VirtualBoard box(options, clock);

  box.Wake();

  CHECK(box.Await() == 0);
}
