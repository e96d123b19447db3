// SPDX-License-Identifier: GPL-2.0-or-later
// Two real-time boards behind Unix sockets, their clocks set by hand.
#include <doctest/doctest.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <cstring>

#include "native/board/board_error.h"
#include "native/board/hdlc_bits.h"
#include "native/test/board/board_fixture.h"
#include "native/test/realtime_guard.h"

using namespace spillway;
using Kind = LineEvent::Kind;

namespace {

constexpr int64_t kMs = 1'000'000;

VirtualBoardOptions Side(const SocketFolder& folder, bool listens) {
  const auto carrier =
      listens ? VirtualSpanOptions::Carrier::kListen : VirtualSpanOptions::Carrier::kConnect;
  VirtualBoardOptions options;
  options.spans = {E1("trunk", carrier, folder.Path("trunk")),
                   Bank("stations", listens, 8, carrier, folder.Path("stations"))};
  return options;
}

/// A board whose two threads are this one.
struct End {
  HandClock clock;
  VirtualBoard board;

  explicit End(const VirtualBoardOptions& options) : board(options, clock) { UseAll(board); }
  /// The media thread's part; returns what the last tick owed read.
  std::vector<uint8_t> Tick(const std::vector<uint8_t>& sent) {
    std::vector<uint8_t> received;
    for (int owed = board.Await(); owed > 0; --owed) {
      received.resize(sent.size());
      const ForbidAllocation guard;
      board.Read(received.data());
      board.Write(sent.data());
    }
    board.AwaitSignalling(0);
    return received;
  }
  void Tick() { Tick(Silence(board)); }
};

struct Pair {
  SocketFolder folder;
  End box{Side(folder, true)};
  End exchange{Side(folder, false)};

