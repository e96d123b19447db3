// SPDX-License-Identifier: GPL-2.0-or-later
// Does the far end hear of it when a timer of Q.931 ends a call? Tables 9-1 and 9-2, in both roles,
// against a far end that says nothing (docs/isdn.md lists who runs each timer).
#include <doctest/doctest.h>

#include "native/test/line/raw_end.h"

using namespace spillway;
using namespace spillway::test;
using Kind = LineCommand::Kind;

namespace {

constexpr int64_t kForEver = 300 * kSecond;

struct Expected {
  uint8_t message;
  double at;  // seconds after the beginning
  int cause;  // -1: none
};

/// A way into a state in which a timer runs, and what is said from there on, in order.
struct Row {
  const char* timer;
  DChannelOptions::Role role;
  void (*begin)(Against& line);
  std::vector<Expected> said;
  int cleared;  // the cause that is told
};

void Dialled(Against& line) { line.Do(Dial(2, 4)); }

void InOverlap(Against& line) {
  line.Do(Dial(2, 4));
  line.wire.Advance(kSecond);
  line.Say(q931::kSetupAcknowledge, {0x18, 3, 0xA9, 0x83, 0x85});
}

void Disconnecting(Against& line) {
  line.Do(Dial(2, 4));
  line.wire.Advance(20 * kMs);
  line.Say(q931::kCallProceeding, {0x18, 3, 0xA9, 0x83, 0x85});
  line.Do(Clear(2, 21));
}

void Releasing(Against& line) {
  line.Do(Dial(2, 4));
  line.wire.Advance(20 * kMs);
  line.Say(q931::kCallProceeding, {0x18, 3, 0xA9, 0x83, 0x85});
  line.Say(q931::kDisconnect, {0x08, 2, 0x82, 0x91});
}

void Answering(Against& line) {
  const CallHandle call = line.Offer();
  line.Do(Command(Kind::kAnswer, call));
}

/// A STATUS that libpri has to send costs the call its second SETUP, not its last word.
void Misunderstood(Against& line) {
  line.Do(Dial(2, 4));
  line.wire.Advance(kSecond);
  line.Say(q931::kSuspend);
}

void AskedStrangely(Against& line) {
  line.Do(Dial(2, 4));
  line.wire.Advance(5 * kSecond);
  line.Say(q931::kSuspend);
}

/// A STATUS of the far end that leaves the call as it is.
void Told99(Against& line) {
  line.Do(Dial(2, 4));
  line.wire.Advance(kSecond);
  line.Say(q931::kStatus, {0x08, 2, 0x82, 0xE3, 0x14, 1, 0x06});
}

const std::vector<Expected> kT303 = {
    {q931::kSetup, 0, -1}, {q931::kSetup, 4, -1}, {q931::kReleaseComplete, 7.9, 102}};
const std::vector<Expected> kT304User = {{q931::kSetup, 0, -1},
                                         {q931::kDisconnect, 31, 102},
                                         {q931::kRelease, 61, 102},
                                         {q931::kRelease, 65, 102}};
const std::vector<Expected> kT304Network = {{q931::kSetup, 0, -1},
                                            {q931::kDisconnect, 21, 102},
                                            {q931::kRelease, 51, 102},
                                            {q931::kRelease, 55, 102}};
const std::vector<Expected> kT305 = {
    {q931::kDisconnect, 0, 21}, {q931::kRelease, 30, 21}, {q931::kRelease, 34, 21}};
const std::vector<Expected> kT308 = {{q931::kRelease, 0, 17}, {q931::kRelease, 4, 17}};

}  // namespace

