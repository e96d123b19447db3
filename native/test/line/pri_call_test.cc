// SPDX-License-Identifier: GPL-2.0-or-later
// Does a call run its course between a network side and a user side?
#include <doctest/doctest.h>

#include <cstring>

#include "native/test/line/wire.h"

using namespace spillway;
using namespace spillway::test;
using Kind = LineCommand::Kind;

namespace {

/// One of the two ends dials and the other is called.
struct Story {
  explicit Story(bool networkDials)
      : dialling(networkDials ? *pair.network : *pair.cpe),
        called(networkDials ? *pair.cpe : *pair.network),
        diallingEars(networkDials ? pair.networkEars : pair.cpeEars),
        calledEars(networkDials ? pair.cpeEars : pair.networkEars) {
    pair.wire.Advance(kSecond);
  }
  CallHandle Offer(ChannelIndex channel = 4) {
    pair.Do(dialling, Dial(2, channel));
    pair.wire.Advance(100 * kMs);
    return calledEars.Last<OfferedFact>().call;
  }

  Pair pair;
  DChannel& dialling;
  DChannel& called;
  Ears& diallingEars;
  Ears& calledEars;
};

}  // namespace

TEST_CASE("layer 2 comes up and both ends tell so") {
  Pair pair;

  pair.wire.Advance(kSecond);

  CHECK(pair.networkEars.Count<DChannelUpFact>() == 1);
  CHECK(pair.cpeEars.Count<DChannelUpFact>() == 1);
  CHECK(pair.cpeEars.Last<DChannelUpFact>().at == doctest::Approx(1'000'005).epsilon(0.001));
}

TEST_CASE("a call is offered, proceeds, alerts, is answered and cleared, from either side") {
  for (const bool networkDials : {true, false}) {
    CAPTURE(networkDials);
    Story story(networkDials);

    const CallHandle offered = story.Offer();
    CHECK(offered % 2 == 1);
    CHECK(story.calledEars.Last<OfferedFact>().channel == 4);
    CHECK(std::string(story.calledEars.Last<OfferedFact>().called) == "4001234");
    story.pair.Do(story.called, Command(Kind::kProceed, offered));
    story.pair.Do(story.called, Command(Kind::kAlert, offered));
    story.pair.wire.Advance(100 * kMs);
    CHECK(story.diallingEars.Count<ProceedingFact>() == 1);
    CHECK(story.diallingEars.Count<AlertingFact>() == 1);
    story.pair.Do(story.called, Command(Kind::kAnswer, offered));
    story.pair.wire.Advance(100 * kMs);
    CHECK(story.diallingEars.Last<AnsweredFact>().call == 2);
    CHECK(story.calledEars.Last<AnsweredFact>().call == offered);
    story.pair.Do(story.dialling, Clear(2, 16));
    story.pair.wire.Advance(100 * kMs);

    const auto here = story.diallingEars.All<ClearedFact>();
    const auto there = story.calledEars.All<ClearedFact>();
    REQUIRE(here.size() == 1);
    REQUIRE(there.size() == 1);
    CHECK(here[0].cause == 16);
    CHECK_FALSE(here[0].remote);
    CHECK(here[0].channel == 4);
    CHECK(there[0].cause == 16);
    CHECK(there[0].remote);
    CHECK_FALSE(story.called.Knows(offered));
  }
}

TEST_CASE("the numbers of a call arrive with type, plan, presentation and reason") {
  Story story(true);
  LineCommand dial = Dial(2, 0);
  dial.called.type = NumberType::kSubscriber;
  CopyText(dial.calling.digits, "13800138000");
  dial.calling.type = NumberType::kNational;
  dial.calling.presentation = Presentation::kRestricted;
  dial.calling.screening = 1;
  CopyText(dial.redirecting.digits, "62345678");
  dial.redirecting.type = NumberType::kAbbreviated;
  dial.redirecting.plan = 1;
  dial.redirecting.presentation = Presentation::kRestricted;
  dial.redirectingReason = 15;

  story.pair.Do(story.dialling, dial);
  story.pair.wire.Advance(100 * kMs);

  const auto offered = story.calledEars.Last<OfferedFact>();
  CHECK(offered.calledType == NumberType::kSubscriber);
  CHECK(offered.calledPlan == 1);
  CHECK(std::string(offered.calling) == "13800138000");
  CHECK(offered.callingType == NumberType::kNational);
  CHECK(offered.callingPlan == 1);
  CHECK(offered.presentation == Presentation::kRestricted);
  CHECK(offered.screening == 1);
  CHECK(std::string(offered.redirecting) == "62345678");
  CHECK(offered.redirectingType == NumberType::kAbbreviated);
  CHECK(offered.redirectingPresentation == Presentation::kRestricted);
  CHECK(offered.redirectingReason == 15);
  CHECK(offered.sendingComplete);
  CHECK(offered.exclusive);
}

