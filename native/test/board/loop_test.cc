// SPDX-License-Identifier: GPL-2.0-or-later
// Two spans of one stepped board, wired together.
#include <doctest/doctest.h>

#include "native/board/board_error.h"
#include "native/board/hdlc_bits.h"
#include "native/test/board/board_fixture.h"

using namespace spillway;
using Kind = LineEvent::Kind;

namespace {

VirtualSpanOptions WiredTo(VirtualSpanOptions span, int peer) {
  span.peer = peer;
  return span;
}

VirtualBoardOptions Wired() {
  constexpr auto kLoop = VirtualSpanOptions::Carrier::kLoop;
  VirtualBoardOptions options;
  options.stepped = true;
  options.spans = {WiredTo(E1("network", kLoop, ""), 1), WiredTo(E1("box", kLoop, ""), 0),
                   WiredTo(Bank("stations", true, 4, kLoop, ""), 3),
                   WiredTo(Bank("telephones", false, 4, kLoop, ""), 2)};
  return options;
}

struct World {
  HandClock clock;
  VirtualBoard board{Wired(), clock};

  World() { UseAll(board); }
  std::vector<uint8_t> Tick(const std::vector<uint8_t>& sent) {
    CHECK(board.Await() == 1);
    const auto received = ReadTick(board);
    board.Write(sent.data());
    return received;
  }
  void Tick() { Tick(Silence(board)); }
  ChannelIndex Station(int port) const { return board.Spans()[2].firstChannel + port; }
  ChannelIndex Telephone(int port) const { return board.Spans()[3].firstChannel + port; }
};

std::vector<uint8_t> Swapped(const Board& board, const std::vector<uint8_t>& audio) {
  std::vector<uint8_t> swapped(audio.size());
  constexpr int kPeers[] = {1, 0, 3, 2};
  for (const SpanInfo& span : board.Spans()) {
    const SpanInfo& peer = board.Spans()[kPeers[span.index]];
    std::copy_n(audio.begin() + peer.firstChannel * kFrameSamples,
                span.channelCount * kFrameSamples,
                swapped.begin() + span.firstChannel * kFrameSamples);
  }
  return swapped;
}

std::string CodeOf(const VirtualBoardOptions& options) {
  HandClock clock;
  try {
    VirtualBoard board(options, clock);
  } catch (const BoardError& error) {
    return error.Code();
  }
  return "";
}

}  // namespace

TEST_CASE("a board numbers its channels over all spans, slot 16 of an E1 being the D-channel") {
  World world;

  CHECK(world.board.ChannelCount() == 70);
  CHECK(world.board.Channels()[15].kind == ChannelKind::kData);
  CHECK(world.board.Channels()[31 + 16].slot == 17);
  CHECK(world.board.Channels()[world.Station(0)].kind == ChannelKind::kFxs);
  CHECK(world.board.Channels()[world.Telephone(3)].kind == ChannelKind::kFxo);
}

TEST_CASE("audio written in one tick is read at the far end in the next, bit by bit") {
  World world;
  world.Tick(Noise(world.board, 1, 0));

  bool exact = true;
  for (uint32_t tick = 1; tick <= 100; ++tick) {
    const auto received = world.Tick(Noise(world.board, 1, tick));
    const auto expected = Heard(world.board, Noise(world.board, 1, tick - 1));
    exact = exact && received == Swapped(world.board, expected);
  }

  CHECK(exact);
  CHECK(world.board.Counters().slips == 0);
}

TEST_CASE("frames cross in both directions, each D-channel for itself") {
  World world;
  world.Tick();
  const std::vector<uint8_t> there{0x00, 0x01, 0x7F}, back{0x02, 0x01, 0x73};

  CHECK(world.board.WriteFrame(0, there.data(), there.size()));
  CHECK(world.board.WriteFrame(1, back.data(), back.size()));
  CHECK(ReadFrame(world.board, 1).empty());
  world.Tick();

  CHECK(ReadFrame(world.board, 1) == there);
  CHECK(ReadFrame(world.board, 0) == back);
  CHECK(ReadFrame(world.board, 0).empty());
}

