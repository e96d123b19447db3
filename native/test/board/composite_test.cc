// SPDX-License-Identifier: GPL-2.0-or-later
// Do several boards work as one: numbered through, each by its own clock, alive while one of them
// is?
#include <doctest/doctest.h>

#include <algorithm>
#include <cstring>
#include <deque>
#include <vector>

#include "native/board/composite_board.h"
#include "native/test/board/board_fixture.h"

using namespace spillway;

namespace {

constexpr int64_t kTickNs = 20'000'000;

/// Ports of a card whose clock runs `ppm` fast. Port p of tick t sends and wants t + p.
class Card final : public Board {
 public:
  Card(const int64_t* now, int ports, double ppm) : now_(*now), period_(kTickNs / (1 + ppm / 1e6)) {
    spans_.push_back({0, "card", SpanKind::kAnalog, 0, ports});
    for (int port = 0; port < ports; ++port)
      channels_.push_back({port, 0, port + 1, ChannelKind::kFxs});
  }

  int64_t read{0};
  std::vector<uint8_t> lastWritten;
  std::deque<LineEvent> events;
  std::vector<LineAction> actions;
  std::vector<ChannelIndex> acted;
  std::vector<std::pair<ChannelIndex, bool>> used;

  const std::vector<SpanInfo>& Spans() const noexcept override { return spans_; }
  const std::vector<ChannelInfo>& Channels() const noexcept override { return channels_; }
  int Await() noexcept override { return Owed(); }
  int Owed() noexcept override {
    const auto due = static_cast<int64_t>(static_cast<double>(now_) / period_);
    const auto owed = static_cast<int>(due - owed_);
    owed_ = due;
    return owed;
  }
  bool MayRest() const noexcept override { return mayRest; }
  int Rest(int64_t) noexcept override {
    ++rests;
    return Owed();
  }
  void Rouse() noexcept override { ++roused; }
  void Use(ChannelIndex channel, bool on) noexcept override { used.emplace_back(channel, on); }
  void Read(uint8_t* received) noexcept override {
    ++read;
    for (const ChannelInfo& channel : channels_)
      std::memset(received + channel.index * kFrameSamples,
                  static_cast<int>((read + channel.index) & 0x7F), kFrameSamples);
  }
  void Write(const uint8_t* sent) noexcept override {
    lastWritten.assign(sent, sent + channels_.size() * kFrameSamples);
  }
  void Wake() noexcept override {}
  void WakeSignalling() noexcept override {}
  int64_t Expect(int64_t timeoutNs, std::vector<pollfd>*) noexcept override { return timeoutNs; }
  void Collect(const pollfd*) noexcept override {}
  size_t ReadFrame(SpanIndex, uint8_t*, size_t) noexcept override { return 0; }
  bool WriteFrame(SpanIndex, const uint8_t*, size_t) noexcept override { return true; }
  bool ReadEvent(LineEvent* event) noexcept override {
    if (events.empty()) return false;
    *event = events.front();
    events.pop_front();
    return true;
  }
  bool Act(ChannelIndex channel, LineAction action) noexcept override {
    acted.push_back(channel);
    actions.push_back(action);
    return true;
  }
  BoardCounters SpanCounters(SpanIndex) const noexcept override { return {0, 0, 0}; }
  void Carry(ChannelIndex channel, bool call) noexcept override {
    carried = call ? channel : -1;
    ++changes;
  }
  bool CancelsEcho(ChannelIndex channel) const noexcept override { return channel == carried; }
  uint32_t EchoChanges() const noexcept override { return changes; }
  void HeardFax(ChannelIndex channel) noexcept override { faxed = channel; }

  bool mayRest{true};
  int rests{0}, roused{0};
  ChannelIndex carried{-1}, faxed{-1};
  uint32_t changes{0};

