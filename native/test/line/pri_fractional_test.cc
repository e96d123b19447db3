// SPDX-License-Identifier: GPL-2.0-or-later
// An E1 of which only some time slots are rented, or whose D-channel is not slot 16: is the right
// channel taken?
#include <doctest/doctest.h>

#include "native/line/signalling.h"
#include "native/test/line/quiet_board.h"
#include "native/test/line/wire.h"

using namespace spillway;
using namespace spillway::test;
using Kind = LineCommand::Kind;

namespace {

/// Slots 1 to 10 and 20 to 25 are channels 100 to 115 of the box's board; the exchange has all.
DChannelOptions Fractional() {
  DChannelOptions options;
  options.slots = SlotMap();
  ChannelIndex channel = 100;
  for (int slot = 1; slot <= 10; ++slot) options.slots.Add(slot, channel++);
  for (int slot = 20; slot <= 25; ++slot) options.slots.Add(slot, channel++);
  return options;
}

struct Fraction : Pair {
  explicit Fraction(const DChannelOptions& box = Fractional()) : Pair({}, box) {
    wire.Advance(kSecond);
  }
  void DialFromNetwork(CallHandle call, int slot, bool exclusive) {
    LineCommand dial = Dial(call, slot - 1);
    dial.exclusive = exclusive;
    Do(*network, dial);
    wire.Advance(kSecond);
  }
};

}  // namespace

TEST_CASE("a call on a slot behind the gap is on the channel of that slot") {
  Fraction e1;

  e1.DialFromNetwork(2, 22, true);

  CHECK(e1.cpeEars.Last<OfferedFact>().channel == 112);
}

TEST_CASE(
    "a slot that is not rented does not exist: 82, and no channel of another span is touched") {
  Fraction e1;

  e1.DialFromNetwork(2, 12, true);

  CHECK(e1.cpeEars.Count<OfferedFact>() == 0);
  CHECK(e1.cpeEars.Last<RefusedFact>().channel == -1);
  CHECK(e1.networkEars.Last<ClearedFact>().cause == 82);
}

TEST_CASE("where the slot is only preferred, the highest that exists is taken") {
  Fraction e1;

  e1.DialFromNetwork(2, 12, false);

  CHECK(e1.cpeEars.Last<OfferedFact>().channel == 115);
  CHECK(e1.networkEars.Last<ProceedingFact>().channel == 24);
}

TEST_CASE("we dial on a channel behind the gap") {
  Fraction e1;

  e1.Do(*e1.cpe, Dial(2, 110));
  e1.wire.Advance(kSecond);

  CHECK(e1.networkEars.Last<OfferedFact>().channel == 19);  // slot 20
}

TEST_CASE("only the slots that exist are restarted") {
  DChannelOptions box = Fractional();
  box.restartAtStart = true;
  Fraction e1(box);
  e1.wire.Advance(5 * kSecond);

  CHECK(e1.wire.Sent(q931::kRestart, false).size() == 16);
  for (const auto& fact : e1.cpeEars.All<ServiceStateFact>()) CHECK(fact.channel >= 100);
}

TEST_CASE("with the D-channel in slot 1, slot 16 carries calls") {
  DChannelOptions network;
  network.slots = SlotMap::Whole(0, 1);
  DChannelOptions box;
  box.slots = SlotMap::Whole(0, 1);
  Pair e1(network, box);
  e1.wire.Advance(kSecond);

  LineCommand dial = Dial(2, 15);
  dial.exclusive = true;
  e1.Do(*e1.network, dial);
  e1.wire.Advance(kSecond);

  CHECK(e1.cpeEars.Last<OfferedFact>().channel == 15);
}

TEST_CASE("signalling takes the slots from the board, wherever its channels lie") {
  QuietBoard board;
  board.Add(ChannelKind::kFxs, 3);
  const SpanIndex e1 = board.AddSlots({1, 2, 16, 30, 31}, 16);
  Ears ears;
  SignallingOptions options;
  DChannelOptions only;
  only.span = e1;
  only.restartAtStart = true;
  options.spans.push_back(only);
  Signalling signalling(board, options, ears);

  LineCommand audit = Command(Kind::kAudit);
  signalling.Execute(audit, kSecond);
  LineCommand out = Command(Kind::kSetService);
  out.channel = 6;
  out.on = false;
  signalling.Execute(out, kSecond);
  out.on = true;
  signalling.Execute(out, kSecond);

  CHECK(ears.Last<AuditedFact>().inService == 0);  // all wait for RESTART
  CHECK(ears.Last<ServiceStateFact>().channel == 6);
}
