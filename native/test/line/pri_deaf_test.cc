// SPDX-License-Identifier: GPL-2.0-or-later
// What if an exchange does not acknowledge RESTART? Who hears of it, how soon, and how is a channel
// used again?
#include <doctest/doctest.h>

#include "native/test/line/raw_end.h"

using namespace spillway;
using namespace spillway::test;
using Kind = LineCommand::Kind;

namespace {

DChannelOptions Restarting() {
  DChannelOptions options;
  options.restartAtStart = true;
  return options;
}

/// A far end that answers RESTARTs as the test says.
struct Deaf : Against {
  explicit Deaf(DChannelOptions::Role role = kUser, DChannelOptions options = Restarting())
      : Against(role, options) {}

  size_t Told(ServiceState state) const {
    size_t count = 0;
    for (const auto& fact : ears.All<ServiceStateFact>()) count += fact.state == state;
    return count;
  }
  /// Channels that are out of service, as they were told last.
  size_t Out() const {
    std::map<ChannelIndex, bool> out;
    for (const auto& fact : ears.All<ServiceStateFact>())
      out[fact.channel] = fact.state == ServiceState::kOutOfService && fact.unacknowledged;
    size_t count = 0;
    for (const auto& [channel, is] : out) count += is;
    return count;
  }
  void Acknowledge(int slot) {
    SayOf(0x8000, q931::kRestartAcknowledge,
          {0x18, 3, 0xA9, 0x83, static_cast<uint8_t>(0x80 | slot), 0x79, 1, 0x80});
  }
  void Status(int cause) {
    SayOf(0x8000, q931::kStatus, {0x08, 2, 0x82, static_cast<uint8_t>(0x80 | cause), 0x14, 1, 0});
  }
  /// A SETUP for a slot; whether it was offered.
  bool Setup(int slot, bool exclusive) {
    ears.Forget();
    const auto choice = static_cast<uint8_t>(exclusive ? 0xA9 : 0xA1);
    SayOf(++reference_, q931::kSetup,
          {0x04, 3, 0x80, 0x90, 0xA3, 0x18, 3, choice, 0x83, static_cast<uint8_t>(0x80 | slot),
           0x70, 5, 0x81, '4', '0', '0', '1', 0xA1});
    return ears.Count<OfferedFact>() == 1;
  }

 private:
  int reference_ = 0x100;
};

}  // namespace

TEST_CASE("that no RESTART is acknowledged is known of all channels within a minute and a half") {
  for (const auto role : {kUser, kNetworkSide}) {
    Deaf line(role);

    line.wire.Advance(20 * kSecond);
    CHECK(line.Out() == 1);  // the first one, after T316 twice
    line.wire.Advance(60 * kSecond);

    CHECK(line.Out() == 30);
    CHECK(line.Told(ServiceState::kInService) == 0);
  }
}

TEST_CASE(
    "channels that were given up are tried again every minute, and stay out of service so long") {
  Deaf line;
  line.wire.Advance(80 * kSecond);
  REQUIRE(line.Out() == 30);
  line.wire.messages.clear();
  line.ears.Forget();

  line.wire.Advance(125 * kSecond);

  CHECK(line.Said(q931::kRestart).size() == 30);
  CHECK(line.Told(ServiceState::kRestarting) == 0);
}

TEST_CASE(
    "an acknowledgement that comes late counts, and the others are tried with patience again") {
  Deaf line;
  line.wire.Advance(25 * kSecond);
  REQUIRE(line.Out() >= 2);

  line.Acknowledge(1);

  CHECK(line.Told(ServiceState::kInService) == 1);
  line.wire.messages.clear();
  line.wire.Advance(10 * kSecond);
  CHECK(line.Said(q931::kRestart).size() == 1);  // once more, for 10 s, the one that is under way
}

TEST_CASE("an exchange that acknowledges nine channels has nine") {
  Deaf line;
  for (int slot = 1; slot <= 9; ++slot) line.Acknowledge(slot);

  line.wire.Advance(80 * kSecond);

  CHECK(line.Told(ServiceState::kInService) == 9);
  CHECK(line.Out() == 21);
}

TEST_CASE("STATUS 97 or 98 to RESTART: the exchange has no such message, and the channel serves") {
  for (const int cause : {97, 98}) {
    Deaf line;

    for (int n = 0; n < 30; ++n) line.Status(cause);

    CHECK(line.Told(ServiceState::kInService) == 30);
    CHECK(line.Setup(7, true));
  }
  Deaf line;
  for (int n = 0; n < 30; ++n) line.Status(100);
  CHECK(line.Told(ServiceState::kInService) == 0);
}

TEST_CASE("after the limit a SETUP takes its channel into service, not before") {
  for (const bool exclusive : {true, false}) {
    CAPTURE(exclusive);
    Deaf line;

    line.wire.Advance(118 * kSecond);
    CHECK_FALSE(line.Setup(7, exclusive));
    CHECK(line.ears.Last<RefusedFact>().cause == (exclusive ? 44 : 34));
    line.wire.Advance(2 * kSecond);
    CHECK(line.Setup(7, exclusive));

    CHECK(line.ears.Last<OfferedFact>().channel == 6);
    CHECK(line.ears.Last<ServiceStateFact>().state == ServiceState::kInService);
    CHECK(line.Setup(8, exclusive));
    line.wire.messages.clear();
    line.wire.Advance(300 * kSecond);
    for (const Message& restart : line.Said(q931::kRestart)) {
      CHECK(restart.Slot() != 7);
      CHECK(restart.Slot() != 8);
    }
  }
}

TEST_CASE("a channel that the exchange restarts itself serves, though it left ours unanswered") {
  Deaf line;
  line.wire.Advance(80 * kSecond);
  REQUIRE(line.Out() == 30);

  line.SayOf(0, q931::kRestart, {0x18, 3, 0xA9, 0x83, 0x87, 0x79, 1, 0x80});
  line.wire.Advance(kSecond);
  CHECK(line.Out() == 29);
  CHECK(line.Said(q931::kRestartAcknowledge).size() == 1);
  line.SayOf(0, q931::kRestart, {0x79, 1, 0x87});  // all of them
  line.wire.Advance(kSecond);

  CHECK(line.Out() == 0);
  CHECK(line.Setup(9, true));
}

TEST_CASE("the limit can be set, a channel that is busied out stays so") {
  DChannelOptions options = Restarting();
  options.restartLimitNs = 30 * kSecond;
  Deaf line(kUser, options);
  LineCommand out = Command(Kind::kSetService);
  out.channel = 6;
  line.Do(out);

  line.wire.Advance(30 * kSecond);

  CHECK_FALSE(line.Setup(7, true));
  CHECK(line.Setup(8, true));
}

TEST_CASE("a SETUP that names a busy channel finds one that is overdue") {
  Deaf line;
  line.wire.Advance(120 * kSecond);
  REQUIRE(line.Setup(7, true));

  CHECK(line.Setup(7, false));

  CHECK(line.ears.Last<OfferedFact>().channel == 30);
}
