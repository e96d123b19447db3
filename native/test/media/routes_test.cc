// SPDX-License-Identifier: GPL-2.0-or-later
// Who hears whom, for every way in which people are put together? A known signal each.
#include <doctest/doctest.h>

#include <algorithm>

#include "native/dsp/soft_limit.h"
#include "native/test/media/talking_town.h"

using namespace spillway;

namespace {

class Town : public TalkingTown {
 public:
  explicit Town(int channels = 6) : TalkingTown(channels, 128) {}

  /// Each ear hears these, to the last bit; one alone, byte for byte; nobody: silence.
  void CheckTable(const std::vector<std::vector<ChannelIndex>>& table) {
    std::vector<RoutedEar> ears;
    for (size_t ear = 0; ear < table.size(); ++ear) {
      RoutedEar routed{static_cast<ChannelIndex>(ear), {}};
      for (const ChannelIndex talker : table[ear]) routed.hears.push_back(ReceivedOf(talker));
      ears.push_back(routed);
    }
    Route(ears, ++operation);
    TalkOn(operation);
    for (size_t ear = 0; ear < table.size(); ++ear) {
      CAPTURE(ear);
      const Bytes heard = Sent(static_cast<ChannelIndex>(ear));
      if (table[ear].empty()) CHECK(heard == silence);
      if (table[ear].size() == 1) CHECK(heard == talk[table[ear][0]]);
      if (table[ear].size() > 1) CHECK(heard == Sum(table[ear]));
    }
    CHECK(facts.All<RoutedFact>().back().operation == operation);
  }

  OperationId operation = 0;
};

constexpr ChannelIndex kCaller = 0, kAgent = 1, kBoss = 2;

}  // namespace

TEST_CASE_FIXTURE(Town, "two parties, one of them held, and back") {
  CheckTable({{kAgent}, {kCaller}});
  CheckTable({{}, {}});
  CheckTable({{kAgent}, {kCaller}});
}

TEST_CASE_FIXTURE(Town, "three parties, and who is added and taken out of them") {
  CheckTable({{1, 2}, {0, 2}, {0, 1}});
  CheckTable({{1, 2, 3}, {0, 2, 3}, {0, 1, 3}, {0, 1, 2}});
  CheckTable({{1}, {0}, {}, {}});
}

TEST_CASE_FIXTURE(Town, "monitor, whisper, barge, and away again") {
  CheckTable({{kAgent}, {kCaller}, {kCaller, kAgent}});                // listens in
  CheckTable({{kAgent}, {kCaller, kBoss}, {kCaller, kAgent}});         // whispers
  CheckTable({{kAgent, kBoss}, {kCaller, kBoss}, {kCaller, kAgent}});  // barges in
  CheckTable({{kAgent}, {kCaller}, {kCaller, kAgent}});
  CheckTable({{kAgent}, {kCaller}, {}});
}

TEST_CASE_FIXTURE(Town, "who takes over talks on with the caller, and the first has nobody") {
  CheckTable({{kAgent}, {kCaller}, {kCaller, kAgent}});
  CheckTable({{kBoss}, {}, {kCaller}});
}

TEST_CASE_FIXTURE(
    Town, "a private announcement: the others hear nothing of it, and the talk goes on beneath") {
  const Bytes words = Words(77, 10 * kFrameSamples);
  MakePrompt(1, words);
  const auto part = [&](int tick) {
    return Bytes(words.begin() + tick * kFrameSamples, words.begin() + (tick + 1) * kFrameSamples);
  };
  for (const Over over : {Over::kMix, Over::kReplace}) {
    CheckTable({{kAgent, 3}, {kCaller, 3}, {kCaller, kAgent}, {kCaller, kAgent}});
    MediaCommand play = Command(MediaCommand::Kind::kPlay, kCaller, ++operation);
    play.over = over;
    play.count = 1;
    play.prompts[0] = 1;
    Execute(play);
    for (int tick = 0; tick < 10; ++tick) {
      CAPTURE(tick);
      Talk(500 + static_cast<uint32_t>(tick));
      if (over == Over::kMix) CHECK(Sent(kCaller) == SumOf({part(tick), talk[kAgent], talk[3]}));
      if (over == Over::kReplace && tick > 0) CHECK(Sent(kCaller) == part(tick));
      CHECK(Sent(kAgent) == Sum({kCaller, 3}));
      CHECK(Sent(3) == Sum({kCaller, kAgent}));
      CHECK(Sent(kBoss) == Sum({kCaller, kAgent}));  // also who listens in
    }
    TalkOn(600);
    CHECK(Sent(kCaller) == Sum({kAgent, 3}));
    CHECK(facts.All<FinishedFact>().back().operation == operation);
  }
}

