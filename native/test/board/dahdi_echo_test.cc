// SPDX-License-Identifier: GPL-2.0-or-later
// Are the driver's echo cancellers switched by the call, and off for the rest of it after a fax
// tone?
#include <doctest/doctest.h>

#include "native/test/board/dahdi_rig.h"

using namespace spillway;
using namespace spillway::test;

namespace {

using Switched = std::vector<int>;

/// Two telephones and two lines; the second of each has no canceller. Two bearers, likewise.
struct Box : DahdiRig {
  static constexpr ChannelIndex kPhone = 0, kLine = 2, kBearer = 4;

  Box() {
    card.AddSpan(1, 2, ChannelKind::kFxs);
    card.AddSpan(3, 2, ChannelKind::kFxo);
    card.AddSpan(5, 31);
    DahdiSpanOptions phones = ModelledBank(1, 2, ChannelKind::kFxs);
    phones.echoMs = {{1, 64}, {2, 0}};
    DahdiSpanOptions lines = ModelledBank(3, 2, ChannelKind::kFxo);
    lines.name = "lines";
    lines.echoMs = {{3, 32}};
    DahdiSpanOptions bearers = ModelledBearers(5, 2);
    bearers.echoMs = {{5, 16}};
    Open({phones, lines, bearers});
    Run(kSecond);
  }
  const Switched& Cancellers(int number) { return card.Channel(number).cancellers; }
};

}  // namespace

TEST_CASE("a canceller is on while a call is up, as far back as it is set, and only where it is") {
  Box box;
  CHECK(box.Cancellers(1).empty());

  for (ChannelIndex channel = 0; channel < 6; ++channel) box.board->Carry(channel, true);
  CHECK(box.Cancellers(1) == Switched{512});
  CHECK(box.Cancellers(3) == Switched{256});
  CHECK(box.Cancellers(5) == Switched{128});
  for (const ChannelIndex channel : {Box::kPhone, Box::kLine, Box::kBearer}) {
    CHECK(box.board->CancelsEcho(channel));
    CHECK_FALSE(box.board->CancelsEcho(channel + 1));
  }

  for (ChannelIndex channel = 0; channel < 6; ++channel) box.board->Carry(channel, false);
  CHECK(box.Cancellers(1) == Switched{512, 0});
  CHECK(box.Cancellers(5) == Switched{128, 0});
  CHECK_FALSE(box.board->CancelsEcho(Box::kPhone));
  for (const int number : {2, 4, 6}) CHECK(box.Cancellers(number).empty());
}

TEST_CASE("every call begins with a canceller that knows nothing of the one before") {
  Box box;
  box.board->Carry(Box::kBearer, true);
  box.board->Carry(Box::kBearer, true);  // the network's call takes the place of ours (glare)
  CHECK(box.Cancellers(5) == Switched{128, 128});

  box.board->Carry(Box::kBearer, false);
  box.board->Carry(Box::kBearer, false);
  CHECK(box.Cancellers(5) == Switched{128, 128, 0});
}

TEST_CASE("a fax tone ends it for the rest of the call, by the signalling thread") {
  Box box;
  box.board->Carry(Box::kPhone, true);
  const uint32_t changes = box.board->EchoChanges();
  const int64_t calls = box.card.Channel(1).systemCalls;

  box.board->HeardFax(Box::kPhone);
  CHECK(box.board->EchoChanges() != changes);
  CHECK(box.card.Channel(1).systemCalls == calls);
  CHECK(box.Cancellers(1) == Switched{512});

  const int64_t now = box.clock.Now();
  box.board->AwaitSignalling(kSecond);  // it is woken at once
  CHECK(box.clock.Now() - now < 30 * kMs);
  CHECK(box.Cancellers(1) == Switched{512, 0});
  box.board->HeardFax(Box::kPhone);
  box.Run(kSecond);
  CHECK(box.Cancellers(1) == Switched{512, 0});
  CHECK_FALSE(box.board->CancelsEcho(Box::kPhone));

  box.board->Carry(Box::kPhone, false);
  box.board->Carry(Box::kPhone, true);
  CHECK(box.Cancellers(1) == Switched{512, 0, 512});
}

TEST_CASE("faxes on many channels at once are all taken note of") {
  Box box;
  for (const ChannelIndex channel : {Box::kPhone, Box::kLine, Box::kBearer}) {
    box.board->Carry(channel, true);
    box.board->HeardFax(channel);
  }
  box.Run(100 * kMs);
  for (const int number : {1, 3, 5}) CHECK(box.Cancellers(number).back() == 0);
}

TEST_CASE("a fax tone that is heard when the call is over changes nothing") {
  Box box;
  box.board->Carry(Box::kPhone, true);
  box.board->Carry(Box::kPhone, false);
  box.board->HeardFax(Box::kPhone);
  box.board->HeardFax(Box::kPhone + 1);
  box.Run(kSecond);
  CHECK(box.Cancellers(1) == Switched{512, 0});
  CHECK(box.Cancellers(2).empty());
}

TEST_CASE("a channel that is opened again in the middle of a call has its canceller again") {
  Box box;
  box.board->Carry(Box::kBearer, true);
  box.board->Carry(Box::kPhone, true);
  box.board->HeardFax(Box::kPhone);
  box.Run(100 * kMs);

  for (const int number : {1, 5}) box.card.Channel(number).failures = 1;
  box.Run(3 * kSecond);
  CHECK(box.card.Channel(5).canceller == 128);
  CHECK(box.card.Channel(1).canceller == 0);

  box.card.Channel(5).gone = box.card.Channel(5).absent = true;
  box.Run(2 * kSecond);
  box.board->Carry(Box::kBearer, false);
  box.card.Channel(5).absent = false;
  box.Run(3 * kSecond);
  CHECK(box.card.Channel(5).canceller == 0);
}