TEST_CASE("frames take the time that 64 kbit/s takes, and a full D-channel refuses") {
  World world;
  world.Tick();
  const std::vector<uint8_t> frame(260, 0xAA);  // 263 octets with FCS and flag: 33 ms

  int sent = 0;
  while (world.board.WriteFrame(0, frame.data(), frame.size())) ++sent;
  int arrived = 0;
  for (int tick = 0; tick < 50; ++tick) {
    world.Tick();
    while (!ReadFrame(world.board, 1).empty()) ++arrived;
  }

  CHECK(sent >= 30);
  const int fit = static_cast<int>(1'000'000'000 / (WireBits(frame.data(), 260) * kDChannelBitNs));
  CHECK(arrived == fit);
  CHECK(world.board.Counters().frameErrors == 1);
}

TEST_CASE("a frame that is empty, too long or for an analog span is refused") {
  World world;
  const std::vector<uint8_t> frame(kMaxFrameBytes + 1, 0);

  CHECK_FALSE(world.board.WriteFrame(0, frame.data(), 0));
  CHECK_FALSE(world.board.WriteFrame(0, frame.data(), frame.size()));
  CHECK_FALSE(world.board.WriteFrame(2, frame.data(), 10));
}

TEST_CASE("ring, hook and polarity cross from station to telephone and back") {
  World world;
  world.Tick();

  CHECK(world.board.Act(world.Station(2), LineAction::kRing));
  world.Tick();
  auto events = ReadEvents(world.board);
  REQUIRE(KindsOf(events) == std::vector{Kind::kRingStarted});
  CHECK(events[0].channel == world.Telephone(2));
  CHECK(events[0].span == 3);

  CHECK(world.board.Act(world.Telephone(2), LineAction::kOffHook));
  CHECK(world.board.Act(world.Station(2), LineAction::kRingOff));
  CHECK(world.board.Act(world.Station(2), LineAction::kReversePolarity));
  CHECK(world.board.Act(world.Station(2), LineAction::kLampOn));
  CHECK(world.board.Act(world.Station(2), LineAction::kOnHookTransfer));
  CHECK_FALSE(world.board.Act(world.Telephone(2), LineAction::kLampOn));
  world.Tick();
  events = ReadEvents(world.board);
  REQUIRE(events.size() == 4);
  const auto kinds = KindsOf(events);
  CHECK(std::count(kinds.begin(), kinds.end(), Kind::kOffHook) == 1);
  CHECK(std::count(kinds.begin(), kinds.end(), Kind::kRingStopped) == 1);
  CHECK(std::count(kinds.begin(), kinds.end(), Kind::kPolarityReversed) == 1);
  CHECK(std::count(kinds.begin(), kinds.end(), Kind::kLampLit) == 1);
}

TEST_CASE("a flash is 200 ms on hook, and what follows it waits for its end") {
  World world;
  world.board.Act(world.Telephone(0), LineAction::kOffHook);
  world.Tick();
  ReadEvents(world.board);

  world.board.Act(world.Telephone(0), LineAction::kFlash);
  world.board.Act(world.Telephone(0), LineAction::kOnHook);
  world.Tick();
  CHECK(KindsOf(ReadEvents(world.board)) == std::vector{Kind::kOnHook});
  for (int tick = 0; tick < 9; ++tick) world.Tick();
  CHECK(ReadEvents(world.board).empty());

  world.Tick();
  CHECK(KindsOf(ReadEvents(world.board)) == std::vector{Kind::kOffHook, Kind::kOnHook});
}

TEST_CASE("edges say when they were, not when they are read") {
  World world;
  world.board.Act(world.Telephone(0), LineAction::kOffHook);
  world.board.Act(world.Telephone(0), LineAction::kFlash);
  for (int tick = 0; tick < 50; ++tick) world.Tick();

  const auto events = ReadEvents(world.board);
  REQUIRE(KindsOf(events) == std::vector{Kind::kOffHook, Kind::kOnHook, Kind::kOffHook});
  CHECK(events[0].at == events[1].at);
  CHECK(events[2].at - events[1].at == 200'000'000);
}

TEST_CASE("a channel refuses what its side of a line cannot do") {
  World world;

  CHECK_FALSE(world.board.Act(world.Station(0), LineAction::kOffHook));
  CHECK_FALSE(world.board.Act(world.Telephone(0), LineAction::kRing));
  CHECK_FALSE(world.board.Act(0, LineAction::kRing));
}

TEST_CASE("spans that cannot be wired together are refused") {
  VirtualBoardOptions options = Wired();
  options.spans[1].peer = 2;
  CHECK(CodeOf(options) == "BOARD_CARRIER");

  options = Wired();
  options.spans[3].stationSide = true;
  CHECK(CodeOf(options) == "BOARD_CARRIER");

  options = Wired();
  options.spans[0].channels = 24;
  CHECK(CodeOf(options) == "BOARD_CARRIER");
}
