// SPDX-License-Identifier: GPL-2.0-or-later
// Which B-channels are in service? RESTART by us, RESTART by the far end, and taking out by hand.
#include "native/line/pri_d_channel.h"
#include "native/line/q931.h"

namespace spillway {

void PriDChannel::TellService(int slot, ServiceState state) noexcept {
  channels_.SetService(slot, state);
  ServiceStateFact fact;
  fact.channel = ChannelOf(slot);
  fact.span = options_.span;
  fact.state = channels_.Service(slot);
  fact.unacknowledged = channels_.OnTheWire(slot) == ServiceState::kOutOfService;
  Tell(fact);
}

void PriDChannel::RestartAll() noexcept {
  for (int slot = 1; slot <= kSlots; ++slot) Restart(slot);
}

/// Queues a channel for RESTART; until it is acknowledged no call can be on it.
void PriDChannel::Restart(int slot) noexcept {
  if (!channels_.Exists(slot) || restarts_.Has(slot)) return;
  restarts_.Add(slot, now_);
  TellService(slot, ServiceState::kRestarting);
  RunRestarts();
}

/// The far end may still have the call that has ended here: layer 2 was down, or it did not answer
/// RELEASE. A RESTART clears the channel there (Q.931 5.5), as soon as layer 2 is up.
void PriDChannel::Doubt(int slot) noexcept {
  if (!options_.restartAtStart) return;
  if (channels_.OnTheWire(slot) == ServiceState::kInService) Restart(slot);
}

void PriDChannel::RunRestarts() noexcept {
  if (!up_) return;
  if (restarts_.Expired(now_)) {
    const int again = restarts_.Again(now_);
    if (again != kNoSlot) return link_.Restart(again);
    TellService(restarts_.GiveUp(now_), ServiceState::kOutOfService);
    errors_.Count("RESTART was not acknowledged", now_);
  }
  // Until one is acknowledged it stays out of service, as it was told.
  const auto due = restarts_.Retry(now_);
  for (int slot = 1; slot <= kSlots; ++slot)
    if (due.test(slot)) restarts_.Add(slot, now_);
  const int next = restarts_.Next(now_);
  if (next != kNoSlot) link_.Restart(next);
}

void PriDChannel::RestartAcknowledged(int channel) noexcept {
  const int slot = channel & 0xFF;
  if (channel <= 0 || !channels_.Exists(slot) || !restarts_.Acknowledged(slot)) return;
  TellService(slot, ServiceState::kInService);
  RunRestarts();
}

/// STATUS to our RESTART: an exchange that has no such message has no calls to clear by it either.
void PriDChannel::RestartRefused(uint8_t cause) noexcept {
  if (cause != q931::kMessageTypeUnknown && cause != q931::kMessageUnknownOrUnexpected) return;
  RestartAcknowledged(restarts_.Current());
}

/// The far end puts a call on a channel whose RESTART it has not acknowledged for so long that it
/// never will: then it holds no other call there.
bool PriDChannel::TakeIntoService(int slot) noexcept {
  if (!channels_.Exists(slot) || channels_.Owner(slot) != kNoCall || channels_.BusiedOut(slot))
    return false;
  if (!restarts_.Overdue(slot, now_, options_.restartLimitNs)) return false;
  restarts_.Remove(slot);
  TellService(slot, ServiceState::kInService);
  return true;
}

/// The far end forgot what it had on the channel (or, without a channel, on all). libpri
/// acknowledges; the calls are ours to forget. What it has restarted itself serves, though it left
/// our RESTART unanswered.
void PriDChannel::FarEndRestarted(int channel) noexcept {
  const int slot = channel & 0xFF;
  const bool one = channel > 0 && slot != 0xFF;
  if (one) Forget(channels_.Owner(slot), true);
  while (!one && !calls_.empty()) Forget(calls_.begin()->first, true);
  for (int each = 1; each <= kSlots; ++each)
    if ((!one || each == slot) && restarts_.GivenUp(each)) RestartAcknowledged(each);
}

/// Ends a call without a message: RESTART speaks for it.
void PriDChannel::Forget(CallHandle handle, bool remote) noexcept {
  const auto it = calls_.find(handle);
  if (it == calls_.end()) return;
  PriCall& call = it->second;
  if (call.state != State::kClearing) {
    call.cause = q931::kTemporaryFailure;
    call.remote = remote;
  }
  link_.Destroy(call.peer);
  Finish(handle);
}

/// Busied out: a call that is there goes on, no other comes; a RESTART that is due is sent all the
/// same. Back again: at once, unless its RESTART is still under way; one that was never
/// acknowledged is tried again.
void PriDChannel::SetService(int slot, bool on) noexcept {
  if (!channels_.Exists(slot)) return;
  const ServiceState before = channels_.Service(slot);
  const bool wasOut = channels_.BusiedOut(slot);
  channels_.BusyOut(slot, !on);
  const ServiceState after = channels_.Service(slot);
  if (after != before) TellService(slot, channels_.OnTheWire(slot));
  if (on && !wasOut && after == ServiceState::kOutOfService) Restart(slot);
}

/// Facts may have been lost on their way: says again what stands.
void PriDChannel::Audit(OperationId operation) noexcept {
  AuditedFact audited;
  for (int slot = 1; slot <= kSlots; ++slot)
    if (channels_.Exists(slot) && channels_.Service(slot) == ServiceState::kInService)
      audited.inService |= 1u << slot;
  for (const auto& [handle, call] : calls_) {
    if (!call.told) continue;
    auto fact = About<CallUpFact>(call);
    fact.operation = operation;
    fact.span = options_.span;
    Tell(fact);
    ++audited.calls;
  }
  audited.operation = operation;
  audited.span = options_.span;
  audited.dChannelUp = up_;
  Tell(audited);
}

}  // namespace spillway
