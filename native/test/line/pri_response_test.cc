// SPDX-License-Identifier: GPL-2.0-or-later
// Is an answer to our SETUP understood that names no channel, or names it in an odd way?
#include <doctest/doctest.h>

#include "native/test/line/raw_end.h"

using namespace spillway;
using namespace spillway::test;

namespace {

const Frame kNothing{};
const Frame kProgress{0x1E, 2, 0x82, 0x88};

/// Channel Identification that is none of ours, or none at all.
const std::vector<Frame> kOdd = {
    {},
    {0x18, 0},
    {0x18, 1, 0xA9},                                // what it points to is missing
    {0x18, 2, 0xA9, 0x83},                          // so is the number
    {0x18, 1, 0x89},                                // B1 of a basic rate interface
    {0x18, 1, 0xA0},                                // no channel
    {0x18, 1, 0xAB},                                // any channel
    {0x18, 1, 0xAC},                                // the D-channel
    {0x18, 1, 0xAA},                                // reserved
    {0x18, 3, 0xA9, 0x86, 0x85},                    // H0 channels
    {0x18, 6, 0xA9, 0x93, 0xFF, 0xFF, 0xFF, 0xFE},  // a map of all slots
};

struct First {
  uint8_t message;
  Frame elements;
};
const std::vector<First> kFirst = {
    {q931::kCallProceeding, kNothing}, {q931::kProgress, kProgress}, {q931::kProgress, kNothing},
    {q931::kAlerting, kNothing},       {q931::kConnect, kNothing},   {q931::kSetupAcknowledge, {}},
};

Frame Both(const Frame& a, const Frame& b) {
  Frame both = a;
  both.insert(both.end(), b.begin(), b.end());
  return both;
}

}  // namespace

TEST_CASE("a first response without a usable channel identification: the channel of our SETUP") {
  for (const auto role : {kUser, kNetworkSide})
    for (const First& first : kFirst)
      for (const Frame& odd : kOdd) {
        CAPTURE(role);
        CAPTURE(static_cast<int>(first.message));
        CAPTURE(odd.size() > 2 ? odd[2] : 0);
        Against line(role);
        line.Do(Dial(2, 4));
        line.wire.Advance(20 * kMs);

        line.Say(first.message, Both(odd, first.elements));
        line.wire.Advance(10 * kSecond);

        CHECK(line.Said(q931::kStatus).empty());
        CHECK(line.Said(q931::kSetup).size() == 1);
        CHECK(line.ears.Count<ClearedFact>() == 0);
        CHECK(line.ears.Count<ProceedingFact>() == (first.message == q931::kCallProceeding));
        CHECK(line.ears.Count<ProgressFact>() == (first.message == q931::kProgress));
        CHECK(line.ears.Count<AlertingFact>() == (first.message == q931::kAlerting));
        CHECK(line.ears.Count<AnsweredFact>() == (first.message == q931::kConnect));
        if (first.message == q931::kConnect) {
          CHECK(line.ears.Last<AnsweredFact>().channel == 4);
          CHECK(line.Said(q931::kConnectAcknowledge).size() == 1);
        } else {
          line.Say(q931::kConnect);  // the next one names none either
          REQUIRE(line.ears.Count<AnsweredFact>() == 1);
          CHECK(line.ears.Last<AnsweredFact>().channel == 4);
        }
        line.Do(Clear(2, 16));
        line.wire.Advance(20 * kMs);
        REQUIRE(line.Said(q931::kDisconnect).size() == 1);
        CHECK(line.Said(q931::kDisconnect)[0].Cause() == 16);  // libpri would insist on 96
      }
}

TEST_CASE("a channel that is named counts, as number or as map, with the interface or without") {
  const std::vector<Frame> named = {
      {0x18, 3, 0xA1, 0x83, 0x87},
      {0x18, 4, 0xE9, 0x81, 0x83, 0x87},
      {0x18, 6, 0xA9, 0x93, 0x00, 0x00, 0x00, 0x80},
  };
  for (const Frame& channel : named) {
    CAPTURE(channel.size());
    Against line(kUser);
    LineCommand dial = Dial(2, 4);
    dial.exclusive = false;
    line.Do(dial);
    line.wire.Advance(20 * kMs);

    line.Say(q931::kAlerting, channel);

    REQUIRE(line.ears.Count<AlertingFact>() == 1);
    CHECK(line.ears.Last<AlertingFact>().channel == 6);
  }
}

TEST_CASE("progress that says nothing of in-band audio is none") {
  Against line(kUser);
  line.Do(Dial(2, 4));
  line.wire.Advance(20 * kMs);

  line.Say(q931::kProgress);

  REQUIRE(line.ears.Count<ProgressFact>() == 1);
  CHECK_FALSE(line.ears.Last<ProgressFact>().inBand);
}
