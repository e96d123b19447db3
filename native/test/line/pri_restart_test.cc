// SPDX-License-Identifier: GPL-2.0-or-later
// Are channels restarted at start, and is a RESTART of the far end obeyed?
#include <doctest/doctest.h>

#include "native/test/line/wire.h"

using namespace spillway;
using namespace spillway::test;
using Kind = LineCommand::Kind;

namespace {

DChannelOptions Restarting() {
  DChannelOptions options;
  options.restartAtStart = true;
  return options;
}

size_t CountState(const Ears& ears, ServiceState state) {
  size_t count = 0;
  for (const auto& fact : ears.All<ServiceStateFact>()) count += fact.state == state;
  return count;
}

/// The far end's layer 3 acknowledges no RESTART of slot 1 while `deaf`; layer 2 must get its frame
/// all the same.
void Silence(Pair& pair, const bool& deaf) {
  pair.wire.tamper = [&deaf](Frame& frame, bool fromNetwork) {
    const Message message = Decode(frame);
    if (deaf && fromNetwork && message.type == q931::kRestartAcknowledge && message.Slot() == 1)
      frame[4] = 0;
    return true;
  };
}

}  // namespace

TEST_CASE("at start all 30 channels are restarted, one after the other") {
  Pair pair({}, Restarting());

  pair.wire.Advance(3 * kSecond);

  const auto restarts = pair.wire.Sent(q931::kRestart, false);
  const auto acknowledged = pair.wire.Sent(q931::kRestartAcknowledge, true);
  REQUIRE(restarts.size() == 30);
  REQUIRE(acknowledged.size() == 30);
  for (size_t i = 1; i < restarts.size(); ++i) CHECK(restarts[i].at >= acknowledged[i - 1].at);
  CHECK(CountState(pair.cpeEars, ServiceState::kRestarting) == 30);
  CHECK(CountState(pair.cpeEars, ServiceState::kInService) == 30);
}

TEST_CASE("both ends can restart their channels at the same time") {
  Pair pair(Restarting(), Restarting());

  pair.wire.Advance(5 * kSecond);

  CHECK(CountState(pair.cpeEars, ServiceState::kInService) == 30);
  CHECK(CountState(pair.networkEars, ServiceState::kInService) == 30);
}

TEST_CASE("a SETUP on a channel that is being restarted is refused or moved") {
  Pair pair({}, Restarting());
  pair.wire.delay = 20 * kMs;
  pair.wire.Advance(400 * kMs);  // some channels are back, the higher ones are not
  LineCommand preferred = Dial(4, 29);
  preferred.exclusive = false;

  pair.Do(*pair.network, Dial(2, 30));
  pair.Do(*pair.network, preferred);
  pair.wire.Advance(200 * kMs);

  CHECK(pair.networkEars.Last<ClearedFact>().call == 2);
  CHECK(pair.networkEars.Last<ClearedFact>().cause == 44);
  CHECK(pair.cpeEars.Last<OfferedFact>().channel < 20);
}

TEST_CASE("a channel that is not acknowledged twice is out of service, and tried again") {
  Pair pair({}, Restarting());
  bool deaf = true;
  Silence(pair, deaf);

  pair.wire.Advance(25 * kSecond);
  CHECK(CountState(pair.cpeEars, ServiceState::kOutOfService) == 1);
  CHECK(CountState(pair.cpeEars, ServiceState::kInService) == 29);
  CHECK(pair.wire.Sent(q931::kRestart, false).size() == 31);
  deaf = false;
  pair.wire.Advance(60 * kSecond);

  CHECK(CountState(pair.cpeEars, ServiceState::kInService) == 30);
}

TEST_CASE("a channel that was never acknowledged is tried again at once when somebody asks") {
  Pair pair({}, Restarting());
  bool deaf = true;
  Silence(pair, deaf);
  pair.wire.Advance(25 * kSecond);
  REQUIRE(CountState(pair.cpeEars, ServiceState::kOutOfService) == 1);
  deaf = false;
  LineCommand back = Command(Kind::kSetService);
  back.channel = 0;
  back.on = true;

  pair.Do(*pair.cpe, back);
  pair.wire.Advance(kSecond);

  CHECK(CountState(pair.cpeEars, ServiceState::kInService) == 30);
}

