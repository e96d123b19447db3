// SPDX-License-Identifier: GPL-2.0-or-later
// Does dahdi_board work on the real driver? Runs in the machine of tools/dahdi-vm, whose spans are
// wired in pairs: E1 channels 1-31 to 32-62, telephone ports 63-70 to exchange ports 71-78.
#include <dahdi/user.h>
#include <doctest/doctest.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstring>
#include <functional>
#include <thread>

#include "native/board/board_error.h"
#include "native/board/dahdi_board.h"
#include "native/runtime/monotonic_clock.h"

using namespace spillway;
using Kind = LineEvent::Kind;

namespace {

DahdiSpanOptions E1From(int first) {
  DahdiSpanOptions span;
  span.name = "E1 from " + std::to_string(first);
  for (int slot = 1; slot <= 31; ++slot) {
    if (slot != 16) span.bChannels.push_back(first + slot - 1);
  }
  span.dChannel = first + 15;
  return span;
}

DahdiSpanOptions BankFrom(int first, ChannelKind kind) {
  DahdiSpanOptions span;
  span.name = "ports from " + std::to_string(first);
  span.kind = SpanKind::kAnalog;
  for (int port = 0; port < 8; ++port) span.ports.push_back({first + port, kind});
  return span;
}

/// A stream whose every byte follows from the two before it.
struct Stream {
  uint16_t state;
  uint8_t Next() {
    for (int i = 0; i < 8; ++i) {
      const int bit = (state >> 15) ^ (state >> 13) ^ (state >> 12) ^ (state >> 10);
      state = static_cast<uint16_t>(state << 1 | (bit & 1));
    }
    return static_cast<uint8_t>(state);
  }
};

struct Heard {
  uint8_t before[2]{};
  uint64_t predicted{0};
  uint64_t wrong{0};
  void Take(const uint8_t* block) {
    for (int i = 0; i < kFrameSamples; ++i) {
      Stream expected{static_cast<uint16_t>(before[0] << 8 | before[1])};
      const bool right = expected.state != 0 && expected.Next() == block[i];
      ++(right ? predicted : wrong);
      before[0] = before[1];
      before[1] = block[i];
    }
  }
};

/// A board with its media thread; the test is the signalling thread.
class Running {
 public:
  explicit Running(const DahdiBoardOptions& options)
      : board(options, clock), media_([this] { Media(); }) {}
  ~Running() {
    stop_ = true;
    board.Wake();
    media_.join();
  }
  /// Runs signalling until `done` or `seconds` are over.
  bool Until(double seconds, const std::function<bool()>& done) {
    const int64_t end = clock.Now() + static_cast<int64_t>(seconds * 1e9);
    while (!done()) {
      if (clock.Now() > end) return false;
      board.AwaitSignalling(20'000'000);
      LineEvent event;
      while (board.ReadEvent(&event)) {
        std::printf("  %.3f event %d span %d channel %d alarm %d\n", clock.Now() / 1e9,
                    static_cast<int>(event.kind), event.span, event.channel,
                    static_cast<int>(event.alarm));
        events.push_back(event);
      }
    }
    return true;
  }
  bool Saw(Kind kind, ChannelIndex channel) const {
    for (const LineEvent& event : events) {
      if (event.kind == kind && event.channel == channel) return true;
    }
    return false;
  }
  bool Await(Kind kind, ChannelIndex channel, double seconds = 6) {
    return Until(seconds, [&] { return Saw(kind, channel); });
  }

  MonotonicClock clock;
  DahdiBoard board;
  std::vector<LineEvent> events;
  std::atomic<int> ticks{0}, owedMost{0};
  std::atomic<bool> listening{false};
  std::vector<Heard> heard;

 private:
  void Media() {
    // As the engine's own media thread.
    const sched_param priority{50};
    pthread_setschedparam(pthread_self(), SCHED_FIFO, &priority);
    const auto channels = static_cast<size_t>(board.ChannelCount());
    std::vector<uint8_t> in(channels * kFrameSamples), out(in.size());
    std::vector<Stream> streams(channels);
    for (size_t i = 0; i < channels; ++i) streams[i].state = static_cast<uint16_t>(i * 257 + 1);
    heard.resize(channels);
    bool used = false;
    while (!stop_) {
      int owed = board.Await();
      for (ChannelIndex i = 0; owed > 0 && !used && i < board.ChannelCount(); ++i) {
        board.Use(i, true);
      }
      used = used || owed > 0;
      if (owed > owedMost) owedMost = owed;
      for (owed = std::min(owed, 4); owed > 0; --owed) {
        board.Read(in.data());
        for (size_t i = 0; listening && i < channels; ++i) heard[i].Take(&in[i * kFrameSamples]);
        for (size_t i = 0; i < channels; ++i) {
          for (int s = 0; s < kFrameSamples; ++s) out[i * kFrameSamples + s] = streams[i].Next();
        }
        board.Write(out.data());
        ++ticks;
      }
    }
  }

