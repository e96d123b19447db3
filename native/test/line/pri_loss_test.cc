// SPDX-License-Identifier: GPL-2.0-or-later
// What becomes of calls when the D-channel or the far end is gone?
#include <doctest/doctest.h>

#include "native/test/line/wire.h"

using namespace spillway;
using namespace spillway::test;
using Kind = LineCommand::Kind;

namespace {

/// One active call (2) and one that only rings (4).
struct TwoCalls : Pair {
  explicit TwoCalls(bool restarts = false) : Pair({}, Restarting(restarts)) {
    wire.Advance(3 * kSecond);
    Do(*network, Dial(2, 0));
    Do(*network, Dial(4, 1));
    wire.Advance(100 * kMs);
    const auto offered = cpeEars.All<OfferedFact>();
    active = offered[0].call;
    ringing = offered[1].call;
    Do(*cpe, Command(Kind::kAnswer, active));
    Do(*cpe, Command(Kind::kAlert, ringing));
    wire.Advance(100 * kMs);
  }
  static DChannelOptions Restarting(bool on) {
    DChannelOptions options;
    options.restartAtStart = on;
    return options;
  }
  CallHandle active;
  CallHandle ringing;
};

}  // namespace

TEST_CASE("loss of layer 1 ends ringing calls at once and active ones after 6 s (T309)") {
  TwoCalls calls;

  calls.cpe->LayerOne(false, calls.wire.Now());
  calls.network->LayerOne(false, calls.wire.Now());
  calls.wire.Advance(100 * kMs);
  CHECK(calls.cpeEars.Count<DChannelDownFact>() == 1);
  REQUIRE(calls.cpeEars.Count<ClearedFact>() == 1);
  CHECK(calls.cpeEars.Last<ClearedFact>().call == calls.ringing);
  calls.wire.Advance(5 * kSecond);
  CHECK(calls.cpe->Knows(calls.active));
  calls.wire.Advance(kSecond);

  CHECK(calls.cpeEars.Last<ClearedFact>().call == calls.active);
  CHECK(calls.cpeEars.Last<ClearedFact>().cause == 41);
  CHECK_FALSE(calls.cpeEars.Last<ClearedFact>().remote);
  CHECK(calls.networkEars.Count<ClearedFact>() == 2);
}

TEST_CASE("an active call survives a loss of layer 1 of 4 s") {
  TwoCalls calls;

  for (const bool up : {false, true}) {
    calls.cpe->LayerOne(up, calls.wire.Now());
    calls.network->LayerOne(up, calls.wire.Now());
    calls.wire.Advance(4 * kSecond);
  }
  calls.wire.Advance(20 * kSecond);

  CHECK(calls.cpeEars.Count<DChannelUpFact>() == 2);
  CHECK(calls.cpe->Knows(calls.active));
  calls.Do(*calls.network, Clear(2, 16));
  calls.wire.Advance(kSecond);
  CHECK(calls.cpeEars.Last<ClearedFact>().call == calls.active);
  CHECK(calls.cpeEars.Last<ClearedFact>().cause == 16);
}

