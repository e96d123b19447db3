// SPDX-License-Identifier: GPL-2.0-or-later
// Is a call cleared on the wire with exactly the cause that was asked for?
#include <doctest/doctest.h>

#include "native/test/line/wire.h"

using namespace spillway;
using namespace spillway::test;
using Kind = LineCommand::Kind;

namespace {

enum class Stage { kOffered, kProceeding, kAlerting, kConnected };

/// Clears a call at a stage with a cause and says which cause the wire carried first.
void CheckCause(bool networkClears, bool clearerDialled, Stage stage, int cause) {
  CAPTURE(networkClears);
  CAPTURE(clearerDialled);
  CAPTURE(static_cast<int>(stage));
  CAPTURE(cause);
  Pair pair;
  pair.wire.Advance(kSecond);
  const bool networkDials = networkClears == clearerDialled;
  DChannel& dialling = networkDials ? *pair.network : *pair.cpe;
  DChannel& called = networkDials ? *pair.cpe : *pair.network;
  Ears& diallingEars = networkDials ? pair.networkEars : pair.cpeEars;
  Ears& calledEars = networkDials ? pair.cpeEars : pair.networkEars;
  pair.Do(dialling, Dial(2, 0));
  pair.wire.Advance(100 * kMs);
  const CallHandle offered = calledEars.Last<OfferedFact>().call;
  if (stage >= Stage::kProceeding) pair.Do(called, Command(Kind::kProceed, offered));
  if (stage >= Stage::kAlerting) pair.Do(called, Command(Kind::kAlert, offered));
  if (stage >= Stage::kConnected) pair.Do(called, Command(Kind::kAnswer, offered));
  pair.wire.Advance(100 * kMs);

  pair.Do(clearerDialled ? dialling : called, Clear(clearerDialled ? 2 : offered, cause));
  pair.wire.Advance(kSecond);

  std::vector<Message> clearing;
  for (const Message& message : pair.wire.messages)
    if (message.fromNetwork == networkClears && message.Cause() >= 0) clearing.push_back(message);
  REQUIRE(!clearing.empty());
  for (const Message& message : clearing) CHECK(message.Cause() == cause);
  const Ears& there = clearerDialled ? calledEars : diallingEars;
  const Ears& here = clearerDialled ? diallingEars : calledEars;
  REQUIRE(there.Count<ClearedFact>() == 1);
  REQUIRE(here.Count<ClearedFact>() == 1);
  CHECK(there.Last<ClearedFact>().cause == cause);
  CHECK(there.Last<ClearedFact>().remote);
  CHECK(here.Last<ClearedFact>().cause == cause);
  CHECK_FALSE(here.Last<ClearedFact>().remote);
}

}  // namespace

TEST_CASE("causes 1, 16, 17, 21, 34 and 38 stand on the wire, in both roles, at every stage") {
  for (const int cause : {1, 16, 17, 21, 34, 38})
    for (const bool networkClears : {true, false})
      for (const Stage stage :
           {Stage::kOffered, Stage::kProceeding, Stage::kAlerting, Stage::kConnected}) {
        CheckCause(networkClears, false, stage, cause);
        CheckCause(networkClears, true, stage, cause);
      }
}

TEST_CASE("every cause of Q.850 can be given to an offered call") {
  for (int cause = 1; cause < 128; ++cause) CheckCause(false, false, Stage::kOffered, cause);
}

TEST_CASE("cause 34 refuses at once, cause 17 after PROCEEDING") {
  for (const int cause : {34, 17}) {
    Pair pair;
    pair.wire.Advance(kSecond);
    pair.Do(*pair.network, Dial(2, 0));
    pair.wire.Advance(100 * kMs);

    pair.Do(*pair.cpe, Clear(pair.cpeEars.Last<OfferedFact>().call, cause));
    pair.wire.Advance(100 * kMs);

    const bool atOnce = cause == 34;
    CHECK(pair.wire.Sent(q931::kDisconnect, false).size() == (atOnce ? 0u : 1u));
    CHECK(pair.wire.Sent(q931::kCallProceeding, false).size() == (atOnce ? 0u : 1u));
    CHECK(pair.networkEars.Last<ClearedFact>().cause == cause);
  }
}

TEST_CASE("both sides clear at the same time, and each is told once") {
  Pair pair;
  pair.wire.Advance(kSecond);
  pair.Do(*pair.network, Dial(2, 0));
  pair.wire.Advance(100 * kMs);
  const CallHandle offered = pair.cpeEars.Last<OfferedFact>().call;
  pair.Do(*pair.cpe, Command(Kind::kAnswer, offered));
  pair.wire.Advance(100 * kMs);

  pair.Do(*pair.cpe, Clear(offered, 16));
  pair.Do(*pair.network, Clear(2, 31));
  pair.wire.Advance(kSecond);

  CHECK(pair.cpeEars.Count<ClearedFact>() == 1);
  CHECK(pair.networkEars.Count<ClearedFact>() == 1);
  CHECK(pair.cpeEars.Last<ClearedFact>().cause == 16);
  CHECK(pair.networkEars.Last<ClearedFact>().cause == 31);
}
