// SPDX-License-Identifier: GPL-2.0-or-later
// Who hears whom in a bridge, bit by bit?
#include <doctest/doctest.h>

#include "native/test/media/talking_town.h"

using namespace spillway;

namespace {

class BridgeFixture : public TalkingTown {
 public:
  BridgeFixture() : TalkingTown(4, 8) {}
};

}  // namespace

TEST_CASE_FIXTURE(
    BridgeFixture,
    "two parties hear each other's bytes, from the tick on that follows their joining") {
  Join(0, 0);
  Join(0, 1);
  TalkOn(1);

  CHECK(Sent(0) == talk[1]);
  CHECK(Sent(1) == talk[0]);
  CHECK(Sent(2) == silence);
  const auto routed = facts.All<RoutedFact>();
  REQUIRE(routed.size() == 2);
  CHECK(routed[1].ears == 3);
  CHECK(routed[1].at == 0);
}

TEST_CASE_FIXTURE(BridgeFixture, "alone in a bridge one hears silence") {
  Join(3, 2);
  Talk(1);

  CHECK(Sent(2) == silence);
}

TEST_CASE_FIXTURE(BridgeFixture, "in a conference each hears the sum of the others") {
  for (ChannelIndex i = 0; i < 4; ++i) Join(1, i);
  Talk(99);

  for (uint32_t tick = 0; tick < 20; ++tick) {
    Talk(tick);
    REQUIRE(Sent(0) == Sum({1, 2, 3}));
    REQUIRE(Sent(1) == Sum({0, 2, 3}));
    REQUIRE(Sent(2) == Sum({0, 1, 3}));
    REQUIRE(Sent(3) == Sum({0, 1, 2}));
  }
}

TEST_CASE_FIXTURE(BridgeFixture, "a muted member hears the others and is not heard") {
  Join(1, 0);
  Join(1, 1);
  Join(1, 2, false);
  TalkOn(1);
  CHECK(Sent(0) == talk[1]);
  CHECK(Sent(1) == talk[0]);
  CHECK(Sent(2) == Sum({0, 1}));

  Join(1, 2);
  TalkOn(2);
  CHECK(Sent(0) == Sum({1, 2}));

  Join(1, 0, false);
  Join(1, 2, false);
  TalkOn(3);
  CHECK(Sent(0) == talk[1]);
  CHECK(Sent(1) == silence);
}

TEST_CASE_FIXTURE(BridgeFixture,
                  "who leaves is no longer heard, and joining another bridge leaves the first") {
  Join(0, 0);
  Join(0, 1);
  Join(0, 2);
  Leave(1);
  TalkOn(1);
  CHECK(Sent(0) == talk[2]);
  CHECK(Sent(1) == silence);

  Join(5, 2);
  Join(5, 3);
  TalkOn(2);
  CHECK(Sent(0) == silence);
  CHECK(Sent(2) == talk[3]);
}

TEST_CASE_FIXTURE(BridgeFixture, "a prompt is heard in place of the bridge by its channel alone") {
  const Bytes prompt = RandomBytes(9, 320);
  MakePrompt(1, prompt);
  Join(0, 0);
  Join(0, 1);
  Talk(9);
  Play(1, 0, {1});

  Talk(1);  // the talk fades under its first 8 ms
  CHECK(std::equal(prompt.begin() + kRampSamples, prompt.begin() + 160,
                   Sent(0).begin() + kRampSamples));
  CHECK(Sent(1) == talk[0]);
  Talk(2);
  CHECK(Sent(0) == Bytes(prompt.begin() + 160, prompt.end()));
  Talk(3);
  Talk(4);
  CHECK(Sent(0) == talk[1]);
}

TEST_CASE_FIXTURE(BridgeFixture, "a member with a gain is heard so much louder, by others alone") {
  Join(0, 0, true, 6.0206f);
  Join(0, 1);
  TalkOn(1);
  Bytes louder(kFrameSamples);
  for (int i = 0; i < kFrameSamples; ++i) {
    louder[i] = LinearToAlaw(static_cast<int16_t>(2 * AlawToLinear(talk[0][i])));
  }
  CHECK(Sent(1) == louder);
  CHECK(Sent(0) == talk[1]);

  Join(0, 0);  // as loud as he is: copied again
  TalkOn(2);
  CHECK(Sent(1) == talk[0]);
}

TEST_CASE_FIXTURE(BridgeFixture, "who leaves and joins again in one tick is not interrupted") {
  Join(0, 0);
  Join(0, 1);
  TalkOn(1);
  Leave(0);
  Join(0, 0);
  Talk(2);
  CHECK(Sent(1) == talk[0]);
  CHECK(Sent(0) == talk[1]);
}

TEST_CASE("members come and go by dozens in one tick, and those who are left hear each other") {
  MediaFixture media(30);
  for (int round = 0; round < 3; ++round) {
    for (int turn = 0; turn < 6; ++turn) {
      for (ChannelIndex i = 0; i < 4; ++i) media.Join(0, i + 4 * turn);
      for (ChannelIndex i = 0; i < 4; ++i) media.Leave(i + 4 * turn);
    }
    media.Join(0, 28);
    media.Join(0, 29);
    media.Step(2);
    const Bytes voice = RandomBytes(round, kFrameSamples);
    media.Receive(28, voice.data());
    media.Step();
    CHECK(media.Sent(29) == voice);
    CHECK(media.Sent(0) == Bytes(kFrameSamples, kSilence));
  }
}
