// SPDX-License-Identifier: GPL-2.0-or-later
// Does every message get the answer that Q.931 5.8.3 and 5.8.4 want, known call or not?
#include <doctest/doctest.h>

#include "native/test/line/raw_end.h"

using namespace spillway;
using namespace spillway::test;
using Kind = LineCommand::Kind;

namespace {

constexpr uint8_t kUnknownTypes[] = {0x00, 0x09, 0x3F, 0x55, 0x6A, 0x7F, 0x85, 0xC5, 0xFF};
constexpr uint8_t kUnused[] = {
    q931::kHoldAcknowledge,
    q931::kHoldReject,
    q931::kRetrieve,
    q931::kRetrieveAcknowledge,
    q931::kRetrieveReject,
    q931::kSuspend,
    0x2D,  // SUSPEND ACKNOWLEDGE
    0x21,  // SUSPEND REJECT
    q931::kResume,
    0x2E,  // RESUME ACKNOWLEDGE
    0x22,  // RESUME REJECT
    q931::kUserInformation,
    q931::kSegment,
    q931::kCongestionControl,
    q931::kRegister,
};
constexpr int kOffered = 0x11;

/// A call of the far end's in each state from which it goes on.
void Reach(Against& line, int state) {
  const CallHandle call = line.Offer();
  if (state > 0) line.Do(Command(Kind::kProceed, call));
  if (state > 1) line.Do(Command(Kind::kAlert, call));
  if (state > 2) line.Do(Command(Kind::kAnswer, call));
  line.wire.Advance(20 * kMs);
  if (state > 3) line.SayOf(kOffered, q931::kConnectAcknowledge);
}

/// The only thing that was said since.
Message Answer(Against& line, int reference, uint8_t message, Frame elements = {}) {
  line.wire.messages.clear();
  line.SayOf(reference, message, std::move(elements));
  Message answer;
  size_t count = 0;
  for (const Message& each : line.wire.messages)
    if (each.fromNetwork != line.user) {
      answer = each;
      ++count;
    }
  CHECK(count <= 1);
  return answer;
}

/// The call has taken no harm: it is answered, heard of and cleared as ever, on its own channel.
void GoesOn(Against& line, int state) {
  const CallHandle call = line.ears.Last<OfferedFact>().call;
  if (state < 3) line.Do(Command(Kind::kAnswer, call));
  line.wire.Advance(20 * kMs);
  if (state < 4) line.SayOf(kOffered, q931::kConnectAcknowledge);
  CHECK(line.ears.Count<AnsweredFact>() == 1);
  line.Do(Clear(call, 16));
  line.wire.Advance(20 * kMs);
  REQUIRE(line.Said(q931::kDisconnect).size() == 1);
  CHECK(line.Said(q931::kDisconnect)[0].Cause() == 16);
  line.SayOf(kOffered, q931::kRelease, {0x08, 2, 0x82, 0x90});
  CHECK(line.ears.Count<ClearedFact>() == 1);
  CHECK(line.ears.Last<ClearedFact>().channel == 4);
}

}  // namespace

TEST_CASE("HOLD is rejected with 69 in every state of a call") {
  for (const auto role : {kUser, kNetworkSide})
    for (int state = 0; state <= 4; ++state) {
      CAPTURE(state);
      Against line(role);
      Reach(line, state);

      const Message answer = Answer(line, kOffered, q931::kHold);

      CHECK(answer.type == q931::kHoldReject);
      CHECK(answer.Cause() == 69);
      GoesOn(line, state);
    }
}

TEST_CASE("messages of services that are not used, and unknown ones, get STATUS 97") {
  std::vector<uint8_t> types(std::begin(kUnused), std::end(kUnused));
  types.insert(types.end(), std::begin(kUnknownTypes), std::end(kUnknownTypes));
  for (const auto role : {kUser, kNetworkSide})
    for (const uint8_t type : types)
      for (int state = 0; state <= 4; ++state) {
        CAPTURE(static_cast<int>(type));
        CAPTURE(state);
        Against line(role);
        Reach(line, state);

        const Message answer = Answer(line, kOffered, type, {0x18, 3, 0xA9, 0x83, 0x89});

        CHECK(answer.type == q931::kStatus);
        CHECK(answer.Cause() == 97);
        CHECK(answer.reference == kOffered);
        GoesOn(line, state);
      }
}

TEST_CASE("FACILITY, NOTIFY and a second SETUP change nothing and get no answer") {
  for (const uint8_t type : {q931::kFacility, q931::kNotify, q931::kSetup})
    for (int state = 0; state <= 4; ++state) {
      CAPTURE(static_cast<int>(type));
      CAPTURE(state);
      Against line(kUser);
      Reach(line, state);

      const Frame other{0x04, 3, 0x80, 0x90, 0xA3, 0x18, 3, 0xA9, 0x83, 0x89, 0x70, 2, 0x81, '9'};
      const Message answer = Answer(line, kOffered, type, other);

      CHECK(answer.type == 0);
      CHECK(line.ears.Count<OfferedFact>() == 1);
      GoesOn(line, state);
    }
}

TEST_CASE("a message for a call that nobody knows gets RELEASE COMPLETE 81, and leaves no record") {
  std::vector<uint8_t> types(std::begin(kUnused), std::end(kUnused));
  types.insert(types.end(), std::begin(kUnknownTypes), std::end(kUnknownTypes));
  for (const uint8_t more :
       {q931::kHold, q931::kFacility, q931::kNotify, q931::kInformation, q931::kAlerting,
        q931::kCallProceeding, q931::kProgress, q931::kConnect, q931::kConnectAcknowledge,
        q931::kSetupAcknowledge, q931::kDisconnect, q931::kRelease, q931::kStatusEnquiry})
    types.push_back(more);
  for (const auto role : {kUser, kNetworkSide})
    for (const int reference : {0x0044, 0x8044})
      for (const uint8_t type : types) {
        CAPTURE(static_cast<int>(type));
        Against line(role);

        const Message answer = Answer(line, reference, type);

        const bool resume = type == q931::kResume;
        CHECK(answer.type == (resume ? q931::kStatus : q931::kReleaseComplete));
        CHECK(answer.Cause() == (resume ? 97 : type == q931::kRegister ? 69 : 81));
        line.Offer();
        CHECK(line.ears.Count<OfferedFact>() == 1);
      }
}

TEST_CASE(
    "STATUS for a call that nobody knows: 101, or nothing when the far end knows none either") {
  Against line(kUser);

  const Message active = Answer(line, 0x44, q931::kStatus, {0x08, 2, 0x82, 0x9E, 0x14, 1, 0x0A});
  CHECK(active.type == q931::kReleaseComplete);
  CHECK(active.Cause() == 101);
  CHECK(Answer(line, 0x44, q931::kStatus, {0x08, 2, 0x82, 0x9E, 0x14, 1, 0x00}).type == 0);
  CHECK(Answer(line, 0x44, q931::kStatus).type == 0);
}
