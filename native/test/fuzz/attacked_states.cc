// SPDX-License-Identifier: GPL-2.0-or-later
// In which states can a D-channel and its calls be when the attack begins?
#include "native/test/fuzz/attacked_line.h"

namespace spillway::test {
namespace {

using Kind = LineCommand::Kind;

constexpr int64_t kMoment = 20 * kMs;
constexpr ChannelIndex kChannel = 4;

}  // namespace

void AttackedLine::Offered() { DialIn(kChannel); }

void AttackedLine::Ringing() {
  Offered();
  Do(Command(Kind::kAlert, ears.LastOffered()));
  Advance(kMoment);
}

void AttackedLine::Dialling() {
  DialOut(kChannel, true);
  Advance(kMoment);
}

void AttackedLine::Reach(uint8_t state) {
  if (state % kStates != 0) Advance(2 * kSecond);  // else: before layer 2 is up
  const auto atPeer = [this](Kind kind) {
    DoAtPeer(Command(kind, peerEars_.LastOffered()));
    Advance(kMoment);
  };
  switch (state % kStates) {
    case 2:  // offered, nobody has decided
      Offered();
      break;
    case 3:  // PROCEEDING sent
      Offered();
      Do(Command(Kind::kProceed, ears.LastOffered()));
      Advance(kMoment);
      break;
    case 4:  // ALERTING sent
      Ringing();
      break;
    case 5:  // CONNECT sent, not acknowledged
      Ringing();
      TakeOver();
      Do(Command(Kind::kAnswer, ears.LastOffered()));
      break;
    case 6:  // connected, was offered
      Ringing();
      Do(Command(Kind::kAnswer, ears.LastOffered()));
      Advance(kMoment);
      break;
    case 7:  // SETUP sent, no response
      TakeOver();
      DialOut(kChannel, false);
      break;
    case 8:  // PROCEEDING received
      Dialling();
      atPeer(Kind::kProceed);
      break;
    case 9:  // ALERTING received
      Dialling();
      atPeer(Kind::kAlert);
      break;
    case 10:  // connected, was dialled
      Dialling();
      atPeer(Kind::kAnswer);
      break;
    case 11:  // DISCONNECT sent
      Ringing();
      TakeOver();
      Do(Clear(ears.LastOffered(), 17));
      break;
    case 12:  // refused at once: RELEASE COMPLETE sent
      Offered();
      TakeOver();
      Do(Clear(ears.LastOffered(), 34));
      break;
    case 13: {  // RESTART sent
      TakeOver();
      LineCommand restart = Command(Kind::kRestart);
      restart.channel = kChannel;
      Do(restart);
      break;
    }
    case 14:  // no layer 1, calls still there
      Ringing();
      Do(Command(Kind::kAnswer, ears.LastOffered()));
      Advance(kMoment);
      victim_->LayerOne(false, wire_.Now());
      break;
    case 15:  // layer 2 lost, T309 runs
      Ringing();
      Do(Command(Kind::kAnswer, ears.LastOffered()));
      Advance(kMoment);
      TakeOver();
      hostile.silent = true;
      Pass(19 * kSecond);
      hostile.silent = false;
      break;
    case 16:  // a channel out of service
    {
      LineCommand service = Command(Kind::kSetService);
      service.channel = kChannel;
      Do(service);
      break;
    }
    case 17:  // all channels but one busy
      for (ChannelIndex channel = 0; channel < kSlots - 1; ++channel) DialIn(channel, false);
      break;
    case 18:  // calls in several states
      Ringing();
      DialIn(kChannel + 1);
      DialOut(kChannel + 2, false);
      Advance(kMoment);
      DialIn(kChannel + 3);
      Do(Command(Kind::kAnswer, ears.LastOffered()));
      Advance(kMoment);
      break;
    case 19:  // RELEASE sent: the far end has cleared
      Ringing();
      DoAtPeer(Clear(peerEars_.Call(0), 16));
      TakeOver();
      Advance(kMoment);
      break;
    default:  // 0, 1: nothing there
      break;
  }
  TakeOver();
}

}  // namespace spillway::test
