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
  Tell(fact);
}

void PriDChannel::RestartAll() noexcept {
  for (int slot = 1; slot <= kSlots; ++slot) Restart(slot);
}

/// Queues a channel for RESTART; until it is acknowledged no call can be on it.
void PriDChannel::Restart(int slot) noexcept {
  if (!channels_.Exists(slot) || restarts_.Has(slot)) return;
  restarts_.Remove(slot);
  restarts_.Add(slot);
  TellService(slot, ServiceState::kRestarting);
  RunRestarts();
}

/// A call has ended while layer 2 was down: the far end could not be told and may still have it. A
/// RESTART clears the channel there as soon as layer 2 is back.
void PriDChannel::Doubt(int slot) noexcept {
  if (up_ || !options_.restartAtStart) return;
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
  const auto due = restarts_.Retry(now_);
  for (int slot = 1; slot <= kSlots; ++slot)
    if (due.test(slot)) Restart(slot);
  const int next = restarts_.Next(now_);
  if (next != kNoSlot) link_.Restart(next);
}

void PriDChannel::RestartAcknowledged(int channel) noexcept {
  const int slot = channel & 0xFF;
  if (channel <= 0 || slot != restarts_.Current()) return;
  restarts_.Remove(slot);
  TellService(slot, ServiceState::kInService);
  RunRestarts();
}

/// The far end forgot what it had on the channel (or, without a channel, on all). libpri
/// acknowledges; the calls are ours to forget.
void PriDChannel::FarEndRestarted(int channel) noexcept {
  const int slot = channel & 0xFF;
  if (channel > 0 && slot != 0xFF) return Forget(channels_.Owner(slot), true);
  while (!calls_.empty()) Forget(calls_.begin()->first, true);
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