  std::atomic<bool> stop_{false};
  std::thread media_;
};

DahdiBoardOptions Everything() {
  return {
      {E1From(1), E1From(32), BankFrom(63, ChannelKind::kFxs), BankFrom(71, ChannelKind::kFxo)}};
}

std::string CodeOf(const DahdiBoardOptions& options) {
  MonotonicClock clock;
  try {
    DahdiBoard board(options, clock);
  } catch (const BoardError& error) {
    std::printf("  %s: %s\n", error.Code().c_str(), error.what());
    return error.Code();
  }
  return "";
}

void FarSpan(unsigned long request) {
  dahdi_dynamic_span span{};
  std::strcpy(span.driver, "loc");
  std::strcpy(span.addr, "0:1");
  span.numchans = 31;
  const int control = open("/dev/dahdi/ctl", O_RDWR);
  const int result = ioctl(control, request, &span);
  close(control);
  CHECK(result == 0);
}

/// Listens for `seconds`; true when every one of `channels` heard nothing but what was sent for so
/// long.
///
/// On a busy host the whole machine can stand still for longer than is written ahead. Then the
/// board must have counted slips, and those whom one has hit are listened to again.
bool IsExact(Running& world, int seconds, const std::vector<ChannelIndex>& channels) {
  std::vector<bool> wasExact(channels.size(), false);
  for (int tries = 0; tries < 8; ++tries) {
    for (Heard& heard : world.heard) heard = {};
    const uint64_t before = world.board.Counters().slips;
    world.listening = true;
    world.Until(seconds, [] { return false; });
    world.listening = false;
    const uint64_t slips = world.board.Counters().slips - before;

    size_t exact = 0;
    for (size_t i = 0; i < channels.size(); ++i) {
      const Heard& heard = world.heard[static_cast<size_t>(channels[i])];
      // The first two bytes have nothing before them to be predicted from.
      const bool isExact =
          heard.wrong <= 2 && heard.predicted > 7'000u * static_cast<unsigned>(seconds);
      exact += isExact;
      wasExact[i] = wasExact[i] || isExact;
    }
    const auto soFar = static_cast<size_t>(std::count(wasExact.begin(), wasExact.end(), true));
    std::printf(
        "  %d s: %zu of %zu channels exact (%zu so far), %lu slips, at most %d ticks owed\n",
        seconds, exact, channels.size(), soFar, slips, world.owedMost.load());
    if (soFar == channels.size()) return true;
    if (slips == 0) return false;
  }
  return false;
}

}  // namespace

TEST_CASE("audio is bit-exact for 10 s on every bearer and port") {
  Running world(Everything());
  world.Until(2, [] { return false; });
  std::vector<ChannelIndex> bearers;
  for (const ChannelInfo& channel : world.board.Channels()) {
    if (channel.kind != ChannelKind::kData) bearers.push_back(channel.index);
  }

  CHECK(bearers.size() == 76);
  CHECK(IsExact(world, 10, bearers));
}

TEST_CASE("frames cross both ways, unchanged and in order") {
  Running world(Everything());
  world.Until(0.5, [] { return false; });
  int arrived[2] = {0, 0}, wrong = 0;
  const auto frame = [](int number, int side) {
    std::vector<uint8_t> octets(static_cast<size_t>(5 + number * 4));
    for (size_t i = 0; i < octets.size(); ++i) {
      octets[i] = static_cast<uint8_t>(i * 7 + static_cast<size_t>(number + side));
    }
    return octets;
  };

  constexpr int kFrames = 20;
  for (int number = 0; number < kFrames; ++number) {
    for (SpanIndex side : {0, 1}) {
      const auto octets = frame(number, side);
      CHECK(world.board.WriteFrame(side, octets.data(), octets.size()));
    }
  }
  const bool all = world.Until(5, [&] {
    uint8_t octets[512];
    for (SpanIndex side : {0, 1}) {
      while (const size_t size = world.board.ReadFrame(side, octets, sizeof octets)) {
        const auto expected = frame(arrived[side]++, 1 - side);
        wrong += std::vector<uint8_t>(octets, octets + size) != expected;
      }
    }
    return arrived[0] == kFrames && arrived[1] == kFrames;
  });

  CHECK(all);
  CHECK(wrong == 0);
  CHECK(world.board.Counters().frameErrors == 0);
}