  Pair() {
    for (int tick = 0; tick < 8; ++tick) box.Tick(), exchange.Tick();
    ReadEvents(box.board);
    ReadEvents(exchange.board);
  }
};

int ConnectTo(const std::string& path) {
  const int fd = socket(AF_UNIX, SOCK_SEQPACKET, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strcpy(address.sun_path, path.c_str());
  REQUIRE(connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  return fd;
}

}  // namespace

TEST_CASE("Await says how many ticks are owed") {
  SocketFolder folder;
  End box(Side(folder, true));

  CHECK(box.board.Await() == 1);
  CHECK(box.board.Await() == 1);
  box.clock.Advance(7 * kTickNs);
  CHECK(box.board.Await() == 7);
  box.board.Wake();
  CHECK(box.board.Await() == 0);
}

TEST_CASE("audio crosses in order and without slips while both sides keep time") {
  Pair pair;
  const uint64_t before = pair.box.board.Counters().slips + pair.exchange.board.Counters().slips;

  std::vector<std::vector<uint8_t>> sent, heard;
  for (uint32_t tick = 0; tick < 100; ++tick) {
    sent.push_back(Noise(pair.box.board, 1, tick));
    pair.box.Tick(sent.back());
    heard.push_back(pair.exchange.Tick(Silence(pair.box.board)));
  }

  size_t delay = 0;  // the elastic store's
  while (delay < 5 && heard[delay] != Heard(pair.box.board, sent[0])) ++delay;
  CHECK(delay <= 4);
  bool exact = true;
  for (size_t tick = delay; tick < 100; ++tick) {
    exact = exact && heard[tick] == Heard(pair.box.board, sent[tick - delay]);
  }
  CHECK(exact);
  CHECK(pair.box.board.Counters().slips + pair.exchange.board.Counters().slips == before);
}

TEST_CASE("a side that does not read for a while slips, and hears the newest again") {
  Pair pair;

  for (uint32_t tick = 0; tick < 10; ++tick) pair.box.Tick(Noise(pair.box.board, 1, tick));
  const auto heard = pair.exchange.Tick(Silence(pair.box.board));

  CHECK(pair.exchange.board.Counters().slips >= 2 * 6);  // two spans, a store of four ticks
  CHECK(heard == Heard(pair.box.board, Noise(pair.box.board, 1, 6)));
}

TEST_CASE("a side that is not written to hears silence and slips") {
  Pair pair;
  for (int tick = 0; tick < 6; ++tick) pair.exchange.Tick();
  const uint64_t before = pair.exchange.board.Counters().slips;

  const auto heard = pair.exchange.Tick(Silence(pair.box.board));

  CHECK(heard == Silence(pair.box.board));
  CHECK(pair.exchange.board.Counters().slips == before + 2);
}

TEST_CASE("a socket that is full drops the sender's audio and counts slips") {
  Pair pair;

  for (int tick = 0; tick < 200; ++tick) pair.box.board.Write(Silence(pair.box.board).data());

  CHECK(pair.box.board.Counters().slips >= 100);
}

TEST_CASE("frames cross both ways and are there when their last bit is") {
  Pair pair;
  const std::vector<uint8_t> frame(100, 0x55);
  const int64_t wireNs = WireBits(frame.data(), frame.size()) * kDChannelBitNs;

  CHECK(pair.exchange.board.WriteFrame(0, frame.data(), frame.size()));
  pair.box.board.AwaitSignalling(0);
  pair.box.clock.Advance(wireNs - 1);
  CHECK(ReadFrame(pair.box.board, 0).empty());
  pair.box.clock.Advance(1);
  CHECK(ReadFrame(pair.box.board, 0) == frame);

  CHECK(pair.box.board.WriteFrame(0, frame.data(), frame.size()));
  pair.exchange.board.AwaitSignalling(0);
  pair.exchange.clock.Advance(wireNs);
  CHECK(ReadFrame(pair.exchange.board, 0) == frame);
}

TEST_CASE("a far end that dies is loss of signal until it is back, and lines are told anew") {
  SocketFolder folder;
  End box(Side(folder, true));
  auto exchange = std::make_unique<End>(Side(folder, false));
  auto run = [&](int ticks) {
    for (; ticks > 0; --ticks) {
      box.Tick();
      if (exchange) exchange->Tick();
    }
  };
  run(5);
  auto kinds = KindsOf(ReadEvents(box.board));
  CHECK(std::count(kinds.begin(), kinds.end(), Kind::kAlarmCleared) == 2);
  const ChannelIndex phone = box.board.Spans()[1].firstChannel + 5;
  CHECK(exchange->board.Act(phone, LineAction::kOffHook));
  run(1);
  CHECK(KindsOf(ReadEvents(box.board)) == std::vector{Kind::kOffHook});

  exchange.reset();
  run(2);
  kinds = KindsOf(ReadEvents(box.board));
  CHECK(std::count(kinds.begin(), kinds.end(), Kind::kAlarmRaised) == 2);
  CHECK(std::count(kinds.begin(), kinds.end(), Kind::kOnHook) == 1);
  CHECK(box.Tick(Silence(box.board)) == Silence(box.board));

  box.board.Act(phone, LineAction::kRing);
  exchange = std::make_unique<End>(Side(folder, false));
  run(5);
  kinds = KindsOf(ReadEvents(box.board));
  CHECK(std::count(kinds.begin(), kinds.end(), Kind::kAlarmCleared) == 2);
  kinds = KindsOf(ReadEvents(exchange->board));
  CHECK(std::count(kinds.begin(), kinds.end(), Kind::kRingStarted) == 1);
}

TEST_CASE("a connector tries again every second until the far end listens") {
  SocketFolder folder;
  End exchange(Side(folder, false));
  exchange.Tick();
  End box(Side(folder, true));

  exchange.Tick();
  CHECK(KindsOf(ReadEvents(exchange.board)) == std::vector{Kind::kAlarmRaised, Kind::kAlarmRaised});
  exchange.clock.Advance(1'000'000'000);
  for (int tick = 0; tick < 3; ++tick) exchange.Tick(), box.Tick();

  CHECK(KindsOf(ReadEvents(exchange.board)) ==
        std::vector{Kind::kAlarmCleared, Kind::kAlarmCleared});
}

TEST_CASE("a stranger's greeting is refused and counted, and the true far end still gets through") {
  SocketFolder folder;
  End box(Side(folder, true));
  const int stranger = ConnectTo(folder.Path("trunk.audio"));
  CHECK(send(stranger, "hello", 5, 0) == 5);

  box.Tick();
  CHECK(box.board.Counters().badPackets == 1);
  End exchange(Side(folder, false));
  for (int tick = 0; tick < 4; ++tick) exchange.Tick(), box.Tick();
  close(stranger);

  const auto kinds = KindsOf(ReadEvents(box.board));
  CHECK(std::count(kinds.begin(), kinds.end(), Kind::kAlarmCleared) == 2);
}

TEST_CASE("packets of wrong size, type or port are counted and dropped") {
  SocketFolder folder;
  End box(Side(folder, true));
  const SpanShape shape{SpanKind::kAnalog, 8, false};
  SocketLink audio(SocketLink::Role::kConnect, folder.Path("stations.audio"),
                   GreetingOf(shape, Greeting::Stream::kAudio, false));
  SocketLink signal(SocketLink::Role::kConnect, folder.Path("stations.signal"),
                    GreetingOf(shape, Greeting::Stream::kSignal, false));
  for (int64_t turn = 1; turn < 4; ++turn) {
    audio.Connect(turn), signal.Connect(turn);
    box.Tick();
  }
  REQUIRE(audio.Up());
  REQUIRE(signal.Up());
  ReadEvents(box.board);
  const uint64_t before = box.board.Counters().badPackets;

  const std::vector<uint8_t> big(20'000, 0xFF);
  for (size_t size : {1u, 100u, 20'000u}) audio.Send(big.data(), size);
  for (size_t size : {1u, 8u, 16u, 40u, 5'000u}) signal.Send(big.data(), size);
  uint8_t ring[16] = {2, 0, 3}, port[16] = {2, 3, 200}, action[16] = {2, 77, 1};
  for (auto* packet : {ring, port, action}) signal.Send(packet, 16);
  for (int tick = 0; tick < 3; ++tick) box.Tick();

  CHECK(box.board.Counters().badPackets == before + 3 + 5 + 3);
  CHECK(ReadEvents(box.board).empty());
  uint8_t offHook[16] = {2, static_cast<uint8_t>(LineAction::kOffHook), 3};
  signal.Send(offHook, 16);
  box.Tick();
  CHECK(KindsOf(ReadEvents(box.board)) == std::vector{Kind::kOffHook});
}

TEST_CASE("a socket in use and a path that is too long are refused with a reason") {
  SocketFolder folder;
  End box(Side(folder, true));

  CHECK_THROWS_AS(End(Side(folder, true)), BoardError);
  VirtualBoardOptions options = Side(folder, false);
  options.spans[0].path = folder.Path(std::string(200, 'x'));
  CHECK_THROWS_AS((End(options)), BoardError);
}

TEST_CASE("a socket file that a killed process left is taken over") {
  SocketFolder folder;
  const std::string path = folder.Path("trunk.audio");
  const int fd = socket(AF_UNIX, SOCK_SEQPACKET, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strcpy(address.sun_path, path.c_str());
  REQUIRE(bind(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  close(fd);

  CHECK_NOTHROW(End(Side(folder, true)));
}

TEST_CASE("edges of a dial are as far apart as they were made, however late they are read") {
  Pair pair;
  const ChannelIndex telephone = pair.exchange.board.Spans()[1].firstChannel;
  const auto act = [&](LineAction action, int64_t thenMs) {
    REQUIRE(pair.exchange.board.Act(telephone, action));
    pair.exchange.clock.Advance(thenMs * kMs);
    pair.box.clock.Advance(thenMs * kMs);
  };
  pair.exchange.board.Act(telephone, LineAction::kOffHook);
  pair.box.board.AwaitSignalling(0);
  const int64_t lifted = pair.box.clock.Now();
  REQUIRE(ReadEvents(pair.box.board).back().at == lifted);

  // The box's process stands still meanwhile.
  act(LineAction::kOnHook, 60);
  act(LineAction::kOffHook, 40);
  act(LineAction::kOnHook, 300);
  act(LineAction::kOffHook, 1'000);
  pair.box.board.AwaitSignalling(0);
  const std::vector<LineEvent> events = ReadEvents(pair.box.board);

  REQUIRE(events.size() == 4);
  const int64_t expectedMs[] = {0, 60, 100, 400};
  for (size_t i = 0; i < 4; ++i) CHECK(events[i].at == lifted + expectedMs[i] * kMs);
}

TEST_CASE("what a far end says of the time is believed within bounds only") {
  SocketFolder folder;
  End box(Side(folder, true));
  const SpanShape shape{SpanKind::kAnalog, 8, false};
  SocketLink audio(SocketLink::Role::kConnect, folder.Path("stations.audio"),
                   GreetingOf(shape, Greeting::Stream::kAudio, false));
  SocketLink signal(SocketLink::Role::kConnect, folder.Path("stations.signal"),
                    GreetingOf(shape, Greeting::Stream::kSignal, false));
  for (int64_t turn = 1; turn < 4; ++turn) {
    audio.Connect(turn), signal.Connect(turn);
    box.Tick();
  }
  ReadEvents(box.board);
  box.clock.Advance(60'000 * kMs);

  const uint64_t stamps[] = {1'000'000'000'000, 1, UINT64_MAX, uint64_t{1} << 63, 0};
  for (size_t i = 0; i < 5; ++i) {
    uint8_t packet[16] = {
        2, static_cast<uint8_t>(i % 2 == 0 ? LineAction::kOffHook : LineAction::kOnHook)};
    std::memcpy(packet + 8, &stamps[i], sizeof stamps[i]);
    signal.Send(packet, sizeof packet);
    box.board.AwaitSignalling(0);
    const std::vector<LineEvent> events = ReadEvents(box.board);
    REQUIRE(events.size() == 1);
    CHECK(events[0].at <= box.clock.Now());
    CHECK(events[0].at >= box.clock.Now() - 10'000 * kMs);
  }
}
