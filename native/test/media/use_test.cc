// SPDX-License-Identifier: GPL-2.0-or-later
// On which channels does the engine ask the board for sound?
#include <doctest/doctest.h>

#include "native/test/line/quiet_board.h"
#include "native/test/media/media_fixture.h"

using namespace spillway;
using Kind = MediaCommand::Kind;

namespace {

/// Keeps which channels are in use.
class UsedBoard final : public test::QuietBoard {
 public:
  explicit UsedBoard(int channels) : used(static_cast<size_t>(channels), false) {}
  void Use(ChannelIndex channel, bool on) noexcept override {
    CHECK(used[static_cast<size_t>(channel)] != on);  // changes only
    used[static_cast<size_t>(channel)] = on;
    ++changes;
  }
  std::vector<bool> used;
  int changes{0};
};

struct Office : MediaFixture {
  Office() : MediaFixture(4), board(4) { MakePrompt(1, Bytes(1'600, 0x33)); }
  void Pass(int ticks = 1) {
    for (int i = 0; i < ticks; ++i) {
      const ForbidAllocation guard;
      engine.UseChannels(&board);
      engine.Tick(received.data(), sent.data());
    }
    while (disk.Run()) continue;
  }
  std::vector<ChannelIndex> Used() {
    Pass();
    std::vector<ChannelIndex> used;
    for (ChannelIndex i = 0; i < 4; ++i) {
      if (board.used[static_cast<size_t>(i)]) used.push_back(i);
    }
    return used;
  }
  void Do(Kind kind, ChannelIndex channel, bool on) {
    MediaCommand command = Command(kind, channel);
    command.on = on;
    Execute(command);
  }
  void Meter(ChannelIndex channel, uint32_t interval) {
    MediaCommand command = Command(Kind::kMeter, channel);
    command.intervalMs = interval;
    Execute(command);
  }

  UsedBoard board;
};

using Channels = std::vector<ChannelIndex>;

}  // namespace

TEST_CASE("nobody is in use at first, nor by loading prompts and switching off what is off") {
  Office office;
  for (const Kind kind : {Kind::kDetect, Kind::kHearSpeech, Kind::kJudgeAnswerer, Kind::kMask}) {
    office.Do(kind, 0, false);
  }
  office.Meter(1, 0);
  office.HearTones(2, 0);
  office.Reset(3);
  office.Route({{1, {}, EarSide::kSent}});

  CHECK(office.Used().empty());
  office.Pass(100);
  CHECK(office.board.changes == 0);
}

TEST_CASE(
    "whatever sounds, is heard, listened to, recorded or metered is in use from that tick on") {
  const std::vector<std::pair<const char*, void (*)(Office&)>> uses{
      {"play", [](Office& o) { o.Play(7, 2, {1}, true); }},
      {"digits", [](Office& o) { o.SendDigits(7, 2, "123456789"); }},
      {"detect", [](Office& o) { o.Detect(2); }},
      {"tones", [](Office& o) { o.HearTones(2, 1); }},
      {"speech", [](Office& o) { o.Do(Kind::kHearSpeech, 2, true); }},
      {"answerer", [](Office& o) { o.Do(Kind::kJudgeAnswerer, 2, true); }},
      {"meter", [](Office& o) { o.Meter(2, 100); }},
      {"listen", [](Office& o) { o.Listen(7, 2, 1); }},
      {"record", [](Office& o) { o.Record(7, 2, o.folder.File("a.wav")); }},
  };
  for (const auto& [name, use] : uses) {
    CAPTURE(name);
    Office office;
    use(office);
    CHECK(office.Used() == Channels{2});
    office.Pass(10);
    CHECK(office.Used() == Channels{2});

    office.Reset(2);
    CHECK(office.Used() == Channels{2});  // what fades is still sent
    office.Pass(60);
    CHECK(office.Used().empty());
    CHECK(office.board.changes == 2);
  }
}

TEST_CASE("a prompt after another begins no line anew; one that is over ends in a second") {
  Office office;
  for (int prompt = 0; prompt < 5; ++prompt) {
    office.Play(10 + prompt, 1, {1});
    office.Pass(40);
  }
  CHECK(office.board.changes == 1);

  office.Pass(60);
  CHECK(office.Used().empty());
}

TEST_CASE("who hears and who is heard are in use, also by a recording alone") {
  Office office;
  office.Route({{0, {ReceivedOf(3)}, EarSide::kSent}});
  CHECK(office.Used() == Channels{0, 3});
  office.Reset(0);
  office.Pass(60);
  CHECK(office.Used().empty());

  office.Record(7, 1, office.folder.File("a.wav"));
  office.Route({{1, {ReceivedOf(2)}, EarSide::kRight}});
  CHECK(office.Used() == Channels{1, 2});
  office.Stop(7);
  office.Pass(60);
  CHECK(office.Used().empty());

  // Sides that were said for no recording are nobody's.
  office.Route({{1, {ReceivedOf(2)}, EarSide::kRight}});
  CHECK(office.Used().empty());
}

TEST_CASE("channels end in use after 1,000 random routes, recordings and resets") {
  Office office;
  std::mt19937 random(3);
  for (int i = 0; i < 1'000; ++i) {
    const auto channel = static_cast<ChannelIndex>(random() % 4);
    const auto other = static_cast<ChannelIndex>(random() % 4);
    switch (random() % 5) {
      case 0:
        office.Reset(channel);
        break;
      case 1:
        office.Record(1'000 + i, channel, office.folder.File("r.wav"));
        break;
      case 2:
        office.Route({{channel, {ReceivedOf(other)}, EarSide::kLeft}});
        break;
      case 3:
        office.Route({{channel, {}, EarSide::kSent}});
        break;
      default:
        office.Route({{channel, {ReceivedOf(other)}, EarSide::kSent}});
    }
    if (i % 3 == 0) office.Pass();
  }
  for (ChannelIndex i = 0; i < 4; ++i) office.Reset(i);
  office.Pass(60);
  CHECK(office.Used().empty());
}