TEST_CASE("a RESTART of the far end clears our call on that channel alone") {
  Pair pair;
  pair.wire.Advance(kSecond);
  for (const CallHandle call : {2u, 4u}) pair.Do(*pair.network, Dial(call, static_cast<int>(call)));
  pair.wire.Advance(100 * kMs);
  for (const auto& offered : pair.cpeEars.All<OfferedFact>())
    pair.Do(*pair.cpe, Command(Kind::kAnswer, offered.call));
  pair.wire.Advance(100 * kMs);
  LineCommand restart = Command(Kind::kRestart);
  restart.channel = 4;

  pair.Do(*pair.network, restart);
  pair.wire.Advance(kSecond);

  REQUIRE(pair.cpeEars.Count<ClearedFact>() == 1);
  CHECK(pair.cpeEars.Last<ClearedFact>().channel == 4);
  CHECK(pair.cpeEars.Last<ClearedFact>().cause == 41);
  CHECK(pair.cpeEars.Last<ClearedFact>().remote);
  CHECK(pair.networkEars.Last<ClearedFact>().call == 4);
  CHECK_FALSE(pair.networkEars.Last<ClearedFact>().remote);
  CHECK(CountState(pair.networkEars, ServiceState::kInService) == 1);
  CHECK(pair.network->Knows(2));
}

TEST_CASE("an end that comes back within seconds leaves no ghost calls: RESTART clears them") {
  Pair pair({}, Restarting());
  pair.wire.Advance(3 * kSecond);
  pair.Do(*pair.network, Dial(2, 4));
  pair.wire.Advance(100 * kMs);
  pair.Do(*pair.cpe, Command(Kind::kAnswer, pair.cpeEars.Last<OfferedFact>().call));
  pair.wire.Advance(100 * kMs);
  REQUIRE(pair.networkEars.Count<AnsweredFact>() == 1);

  Ears newEars;
  DChannelOptions options = Restarting();
  PriDChannel again(options, pair.wire.ToNetwork(), newEars, pair.cpeHandles);
  pair.wire.Join(*pair.network, again);
  pair.wire.Advance(5 * kSecond);

  CHECK(CountState(newEars, ServiceState::kInService) == 30);
  CHECK(pair.networkEars.Last<ClearedFact>().call == 2);
  CHECK(pair.networkEars.Last<ClearedFact>().cause == 41);
  CHECK(pair.networkEars.Count<DChannelDownFact>() == 0);
}

TEST_CASE("a layer 2 that the far end establishes once more does not hold up the restarts") {
  Pair pair({}, Restarting());
  bool crossing = true;
  pair.wire.tamper = [&crossing](Frame& frame, bool fromNetwork) {
    // The first RESTART finds the far end still waiting for the UA of a SABME that it sent itself.
    if (crossing && !fromNetwork && Decode(frame).type == q931::kRestart) {
      crossing = false;
      return false;
    }
    return true;
  };
  while (crossing) pair.wire.Advance(kMs);

  pair.wire.Inject({0x02, 0x01, 0x7F}, true);  // SABME: Q.921 discards what was not acknowledged
  pair.network->Receive(Frame{0x00, 0x01, 0x7F}.data(), 3, pair.wire.Now());
  pair.wire.Advance(3 * kSecond);

  CHECK(CountState(pair.cpeEars, ServiceState::kInService) == 30);
  CHECK(pair.cpeEars.Count<DChannelUpFact>() == 1);
}

TEST_CASE("an end that comes back with other call references is not taken for its last life") {
  for (const int first : {1, 4'000}) {
    CAPTURE(first);
    Pair pair;
    pair.wire.Advance(kSecond);
    pair.Do(*pair.cpe, Dial(2, 4));
    pair.wire.Advance(100 * kMs);
    pair.Do(*pair.network, Command(Kind::kAnswer, pair.networkEars.Last<OfferedFact>().call));
    pair.wire.Advance(100 * kMs);
    REQUIRE(pair.cpeEars.Count<AnsweredFact>() == 1);

    Ears newEars;
    DChannelOptions options;
    options.firstReference = first;
    PriDChannel again(options, pair.wire.ToNetwork(), newEars, pair.cpeHandles);
    pair.wire.Join(*pair.network, again);
    pair.wire.Advance(2 * kSecond);
    pair.Do(again, Dial(4, 7));
    pair.wire.Advance(3 * kSecond);

    CHECK(pair.networkEars.Count<OfferedFact>() == (first == 1 ? 1 : 2));
  }
}