 private:
  const int64_t& now_;
  const double period_;
  int64_t owed_{0};
  std::vector<SpanInfo> spans_;
  std::vector<ChannelInfo> channels_;
};

struct World {
  explicit World(double ppm) {
    std::vector<std::unique_ptr<Board>> boards;
    for (int i = 0; i < 2; ++i) {
      auto card = std::make_unique<Card>(&now, i + 2, i == 0 ? 0 : ppm);
      cards.push_back(card.get());
      boards.push_back(std::move(card));
    }
    board = std::make_unique<CompositeBoard>(std::move(boards), CompositeBoard::Options{});
    received.resize(static_cast<size_t>(board->ChannelCount()) * kFrameSamples);
    sent.resize(received.size());
  }
  /// One tick of the owner's: how often the other card's audio did not go on where it was.
  int Tick() {
    now += kTickNs;
    int breaks = 0;
    for (int owed = board->Await(); owed > 0; --owed) {
      board->Read(received.data());
      const uint8_t heard = At(2);
      if (heard != ((last + 1) & 0x7F)) ++breaks;
      last = heard;
      std::fill(sent.begin(), sent.end(), static_cast<uint8_t>(++said & 0x7F));
      board->Write(sent.data());
    }
    return breaks;
  }
  uint8_t At(ChannelIndex channel) const {
    return received[static_cast<size_t>(channel) * kFrameSamples];
  }

  int64_t now{0};
  std::vector<Card*> cards;
  std::unique_ptr<CompositeBoard> board;
  std::vector<uint8_t> received;
  std::vector<uint8_t> sent;
  uint8_t last{0};
  int said{0};
};

}  // namespace

TEST_CASE("composite: spans and channels are numbered through") {
  World world(0);

  REQUIRE(world.board->SpanCount() == 2);
  CHECK(world.board->Spans()[1].index == 1);
  CHECK(world.board->Spans()[1].firstChannel == 2);
  REQUIRE(world.board->ChannelCount() == 5);
  CHECK(world.board->Channels()[4].index == 4);
  CHECK(world.board->Channels()[4].span == 1);
  CHECK(world.board->Channels()[4].slot == 3);
}

