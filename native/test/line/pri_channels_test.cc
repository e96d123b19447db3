// SPDX-License-Identifier: GPL-2.0-or-later
// Which B-channel does a call get, and what if it is taken?
#include <doctest/doctest.h>

#include "native/test/line/wire.h"

using namespace spillway;
using namespace spillway::test;
using Kind = LineCommand::Kind;

namespace {

struct Channels : Pair {
  Channels() { wire.Advance(kSecond); }
  /// The box takes a channel out of service; the exchange does not know.
  void TakeOut(ChannelIndex channel) {
    LineCommand command = Command(Kind::kSetService);
    command.channel = channel;
    command.on = false;
    Do(*cpe, command);
  }
  void DialFromNetwork(CallHandle call, ChannelIndex channel, bool exclusive) {
    LineCommand dial = Dial(call, channel);
    dial.exclusive = exclusive;
    Do(*network, dial);
    wire.Advance(100 * kMs);
  }
};

}  // namespace

TEST_CASE("a channel out of service is refused with 44 when it is the only one wanted") {
  Channels e1;
  e1.TakeOut(4);

  e1.DialFromNetwork(2, 4, true);

  CHECK(e1.networkEars.Last<ClearedFact>().cause == 44);
  CHECK(e1.networkEars.Last<ClearedFact>().remote);
  CHECK(e1.cpeEars.Count<OfferedFact>() == 0);
  CHECK(e1.cpeEars.Last<RefusedFact>().channel == 4);
  CHECK(e1.cpeEars.Last<RefusedFact>().cause == 44);
  CHECK(e1.cpeEars.Last<ServiceStateFact>().state == ServiceState::kOutOfService);
}

TEST_CASE("a refused call tells a calling number that may be shown, and no other") {
  for (const Presentation presentation :
       {Presentation::kAllowed, Presentation::kRestricted, Presentation::kUnavailable}) {
    Channels e1;
    e1.TakeOut(4);
    LineCommand dial = Dial(2, 4);
    dial.exclusive = true;
    CopyText(dial.calling.digits, "13800138000");
    dial.calling.presentation = presentation;
    e1.Do(*e1.network, dial);
    e1.wire.Advance(100 * kMs);

    const auto refused = e1.cpeEars.Last<RefusedFact>();
    CHECK(refused.presentation == presentation);
    const bool allowed = presentation == Presentation::kAllowed;
    CHECK(std::string(refused.calling) == (allowed ? "13800138000" : ""));
  }
}

TEST_CASE("a preferred channel that is not free is replaced, and PROCEEDING says by which") {
  Channels e1;
  e1.TakeOut(4);

  e1.DialFromNetwork(2, 4, false);
  e1.wire.Advance(kSecond);

  const auto offered = e1.cpeEars.Last<OfferedFact>();
  CHECK(offered.channel == 30);
  CHECK_FALSE(offered.exclusive);
  REQUIRE(e1.wire.Sent(q931::kCallProceeding, false).size() == 1);
  CHECK(e1.wire.Sent(q931::kCallProceeding, false)[0].Slot() == 31);
  CHECK(e1.networkEars.Last<ProceedingFact>().channel == 30);
  e1.DialFromNetwork(4, 4, true);  // the network's channel 4 is free again, ours still is not
  CHECK(e1.networkEars.Last<ClearedFact>().call == 4);
}

TEST_CASE("with no channel free the call is refused with 34") {
  Channels e1;
  for (ChannelIndex channel = 0; channel < kSlots; ++channel) e1.TakeOut(channel);

  e1.DialFromNetwork(2, 4, false);

  CHECK(e1.networkEars.Last<ClearedFact>().cause == 34);
  CHECK(e1.cpeEars.Last<RefusedFact>().cause == 34);
}

TEST_CASE("a channel comes back into service") {
  Channels e1;
  e1.TakeOut(4);
  LineCommand command = Command(Kind::kSetService);
  command.channel = 4;
  command.on = true;

  e1.Do(*e1.cpe, command);
  e1.DialFromNetwork(2, 4, true);

  CHECK(e1.cpeEars.Last<ServiceStateFact>().state == ServiceState::kInService);
  CHECK(e1.cpeEars.Last<OfferedFact>().channel == 4);
}

TEST_CASE("taking a channel out of service leaves its call alone") {
  Channels e1;
  e1.DialFromNetwork(2, 4, true);

  e1.TakeOut(4);
  e1.Do(*e1.cpe, Command(Kind::kAnswer, e1.cpeEars.Last<OfferedFact>().call));
  e1.wire.Advance(100 * kMs);

  CHECK(e1.networkEars.Count<AnsweredFact>() == 1);
}