TEST_CASE("a withheld calling number is empty and unavailable") {
  Story story(true);
  LineCommand dial = Dial(2, 0);
  dial.calling = {};

  story.pair.Do(story.dialling, dial);
  story.pair.wire.Advance(100 * kMs);

  CHECK(std::string(story.calledEars.Last<OfferedFact>().calling).empty());
  CHECK(story.calledEars.Last<OfferedFact>().presentation == Presentation::kUnavailable);
}

TEST_CASE("odd characters in a number do not get through") {
  Story story(true);
  story.pair.wire.tamper = [](Frame& frame, bool) {
    const char odd[] = {'4', '\0', '\n', static_cast<char>(0xE4), '\'', '0', '0'};
    if (frame.size() > 8 && frame[8] == q931::kSetup)
      std::memcpy(&*std::search(frame.begin(), frame.end(), "4001234", "4001234" + 7), odd, 7);
    return true;
  };

  story.Offer();

  CHECK(std::string(story.calledEars.Last<OfferedFact>().called) == "400");
}

TEST_CASE("progress tells of in-band audio and its cause") {
  Story story(true);
  const CallHandle offered = story.Offer();
  LineCommand progress = Command(Kind::kProgress, offered);
  progress.inBand = true;
  progress.cause = 17;

  story.pair.Do(story.called, progress);
  story.pair.wire.Advance(100 * kMs);

  CHECK(story.diallingEars.Count<ProceedingFact>() == 1);
  CHECK(story.diallingEars.Last<ProgressFact>().inBand);
  CHECK(story.diallingEars.Last<ProgressFact>().cause == 17);
}

TEST_CASE("alerting tells of in-band audio") {
  Story story(false);
  LineCommand alert = Command(Kind::kAlert, story.Offer());
  alert.inBand = true;

  story.pair.Do(story.called, alert);
  story.pair.wire.Advance(100 * kMs);

  CHECK(story.diallingEars.Last<AlertingFact>().inBand);
}

TEST_CASE("without a decision PROCEEDING is sent after 500 ms, and told") {
  Story story(true);
  const CallHandle offered = story.Offer();

  story.pair.wire.Advance(390 * kMs);
  CHECK(story.diallingEars.Count<ProceedingFact>() == 0);
  story.pair.wire.Advance(20 * kMs);

  CHECK(story.calledEars.Last<ProceedingFact>().call == offered);
  CHECK(story.calledEars.Last<ProceedingFact>().automatic);
  CHECK(story.diallingEars.Count<ProceedingFact>() == 1);
}

TEST_CASE("30 SETUPs meet nobody for 2 s, and none is lost") {
  Pair pair;
  pair.wire.Advance(kSecond);
  for (int slot = 1; slot <= kSlots; ++slot)
    if (slot != kE1DataSlot) pair.Do(*pair.network, Dial(2 * slot, slot - 1));

  pair.wire.Advance(2 * kSecond);
  CHECK(pair.networkEars.Count<ProceedingFact>() == 30);
  CHECK(pair.wire.Sent(q931::kSetup, true).size() == 30);
  for (const auto& offered : pair.cpeEars.All<OfferedFact>())
    pair.Do(*pair.cpe, Command(Kind::kAnswer, offered.call));
  pair.wire.Advance(2 * kSecond);

  CHECK(pair.networkEars.Count<AnsweredFact>() == 30);
  CHECK(pair.cpeEars.Count<AnsweredFact>() == 30);
  CHECK(pair.networkEars.Count<ClearedFact>() == 0);
}

TEST_CASE("the 31st call is refused without a message") {
  Pair pair;
  pair.wire.Advance(kSecond);
  for (int slot = 1; slot <= kSlots; ++slot)
    if (slot != kE1DataSlot) pair.Do(*pair.cpe, Dial(2 * slot, slot - 1));

  pair.Do(*pair.cpe, Dial(100, 7));

  CHECK(pair.cpeEars.Last<ClearedFact>().call == 100);
  CHECK(pair.cpeEars.Last<ClearedFact>().cause == 44);
}
