// SPDX-License-Identifier: GPL-2.0-or-later
// What does each command do on the D-channel?
#include "native/line/pri_d_channel.h"
#include "native/line/pri_timers.h"
#include "native/line/q931.h"

namespace spillway {
namespace {

/// The causes with which libpri refuses a SETUP at once, by RELEASE COMPLETE. It drops a hang-up
/// with any other, silently, as long as nothing was sent that says that we have the call.
bool RefusesAtOnce(uint8_t cause) noexcept {
  switch (cause) {
    case q931::kUnallocated:
    case q931::kNoCircuit:
    case q931::kChannelNotAvailable:
    case q931::kNoSuchChannel:
    case q931::kIncompatibleDestination:
      return true;
    default:
      return false;
  }
}

}  // namespace

void PriDChannel::Execute(const LineCommand& command, int64_t now) noexcept {
  Enter(now);
  using Kind = LineCommand::Kind;
  if (command.kind == Kind::kDial) return Dial(command);
  if (command.kind == Kind::kRestart) {
    const int slot = SlotOf(command.channel);
    Forget(channels_.Owner(slot), false);
    return Restart(slot);
  }
  if (command.kind == Kind::kAudit) return Audit(command.operation);
  if (command.kind == Kind::kSetService) return SetService(SlotOf(command.channel), command.on);

  const auto it = calls_.find(command.call);
  if (it == calls_.end()) return;  // already over; `cleared` is on its way
  PriCall& call = it->second;
  switch (command.kind) {
    case Kind::kNumberComplete:
      if (call.state == State::kCollecting) Offer(call);
      return;
    case Kind::kProceed:
      return Proceed(call);
    case Kind::kAlert:
      return Alert(call, command.inBand);
    case Kind::kProgress:
      return Progress(call, command);
    case Kind::kAnswer:
      return Answer(call);
    case Kind::kClear:
      return Clear(call, command.cause);
    default:
      return;
  }
}

void PriDChannel::Dial(const LineCommand& command) noexcept {
  if (command.call == kNoCall || command.call % 2 != 0 || Knows(command.call)) return;
  if (!up_) return Refuse(command, q931::kTemporaryFailure);
  const int slot = SlotOf(command.channel);
  if (!channels_.Free(slot)) return Refuse(command, q931::kChannelNotAvailable);
  PriCall call;
  call.peer = link_.Setup(command, slot);
  if (!call.peer) return Refuse(command, q931::kTemporaryFailure);
  call.handle = command.call;
  call.reference = link_.Reference(call.peer);
  call.dialledAt = now_;
  call.deadline = now_ + 2 * kT303Ns - kBeforeLibpriNs;
  call.slot = slot;
  call.state = State::kDialling;
  call.exclusive = command.exclusive;
  call.told = true;
  TakeSlot(slot, call.handle);
  calls_.emplace(call.handle, call);
}

/// A call that never reached the wire is cleared at once.
void PriDChannel::Refuse(const LineCommand& dial, uint8_t cause) noexcept {
  ClearedFact fact;
  fact.channel = dial.channel;
  fact.call = dial.call;
  fact.cause = cause;
  Tell(fact);
}

/// CALL PROCEEDING, once; it also fixes the channel.
void PriDChannel::Proceed(PriCall& call) noexcept {
  if (call.state != State::kOffered) return;
  link_.Proceeding(call.peer, call.slot);
  call.state = State::kAccepted;
  call.deadline = INT64_MAX;
}

void PriDChannel::Progress(PriCall& call, const LineCommand& command) noexcept {
  Proceed(call);
  // libpri knows no other progress description for PROGRESS than 8, in-band.
  if (call.state == State::kAccepted && command.inBand)
    link_.Progress(call.peer, call.slot, command.cause & 0x7F);
}

void PriDChannel::Alert(PriCall& call, bool inBand) noexcept {
  Proceed(call);
  if (call.state == State::kAccepted) link_.Alerting(call.peer, call.slot, inBand);
}

void PriDChannel::Answer(PriCall& call) noexcept {
  if (call.state != State::kOffered && call.state != State::kAccepted) return;
  call.deadline = now_ + kT313Ns - kBeforeLibpriNs;
  link_.Connect(call.peer, call.slot);
  call.state = State::kAnswering;
  // Q.931 5.2.8: the network's CONNECT connects; the user need not acknowledge it.
  if (options_.role == DChannelOptions::Role::kNetwork) Acknowledged(call.peer);
}

void PriDChannel::Clear(PriCall& call, uint8_t cause) noexcept {
  if (call.state == State::kClearing) return;
  cause &= 0x7F;
  if (cause == 0) cause = q931::kNormalClearing;
  if (!RefusesAtOnce(cause) && !call.acknowledged) Proceed(call);
  BeginClearing(call, cause, false);
  link_.HangUp(call.peer, cause);
  Sweep(cause, false);
}

/// T303 has ended for the second time: Q.931 table 9-2 wants RELEASE COMPLETE 102. libpri would
/// send nothing. It sends RELEASE COMPLETE for the cause below; `Sending` puts the right one into
/// it.
void PriDChannel::ClearUnanswered(PriCall& call) noexcept {
  BeginClearing(call, q931::kTimerExpired, false);
  link_.HangUp(call.peer, q931::kNoCircuit);
  Sweep(q931::kTimerExpired, false);
}

}  // namespace spillway