TEST_CASE("a channel that is busied out stays so when its RESTART is acknowledged") {
  DChannelOptions restarting;
  restarting.restartAtStart = true;
  Pair pair({}, restarting);
  LineCommand command = Command(Kind::kSetService);
  command.channel = 4;
  command.on = false;
  pair.Do(*pair.cpe, command);  // as at a start: before layer 2 is up

  pair.wire.Advance(3 * kSecond);
  LineCommand dial = Dial(2, 4);
  dial.exclusive = true;
  pair.Do(*pair.network, dial);
  pair.wire.Advance(100 * kMs);
  CHECK(pair.wire.Sent(q931::kRestart, false).size() == 30);
  CHECK(pair.networkEars.Last<ClearedFact>().cause == 44);

  command.on = true;
  pair.Do(*pair.cpe, command);
  pair.wire.Advance(100 * kMs);
  CHECK(pair.cpeEars.Last<ServiceStateFact>().channel == 4);
  CHECK(pair.cpeEars.Last<ServiceStateFact>().state == ServiceState::kInService);
}

TEST_CASE("glare on an exclusive channel: the network's call wins, ours is cleared with 44") {
  Channels e1;

  e1.Do(*e1.network, Dial(2, 4));
  e1.Do(*e1.cpe, Dial(6, 4));
  e1.wire.Advance(100 * kMs);

  CHECK(e1.cpeEars.Last<OfferedFact>().channel == 4);
  REQUIRE(e1.cpeEars.Count<ClearedFact>() == 1);
  CHECK(e1.cpeEars.Last<ClearedFact>().call == 6);
  CHECK(e1.cpeEars.Last<ClearedFact>().cause == 44);
  CHECK(e1.cpeEars.Last<ClearedFact>().channel == -1);
  CHECK(e1.networkEars.Count<OfferedFact>() == 0);
  e1.Do(*e1.cpe, Command(Kind::kAnswer, e1.cpeEars.Last<OfferedFact>().call));
  e1.wire.Advance(100 * kMs);
  CHECK(e1.networkEars.Last<AnsweredFact>().call == 2);
}

TEST_CASE("glare on a preferred channel: the network moves our call to another") {
  Channels e1;
  LineCommand dial = Dial(6, 4);
  dial.exclusive = false;

  e1.Do(*e1.network, Dial(2, 4));
  e1.Do(*e1.cpe, dial);
  e1.wire.Advance(kSecond);

  CHECK(e1.cpeEars.Last<OfferedFact>().channel == 4);
  CHECK(e1.networkEars.Last<OfferedFact>().channel == 30);
  CHECK(e1.cpeEars.All<ProceedingFact>().size() == 2);  // one received, one by ourselves
  e1.Do(*e1.network, Command(Kind::kAnswer, e1.networkEars.Last<OfferedFact>().call));
  e1.wire.Advance(100 * kMs);
  CHECK(e1.cpeEars.Last<AnsweredFact>().call == 6);
  CHECK(e1.cpeEars.Last<AnsweredFact>().channel == 30);
}

TEST_CASE("an exclusive channel that the far end changes all the same is cleared with 6") {
  Channels e1;
  e1.wire.tamper = [](Frame& frame, bool fromNetwork) {
    if (!fromNetwork || Decode(frame).type != q931::kCallProceeding) return true;
    *std::find(frame.begin(), frame.end(), 0x80 | 5) = 0x80 | 9;
    return true;
  };

  e1.Do(*e1.cpe, Dial(6, 4));
  e1.wire.Advance(kSecond);

  CHECK(e1.cpeEars.Last<ClearedFact>().cause == 6);
  CHECK(e1.networkEars.Last<ClearedFact>().cause == 6);
}

TEST_CASE("a data call is refused as incompatible") {
  Channels e1;
  e1.wire.tamper = [](Frame& frame, bool) {
    if (Decode(frame).type == q931::kSetup) frame[11] = 0x88;  // unrestricted digital information
    return true;
  };

  e1.DialFromNetwork(2, 4, true);

  CHECK(e1.networkEars.Last<ClearedFact>().cause == 88);
}

TEST_CASE("a channel that does not exist is refused with 82") {
  Channels e1;
  e1.wire.tamper = [](Frame& frame, bool) {
    if (Decode(frame).type == q931::kSetup) *std::find(frame.begin(), frame.end(), 0x85) = 0x90;
    return true;
  };

  e1.DialFromNetwork(2, 4, true);

  CHECK(e1.networkEars.Last<ClearedFact>().cause == 82);
}