TEST_CASE("a call whose timer ends is never forgotten without a word") {
  const std::vector<Row> rows = {
      {"T303", kUser, Dialled, kT303, 102},
      {"T303", kNetworkSide, Dialled, kT303, 102},
      {"T303 after STATUS 99", kUser, Told99, kT303, 102},
      {"T303 after STATUS 99", kNetworkSide, Told99, kT303, 102},
      {"T303 after a message that is not known",
       kUser,
       Misunderstood,
       {{q931::kSetup, 0, -1}, {q931::kStatus, 1, 97}, {q931::kReleaseComplete, 3.9, 102}},
       102},
      {"T303 the second time, after a message that is not known",
       kUser,
       AskedStrangely,
       {{q931::kSetup, 0, -1},
        {q931::kSetup, 4, -1},
        {q931::kStatus, 5, 97},
        {q931::kReleaseComplete, 7.9, 102}},
       102},
      {"T304", kUser, InOverlap, kT304User, 102},
      {"T304", kNetworkSide, InOverlap, kT304Network, 102},
      {"T305, then T308", kUser, Disconnecting, kT305, 21},
      {"T305, then T308", kNetworkSide, Disconnecting, kT305, 21},
      {"T308", kUser, Releasing, kT308, 17},
      {"T308", kNetworkSide, Releasing, kT308, 17},
      {"T313",
       kUser,
       Answering,
       {{q931::kConnect, 0, -1},
        {q931::kDisconnect, 3.9, 102},
        {q931::kRelease, 33.9, 102},
        {q931::kRelease, 37.9, 102}},
       102},
  };
  for (const Row& row : rows) {
    CAPTURE(row.timer);
    CAPTURE(row.role);
    Against line(row.role);

    row.begin(line);
    line.wire.Advance(kForEver);

    std::vector<Message> said;
    for (const Message& message : line.wire.messages)
      if (message.fromNetwork != line.user) said.push_back(message);
    size_t first = 0;
    while (first < said.size() && said[first].type != row.said[0].message) ++first;
    REQUIRE(said.size() - first == row.said.size());
    for (size_t i = 0; i < row.said.size(); ++i) {
      CAPTURE(i);
      const Message& message = said[first + i];
      CHECK(message.type == row.said[i].message);
      CHECK(message.Cause() == row.said[i].cause);
      CHECK(Seconds(said[first].at, message.at) == doctest::Approx(row.said[i].at).epsilon(0.02));
    }
    REQUIRE(line.ears.Count<ClearedFact>() == 1);
    CHECK(line.ears.Last<ClearedFact>().cause == row.cleared);
  }
}

TEST_CASE("a stalled thread does not let libpri's T303 end first") {
  Against line(kUser);
  line.Do(Dial(2, 4));
  line.wire.Advance(7 * kSecond);

  line.box->Run(line.wire.Now() + 3 * kSecond);

  REQUIRE(line.Said(q931::kReleaseComplete).size() == 1);
  CHECK(line.Said(q931::kReleaseComplete)[0].Cause() == 102);
}

TEST_CASE("the channel is dialled on again only after the far end was told") {
  Against line(kUser);
  line.Do(Dial(2, 4));
  line.wire.Advance(7 * kSecond);

  line.Do(Dial(4, 4));
  CHECK(line.ears.Last<ClearedFact>().cause == 44);
  line.wire.Advance(kSecond);
  line.Do(Dial(6, 4));
  line.wire.Advance(100 * kMs);

  REQUIRE(line.Said(q931::kReleaseComplete).size() == 1);
  CHECK(line.Said(q931::kSetup).back().at > line.Said(q931::kReleaseComplete)[0].at);
  CHECK(line.Said(q931::kSetup).size() == 3);
}

TEST_CASE(
    "a channel whose RELEASE nobody answered is restarted: the far end may still have the call") {
  for (const auto role : {kUser, kNetworkSide}) {
    DChannelOptions options;
    Against line(role, options);
    Releasing(line);
    line.wire.Advance(30 * kSecond);
    CHECK(line.Said(q931::kRestart).empty());  // unless RESTART is switched off

    options.restartAtStart = true;
    Against restarting(role, options);
    for (int slot = 1; slot <= kSlots; ++slot) {
      if (slot == 16) continue;
      restarting.SayOf(0x8000, q931::kRestartAcknowledge,
                       {0x18, 3, 0xA9, 0x83, static_cast<uint8_t>(0x80 | slot), 0x79, 1, 0x80});
    }
    restarting.wire.messages.clear();
    Releasing(restarting);
    restarting.wire.Advance(9 * kSecond);

    REQUIRE(restarting.Said(q931::kRestart).size() == 1);
    CHECK(restarting.Said(q931::kRestart)[0].Slot() == 5);
  }
}

TEST_CASE("T302: a number that is not whole in time is offered as it is") {
  for (const auto role : {kUser, kNetworkSide}) {
    DChannelOptions options;
    options.overlapReceiving = true;
    Against line(role, options);

    line.Offer({});
    line.wire.Advance(14 * kSecond);
    CHECK(line.ears.Count<OfferedFact>() == 0);
    line.wire.Advance(2 * kSecond);

    CHECK(line.Said(q931::kSetupAcknowledge).size() == 1);
    CHECK(line.ears.Count<OfferedFact>() == 1);
  }
}