TEST_CASE_FIXTURE(Town,
                  "in a bridge of two, who is not told something hears the other byte by byte") {
  MakePrompt(1, Words(78, 20 * kFrameSamples));
  CheckTable({{kAgent}, {kCaller}});
  Play(++operation, kCaller, {1});
  for (uint32_t seed = 700; seed < 720; ++seed) {
    Talk(seed);
    REQUIRE(Sent(kAgent) == talk[kCaller]);
    REQUIRE(Sent(kCaller) != talk[kAgent]);
  }
  TalkOn(800);
  CHECK(Sent(kCaller) == talk[kAgent]);
}

TEST_CASE_FIXTURE(Town, "two parties hear each other bit by bit while somebody listens in") {
  Route({{kCaller, {ReceivedOf(kAgent)}}, {kAgent, {ReceivedOf(kCaller)}}});
  TalkOn(7);
  Route({{kBoss, {ReceivedOf(kCaller), ReceivedOf(kAgent)}}});
  for (uint32_t seed = 8; seed < 20; ++seed) {  // from the very tick in which he comes
    Talk(seed);
    REQUIRE(Sent(kCaller) == talk[kAgent]);
    REQUIRE(Sent(kAgent) == talk[kCaller]);
  }
}

TEST_CASE("thirty parties, a coach for one of them, two who only listen, one who is held") {
  Town town(34);
  std::vector<std::vector<ChannelIndex>> table(34);
  const auto others = [&](ChannelIndex self, ChannelIndex count) {
    std::vector<ChannelIndex> list;
    for (ChannelIndex i = 0; i < count; ++i) {
      if (i != self) list.push_back(i);
    }
    return list;
  };
  for (ChannelIndex i = 0; i < 30; ++i) table[i] = others(i, 30);
  town.CheckTable(table);

  table[30] = table[31] = others(-1, 30);  // listen
  table[32] = others(-1, 30);              // coaches 5
  table[5].push_back(32);
  town.CheckTable(table);

  table[7] = {};  // held
  for (ChannelIndex i = 0; i < 33; ++i) {
    if (i != 7) table[i].erase(std::find(table[i].begin(), table[i].end(), 7));
  }
  town.CheckTable(table);
}

TEST_CASE_FIXTURE(Town, "four loud parties are limited softly, and what is quiet is not touched") {
  std::vector<RouteSource> all;
  for (ChannelIndex i = 1; i < 6; ++i) all.push_back(ReceivedOf(i));
  Route({{0, all}});
  for (ChannelIndex i = 1; i < 6; ++i) Receive(i, LinearToAlaw(20000));
  Step(2);
  const int16_t loud = AlawToLinear(Sent(0)[100]);
  CHECK(loud > kLimitKnee);
  CHECK(loud < 32000);  // five of them were three times what 16 bits hold
  for (ChannelIndex i = 1; i < 6; ++i) Receive(i, LinearToAlaw(2000));
  Step();
  CHECK(AlawToLinear(Sent(0)[100]) ==
        AlawToLinear(LinearToAlaw(5 * AlawToLinear(LinearToAlaw(2000)))));
}

TEST_CASE_FIXTURE(Town, "who may hears a masked party, the others do not") {
  RouteSource plain = ReceivedOf(kCaller), trusted = ReceivedOf(kCaller);
  trusted.unmasked = true;
  Route({{kAgent, {plain}}, {kBoss, {trusted}}, {3, {plain, ReceivedOf(4)}}});
  TalkOn(1);
  MediaCommand mask = Command(MediaCommand::Kind::kMask, kCaller);
  mask.on = true;
  Execute(mask);
  Talk(2);
  CHECK(Sent(kAgent) == silence);
  CHECK(Sent(kBoss) == talk[kCaller]);
  CHECK(Sent(3) == talk[4]);
}

TEST_CASE_FIXTURE(Town, "after a reset nobody hears the channel, and it hears nobody") {
  CheckTable({{1, 2, 3}, {0, 2, 3}, {0, 1, 3}, {0, 1, 2}});
  Reset(2);
  TalkOn(50);
  CHECK(Sent(0) == Sum({1, 3}));
  CHECK(Sent(2) == silence);
  CHECK(Sent(3) == Sum({0, 1}));
}

TEST_CASE_FIXTURE(Town, "many ears change between the same two ticks, in any number of commands") {
  Route({{0, {ReceivedOf(1)}}, {1, {ReceivedOf(0)}}});
  Route({{0, {ReceivedOf(2)}}});
  Route({{0, {ReceivedOf(1), ReceivedOf(2)}}, {2, {ReceivedOf(0)}}});
  TalkOn(3);
  CHECK(Sent(0) == Sum({1, 2}));
  CHECK(Sent(1) == talk[0]);
  CHECK(Sent(2) == talk[0]);
  CHECK(facts.All<RoutedFact>().size() == 3);
}