TEST_CASE("a D-channel that goes silent is found by layer 2, and its calls are cleared") {
  TwoCalls calls;
  calls.wire.tamper = [](Frame&, bool) { return false; };
  const double lostAt = static_cast<double>(calls.wire.Now()) / kMs;

  calls.wire.Advance(30 * kSecond);

  CHECK(calls.cpeEars.Count<DChannelDownFact>() == 1);
  CHECK(calls.cpeEars.Last<DChannelDownFact>().at - lostAt <= 14'100);
  const auto cleared = calls.cpeEars.All<ClearedFact>();
  REQUIRE(cleared.size() == 2);
  CHECK(cleared[0].at - lostAt <= 18'100);
  CHECK(cleared[1].at - cleared[0].at == doctest::Approx(6'000).epsilon(0.01));
  CHECK(calls.networkEars.Count<ClearedFact>() == 2);
  calls.wire.tamper = nullptr;
  calls.wire.Advance(5 * kSecond);
  CHECK(calls.cpeEars.Count<DChannelUpFact>() == 2);
  calls.Do(*calls.network, Dial(8, 0));
  calls.wire.Advance(100 * kMs);
  CHECK(calls.cpeEars.Count<OfferedFact>() == 3);
}

TEST_CASE("a far end that does not hear of the loss: its calls are cleared there, too") {
  for (const bool restarts : {true, false}) {
    CAPTURE(restarts);
    TwoCalls calls(restarts);
    calls.wire.Advance(10 * kSecond);
    // The network hears us, we do not hear it: only our side loses layer 2 and runs T309.
    calls.wire.tamper = [](Frame&, bool fromNetwork) { return !fromNetwork; };
    calls.wire.Advance(30 * kSecond);
    CHECK_FALSE(calls.cpe->Knows(calls.active));
    calls.wire.tamper = nullptr;

    calls.wire.Advance(5 * kSecond);

    CHECK(calls.cpeEars.Count<DChannelUpFact>() == 2);
    CHECK_FALSE(calls.network->Knows(2));
    CHECK_FALSE(calls.network->Knows(4));
    CHECK(calls.wire.Sent(q931::kRestart, false).size() == (restarts ? 32 : 0));
    calls.Do(*calls.network, Dial(8, 0));
    calls.wire.Advance(100 * kMs);
    CHECK(calls.cpeEars.Count<OfferedFact>() == 3);
  }
}

TEST_CASE("a far end that begins layer 2 anew without its calls: ours are cleared") {
  TwoCalls calls;
  calls.wire.Advance(10 * kSecond);

  Ears newEars;
  DChannelOptions options;
  options.role = DChannelOptions::Role::kNetwork;
  PriDChannel again(options, calls.wire.ToCpe(), newEars, calls.networkHandles);
  calls.wire.Join(again, *calls.cpe);
  calls.wire.Advance(10 * kSecond);

  CHECK_FALSE(calls.cpe->Knows(calls.active));
  CHECK_FALSE(calls.cpe->Knows(calls.ringing));
  CHECK(calls.cpeEars.Count<ClearedFact>() == 2);
  CHECK(calls.cpeEars.Count<DChannelUpFact>() == 2);
  CHECK(newEars.Count<DChannelUpFact>() == 1);
}

TEST_CASE("a far end that begins layer 2 anew with its calls: active ones outlive it") {
  TwoCalls calls;
  calls.wire.Advance(10 * kSecond);
  calls.network->LayerOne(false, calls.wire.Now());
  calls.wire.Advance(100 * kMs);
  calls.network->LayerOne(true, calls.wire.Now());

  calls.wire.Advance(20 * kSecond);

  CHECK(calls.cpe->Knows(calls.active));
  CHECK(calls.network->Knows(2));
  CHECK(calls.cpe->Knows(calls.ringing) == calls.network->Knows(4));
  CHECK(calls.cpeEars.Count<DChannelUpFact>() == 2);
  CHECK(calls.networkEars.Count<DChannelUpFact>() == 2);
}

TEST_CASE("a call dialled while layer 2 is down is cleared at once with 41") {
  Pair pair;

  pair.Do(*pair.cpe, Dial(2, 0));

  CHECK(pair.cpeEars.Last<ClearedFact>().call == 2);
  CHECK(pair.cpeEars.Last<ClearedFact>().cause == 41);
  CHECK(pair.wire.messages.empty());
}

TEST_CASE("a far end that does not answer SETUP: it is sent twice, then the call is cleared") {
  Pair pair;
  pair.wire.Advance(kSecond);
  pair.wire.tamper = [](Frame& frame, bool) {
    if (Decode(frame).type == q931::kSetup) frame[4] = 0;  // layer 2 gets its frame
    return true;
  };

  pair.Do(*pair.cpe, Dial(2, 0));
  pair.wire.Advance(7900 * kMs);
  CHECK(pair.cpeEars.Count<ClearedFact>() == 0);
  pair.wire.Advance(200 * kMs);

  CHECK(pair.wire.Sent(q931::kSetup, false).size() == 2);
  CHECK(pair.cpeEars.Last<ClearedFact>().cause == 102);
  CHECK_FALSE(pair.cpeEars.Last<ClearedFact>().remote);
}

TEST_CASE("two user sides on one line tell so") {
  Wire wire;
  Ears one;
  Ears other;
  CallHandles handles;
  PriDChannel left({}, wire.ToCpe(), one, handles);
  PriDChannel right({}, wire.ToNetwork(), other, handles);
  wire.Join(left, right);

  wire.Advance(10 * kSecond);

  CHECK(one.Count<DChannelUpFact>() == 0);
  CHECK(one.Last<ProtocolErrorFact>().count > 0);
  CHECK(std::string(one.Last<ProtocolErrorFact>().text).find("CPE") != std::string::npos);
}