TEST_CASE("composite: a second board on the same clock loses nothing, either way") {
  World world(0);
  for (int tick = 0; tick < 5; ++tick) world.Tick();

  int breaks = 0;
  for (int tick = 0; tick < 1'000; ++tick) breaks += world.Tick();

  CHECK(breaks == 0);
  CHECK(world.board->Counters().slips == 0);
  CHECK(world.At(0) == ((world.cards[0]->read) & 0x7F));      // the owner's: at once
  CHECK(world.At(2) == ((world.cards[1]->read - 1) & 0x7F));  // a tick later
  CHECK(world.cards[1]->lastWritten[0] == ((world.said - 2) & 0x7F));
}

TEST_CASE(
    "composite: a clock that drifts by 100 ppm slips once in 200 s, and is told on its own span") {
  for (const double ppm : {100.0, -100.0}) {
    CAPTURE(ppm);
    World world(ppm);
    for (int tick = 0; tick < 5; ++tick) world.Tick();

    int breaks = 0;
    for (int tick = 0; tick < 100'000; ++tick) breaks += world.Tick();  // 2,000 s: 10 ticks apart

    const uint64_t slips = world.board->SpanCounters(1).slips;
    CHECK(slips >= 14);  // both ways; the stores hold the first few
    CHECK(slips <= 22);
    CHECK(breaks <= 22);
    CHECK(world.board->SpanCounters(0).slips == 0);
  }
}

TEST_CASE("composite: events and actions find their board") {
  World world(0);
  world.cards[1]->events.push_back({LineEvent::Kind::kOffHook, 0, 1, Alarm::kRed});
  world.cards[0]->events.push_back({LineEvent::Kind::kAlarmRaised, 0, -1, Alarm::kRed});

  LineEvent first{};
  LineEvent second{};
  REQUIRE(world.board->ReadEvent(&first));
  REQUIRE(world.board->ReadEvent(&second));
  CHECK_FALSE(world.board->ReadEvent(&first));
  world.board->Act(4, LineAction::kRing);

  CHECK(first.span == 0);
  CHECK(first.channel == -1);
  CHECK(second.span == 1);
  CHECK(second.channel == 3);
  CHECK(world.cards[0]->acted.empty());
  CHECK(world.cards[1]->acted == std::vector<ChannelIndex>{2});
}

TEST_CASE("composite: it fails when its last board has failed") {
  World world(0);
  world.cards[0]->events.push_back({LineEvent::Kind::kFailed, 0, -1, Alarm::kNotOpen});
  LineEvent event{};
  CHECK_FALSE(world.board->ReadEvent(&event));

  world.cards[1]->events.push_back({LineEvent::Kind::kFailed, 0, -1, Alarm::kNotOpen});

  REQUIRE(world.board->ReadEvent(&event));
  CHECK(event.kind == LineEvent::Kind::kFailed);
}

TEST_CASE("composite: stepped boards are in step, without a store between") {
  HandClock clock;
  const auto bank = [&clock] {
    VirtualBoardOptions options;
    options.stepped = true;
    for (int side = 0; side < 2; ++side) {
      VirtualSpanOptions span;
      span.name = side == 0 ? "phones" : "exchange";
      span.kind = SpanKind::kAnalog;
      span.channels = 1;
      span.stationSide = side == 0;
      span.peer = 1 - side;
      options.spans.push_back(span);
    }
    return std::make_unique<VirtualBoard>(options, clock);
  };
  std::vector<std::unique_ptr<Board>> boards;
  boards.push_back(bank());
  boards.push_back(bank());
  CompositeBoard board(std::move(boards), {0, true});
  UseAll(board);

  std::vector<uint8_t> received(4 * kFrameSamples);
  std::vector<uint8_t> sent(4 * kFrameSamples);
  for (int channel = 0; channel < 4; ++channel)
    std::memset(sent.data() + channel * kFrameSamples, channel + 1, kFrameSamples);
  for (int tick = 0; tick < 2; ++tick) {
    REQUIRE(board.Await() == 1);
    board.Read(received.data());
    board.Write(sent.data());
    board.Flush();
  }

  for (int channel = 0; channel < 4; ++channel)
    CHECK(received[static_cast<size_t>(channel) * kFrameSamples] == (channel ^ 1) + 1);
}

TEST_CASE("echo and fax are of the board that has the channel") {
  World world(0);
  const uint32_t changes = world.board->EchoChanges();

  world.board->Carry(3, true);  // the second of the second card
  CHECK(world.cards[1]->carried == 1);
  CHECK(world.cards[0]->carried == -1);
  CHECK(world.board->EchoChanges() != changes);
  for (ChannelIndex channel = 0; channel < 5; ++channel)
    CHECK(world.board->CancelsEcho(channel) == (channel == 3));
  world.board->HeardFax(3);
  CHECK(world.cards[1]->faxed == 1);
  CHECK(world.cards[0]->faxed == -1);
}

TEST_CASE("several boards rest by the owner's clock, if each may, and go on where they were") {
  World world(0);
  for (int i = 0; i < 100; ++i) world.Tick();
  CHECK(world.board->MayRest());

  world.now += 480'000'000;
  CHECK(world.board->Rest(480'000'000) == 24);
  world.board->Rouse();

  CHECK(world.cards[0]->rests == 1);
  CHECK(world.cards[0]->roused == 1);
  const uint64_t slips = world.board->Counters().slips;
  int breaks = 0;
  for (int i = 0; i < 100; ++i) breaks += world.Tick();
  CHECK(breaks == 0);
  CHECK(world.board->Counters().slips == slips);
  world.cards[1]->mayRest = false;
  CHECK_FALSE(world.board->MayRest());
}