TEST_CASE("a telephone rings, answers, flashes and hangs up") {
  Running world(Everything());
  const ChannelIndex station = world.board.Spans()[2].firstChannel + 3;
  const ChannelIndex telephone = world.board.Spans()[3].firstChannel + 3;
  world.Until(2.5, [] { return false; });  // for 2 s, the driver tells no ring
  world.events.clear();

  CHECK(world.board.Act(station, LineAction::kRing));
  CHECK(world.Await(Kind::kRingStarted, telephone));
  CHECK(world.board.Act(station, LineAction::kRingOff));
  CHECK(world.Await(Kind::kRingStopped, telephone));
  world.events.clear();
  CHECK(world.board.Act(station, LineAction::kRing));
  CHECK(world.Await(Kind::kRingStarted, telephone));
  CHECK(world.board.Act(telephone, LineAction::kOffHook));
  CHECK(world.Await(Kind::kOffHook, station));
  CHECK(world.board.Act(station, LineAction::kRingOff));
  CHECK_FALSE(world.board.Act(station, LineAction::kRing));
  world.Until(1.5, [] { return false; });
  CHECK_FALSE(world.Saw(Kind::kOnHook, station));

  world.events.clear();
  CHECK(world.board.Act(telephone, LineAction::kFlash));
  CHECK(world.Await(Kind::kOnHook, station));
  CHECK(world.Await(Kind::kOffHook, station));
  world.Until(1.5, [] { return false; });
  world.events.clear();
  CHECK(world.board.Act(telephone, LineAction::kOnHook));
  CHECK(world.Await(Kind::kOnHook, station));
  world.Until(4, [] { return false; });

  world.events.clear();
  CHECK(world.board.Act(station, LineAction::kRing));
  CHECK(world.Await(Kind::kRingStarted, telephone));
  CHECK(world.board.Act(station, LineAction::kRingOff));
  CHECK_FALSE(world.board.Act(station, LineAction::kOffHook));
  CHECK_FALSE(world.board.Act(telephone, LineAction::kRing));
}

TEST_CASE("channels that cannot be used are refused with a reason") {
  MonotonicClock clock;
  DahdiBoard taken({{E1From(1)}}, clock);

  CHECK(CodeOf({{E1From(1)}}) == "BOARD_CHANNEL_BUSY");
  CHECK(CodeOf({{E1From(500)}}) == "BOARD_NO_SUCH_CHANNEL");
  CHECK(CodeOf({{E1From(33)}}) == "BOARD_NO_SUCH_CHANNEL");
  CHECK(CodeOf({{BankFrom(63, ChannelKind::kFxo)}}) == "BOARD_NO_SUCH_CHANNEL");
}

TEST_CASE("a span in alarm says so, stops no other, and recovers") {
  Running world({{BankFrom(63, ChannelKind::kFxs), BankFrom(71, ChannelKind::kFxo), E1From(1)}});
  world.Until(2, [] { return false; });
  world.events.clear();

  FarSpan(DAHDI_DYNAMIC_DESTROY);
  CHECK(world.Await(Kind::kAlarmRaised, -1));
  CHECK(IsExact(world, 4, {0, 7, 8, 15}));
  const int ticks = world.ticks;
  world.Until(4, [] { return false; });
  std::printf("  %d ticks in 4 s with a span in alarm\n", world.ticks - ticks);
  CHECK(world.ticks - ticks > 180);
  CHECK(world.ticks - ticks < 220);

  FarSpan(DAHDI_DYNAMIC_CREATE);
  CHECK(world.Await(Kind::kAlarmCleared, -1));
}

TEST_CASE("with every span in alarm the clock paces") {
  FarSpan(DAHDI_DYNAMIC_DESTROY);
  Running world({{E1From(1)}});
  world.Until(1, [] { return false; });

  const int ticks = world.ticks;
  world.Until(2, [] { return false; });
  std::printf("  %d ticks in 2 s by the clock\n", world.ticks - ticks);
  CHECK(world.ticks - ticks > 80);
  CHECK(world.ticks - ticks < 120);
  CHECK(world.Saw(Kind::kAlarmRaised, -1));
}
