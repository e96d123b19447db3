// SPDX-License-Identifier: GPL-2.0-or-later
// What does each event of libpri mean for the call?
#include <algorithm>

#include "native/line/pri_d_channel.h"
#include "native/line/pri_timers.h"
#include "native/line/q931.h"

namespace spillway {
namespace {

bool InBand(int progressMask) noexcept { return (progressMask & PRI_PROG_INBAND_AVAILABLE) != 0; }

/// What the far end gave; 16 where it gave none.
uint8_t Q850(int cause) noexcept {
  return cause > 0 && cause < 128 ? static_cast<uint8_t>(cause) : q931::kNormalClearing;
}

/// What to tell when libpri's own timer ended the call. Its causes there speak of the called
/// telephone, which is not to blame: 18 is T303 (the far end is silent), 27 the loss of layer 2.
uint8_t OwnCause(int cause) noexcept {
  return cause == q931::kDestinationOutOfOrder ? q931::kTemporaryFailure : q931::kTimerExpired;
}

}  // namespace

void PriDChannel::Happened(const pri_event& event, PriSource source) noexcept {
  switch (event.e) {
    case PRI_EVENT_DCHAN_UP:
      return Up();
    case PRI_EVENT_DCHAN_DOWN:
      return Down();
    case PRI_EVENT_CONFIG_ERR:
      return Complained(event.err.err);
    case PRI_EVENT_RESTART:
      return FarEndRestarted(event.restart.channel);
    case PRI_EVENT_RESTART_ACK:
      return RestartAcknowledged(event.restartack.channel);
    case PRI_EVENT_RING:
      return Offered(event.ring);
    case PRI_EVENT_INFO_RECEIVED:
      return Digits(event.ring.call, nullptr, event.ring.complete != 0);
    case PRI_EVENT_KEYPAD_DIGIT:
      return Digits(event.digit.call, event.digit.digits, false);
    case PRI_EVENT_SETUP_ACK:
      if (PriCall* call = Find(event.setup_ack.call))
        if (Responded(*call, event.setup_ack.channel)) call->deadline = now_ + T304(options_.role);
      return;
    case PRI_EVENT_PROCEEDING:
      return Proceeded(event.proceeding);
    case PRI_EVENT_PROGRESS:
      return Progressed(event.proceeding);
    case PRI_EVENT_RINGING:
      return Alerted(event.ringing);
    case PRI_EVENT_ANSWER:
      return Answered(event.answer);
    case PRI_EVENT_CONNECT_ACK:
      return Acknowledged(event.connect_ack.call);
    case PRI_EVENT_HANGUP_REQ:
      return Disconnected(event.hangup);
    case PRI_EVENT_HANGUP:
    case PRI_EVENT_HANGUP_ACK:
      return Released(event.hangup, source);
    default:
      return;  // services that this box does not use
  }
}

void PriDChannel::Complained(const char* text) noexcept { errors_.Count(text, now_); }

void PriDChannel::Sending(const SentMessage& message) noexcept {
  PriCall* call = FindReference(message.reference);
  if (!call) return;
  // With any cause in its record libpri ends the call when T303 does first, without a word.
  const bool unanswered = call->state == State::kDialling && !call->responded;
  if (unanswered && message.type == q931::kStatus)
    call->deadline = std::min(call->deadline, NextT303(call->dialledAt, now_));
  // libpri has causes of its own for some timers, and insists on 96 after a message that it
  // refused.
  const bool ours = call->state == State::kClearing && !call->remote;
  const bool clears = message.type == q931::kDisconnect || message.type == q931::kRelease ||
                      message.type == q931::kReleaseComplete;
  if (ours && clears && message.cause) *message.cause = static_cast<uint8_t>(0x80 | call->cause);
}

void PriDChannel::Up() noexcept {
  if (up_) return;
  up_ = true;
  upAt_ = now_;
  DChannelUpFact fact;
  fact.span = options_.span;
  Tell(fact);
  if (!everUp_ && options_.restartAtStart) RestartAll();
  everUp_ = true;
  RunRestarts();
}

void PriDChannel::Down() noexcept {
  if (!up_) return;
  up_ = false;
  restarts_.Interrupt();
  DChannelDownFact fact;
  fact.span = options_.span;
  Tell(fact);
}

/// A first response fixes the channel of a dialled call (Q.931 5.1.2.1). False: the call could not
/// be on it and is being cleared.
bool PriDChannel::Responded(PriCall& call, int channel) noexcept {
  if (!call.Dialled() || call.state == State::kClearing) return false;
  call.responded = true;
  call.deadline = INT64_MAX;
  const int slot = channel > 0 ? channel & 0xFF : call.slot;
  if (slot == call.slot && slot != kNoSlot) return true;
  if (call.exclusive || !channels_.Exists(slot) || channels_.Owner(slot) != kNoCall) {
    Clear(call, q931::kChannelUnacceptable);
    return false;
  }
  ReleaseSlot(call.slot, call.handle);
  TakeSlot(slot, call.handle);
  call.slot = slot;
  return true;
}

void PriDChannel::Proceeded(const pri_event_proceeding& event) noexcept {
  PriCall* call = Find(event.call);
  if (!call || !Responded(*call, event.channel)) return;
  Tell(About<ProceedingFact>(*call));
  if (!InBand(event.progressmask)) return;
  auto progress = About<ProgressFact>(*call);
  progress.inBand = true;
  Tell(progress);
}

void PriDChannel::Progressed(const pri_event_proceeding& event) noexcept {
  PriCall* call = Find(event.call);
  if (!call || !Responded(*call, event.channel)) return;
  auto fact = About<ProgressFact>(*call);
  fact.inBand = InBand(event.progressmask);
  fact.cause = event.cause > 0 ? event.cause : 0;
  Tell(fact);
}

void PriDChannel::Alerted(const pri_event_ringing& event) noexcept {
  PriCall* call = Find(event.call);
  if (!call || !Responded(*call, event.channel)) return;
  auto fact = About<AlertingFact>(*call);
  fact.inBand = InBand(event.progressmask);
  Tell(fact);
}

void PriDChannel::Answered(const pri_event_answer& event) noexcept {
  PriCall* call = Find(event.call);
  if (!call || call->state != State::kDialling || !Responded(*call, event.channel)) return;
  link_.ConnectAcknowledge(call->peer);
  call->state = State::kConnected;
  Tell(About<AnsweredFact>(*call));
}

void PriDChannel::Acknowledged(const q931_call* peer) noexcept {
  PriCall* call = Find(peer);
  if (!call || call->state != State::kAnswering) return;
  call->state = State::kConnected;
  call->deadline = INT64_MAX;
  Tell(About<AnsweredFact>(*call));
}

/// DISCONNECT: we answer RELEASE, and the call is over with RELEASE COMPLETE.
void PriDChannel::Disconnected(const pri_event_hangup& event) noexcept {
  PriCall* call = Find(event.call);
  if (!call) return;
  if (call->state != State::kClearing) BeginClearing(*call, Q850(event.cause), true);
  link_.HangUp(call->peer, call->cause);
  Sweep(call->cause, true);
}

/// RELEASE, RELEASE COMPLETE or a timer's end: the call is over.
void PriDChannel::Released(const pri_event_hangup& event, PriSource source) noexcept {
  PriCall* call = Find(event.call);
  if (!call) return;
  if (call->state != State::kClearing) {
    call->state = State::kClearing;
    call->remote = source == PriSource::kFrame;
    call->cause = call->remote ? Q850(event.cause) : OwnCause(event.cause);
  } else if (source == PriSource::kTimer) {
    call->unreleased = true;  // T308 has ended twice
  }
  // HANGUP ACK: libpri has freed it. HANGUP: it waits for us, to send RELEASE COMPLETE or to free.
  if (event.e == PRI_EVENT_HANGUP) link_.HangUp(call->peer, call->cause);
  Finish(call->handle);
}

}  // namespace spillway
