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
  fact.state = state;
  Tell(fact);
}

void PriDChannel::RestartAll() noexcept {
  for (int slot = 1; slot <= kSlots; ++slot) Restart(slot);
}

/// Queues a channel for RESTART; until it is acknowledged no call can be on it.
void PriDChannel::Restart(int slot) noexcept {
  if (!BChannels::Exists(slot) || restarts_.Has(slot)) return;
  restarts_.Remove(slot);
  restarts_.Add(slot);
  TellService(slot, ServiceState::kRestarting);
  RunRestarts();
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

/// Out of service: a call that is there goes on, no other comes. In service again: at once, unless
/// a RESTART is still under way.
void PriDChannel::SetService(int slot, bool on) noexcept {
  if (!BChannels::Exists(slot)) return;
  if (on) {
    if (channels_.Service(slot) == ServiceState::kOutOfService && !restarts_.Has(slot)) {
      restarts_.Remove(slot);
      TellService(slot, ServiceState::kInService);
    }
    return;
  }
  if (channels_.Service(slot) == ServiceState::kOutOfService) return;
  restarts_.Remove(slot);
  TellService(slot, ServiceState::kOutOfService);
  RunRestarts();
}

}  // namespace spillway
