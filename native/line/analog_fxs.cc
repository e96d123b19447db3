// SPDX-License-Identifier: GPL-2.0-or-later
// Which opening of the loop is bounce, which a pulse, a flash or the end, and when is the next
// ring?
#include "native/line/analog_fxs.h"

#include <algorithm>
#include <climits>
#include <utility>

namespace spillway {

template <typename Fact>
void FxsPort::Tell(Fact fact, int64_t now) noexcept {
  fact.channel = channel_;
  fact.at = now / 1e6;
  sink_->Tell(fact);
}

void FxsPort::Loop(bool closed, int64_t now) noexcept {
  Run(now);  // what was due before this edge
  switch (hook_) {
    case Hook::kOn:
      if (!closed) return;
      hook_ = Hook::kLifting;
      liftedAt_ = now;
      return;
    case Hook::kLifting:
      if (!closed) hook_ = Hook::kOn;
      return;
    case Hook::kOff:
      if (closed) return;
      hook_ = Hook::kOpen;
      openedAt_ = now;
      return;
    case Hook::kOpen:
      if (closed) Closed(now);
      return;
  }
}

/// The loop was closed again after an opening.
void FxsPort::Closed(int64_t now) noexcept {
  hook_ = Hook::kOff;
  const int64_t open = now - openedAt_;
  if (open < options_.pulseMinimumNs) return;
  const bool settled = openedAt_ - liftedAt_ >= options_.pulseSettleNs;
  if (settled && open <= options_.pulseMaximumNs) {
    if (pulses_ == 0) digitBeganAt_ = openedAt_;
    ++pulses_;
    closedAt_ = now;
    return;
  }
  if (open >= options_.flashMinimumNs) Tell(FlashFact{}, now);
}

void FxsPort::Lifted(int64_t now) noexcept {
  hook_ = Hook::kOff;
  pulses_ = 0;
  StopRinging();
  board_->Carry(channel_, true);
  Tell(OffHookFact{}, now);
}

void FxsPort::Dropped(int64_t now) noexcept {
  hook_ = Hook::kOn;
  pulses_ = 0;
  board_->Carry(channel_, false);
  Tell(OnHookFact{}, now);
}

/// The dial stood still: one pulse is 1, ten are 0.
void FxsPort::DigitComplete(int64_t now) noexcept {
  DigitFact fact;
  fact.digit = pulses_ <= 10 ? static_cast<char>('0' + pulses_ % 10) : '\0';
  fact.source = DigitSource::kPulse;
  fact.startedAt = digitBeganAt_ / 1e6;
  fact.durationMs = (closedAt_ - digitBeganAt_) / 1e6;
  pulses_ = 0;
  if (fact.digit) Tell(fact, now);
}

void FxsPort::Ring(int64_t now) noexcept {
  if (hook_ != Hook::kOn || ringing_) return;
  ringing_ = true;
  told_ = false;
  ringStep_ = 0;
  BeginRinging(now);
  RunRinging(now);
}

void FxsPort::BeginRinging(int64_t now) noexcept {
  const int64_t at = bank_->Begin(place_, now);
  waiting_ = at < 0;
  ringStepAt_ = waiting_ ? now + bank_->Cadence().Loaded() : at;
}

void FxsPort::StopRinging() noexcept {
  if (!ringing_) return;
  if (ringStep_ % 2 == 1) board_->Act(channel_, LineAction::kRingOff);
  bank_->End(place_);
  ringing_ = false;
}

void FxsPort::RunRinging(int64_t now) noexcept {
  const RingCadence& cadence = bank_->Cadence();
  while (ringing_ && now >= ringStepAt_) {
    if (waiting_) {
      BeginRinging(ringStepAt_);
      continue;
    }
    const bool on = ringStep_ % 2 == 0;
    board_->Act(channel_, on ? LineAction::kRing : LineAction::kRingOff);
    if (on && !std::exchange(told_, true)) Tell(RingStartedFact{}, ringStepAt_);
    ringStepAt_ += cadence.stepNs[ringStep_];
    ringStep_ = (ringStep_ + 1) % cadence.count;
  }
}

void FxsPort::Polarity(bool reversed) noexcept {
  board_->Act(channel_, reversed ? LineAction::kReversePolarity : LineAction::kNormalPolarity);
}

void FxsPort::Lamp(bool on) noexcept {
  board_->Act(channel_, on ? LineAction::kLampOn : LineAction::kLampOff);
}

void FxsPort::Battery(bool present) noexcept {
  board_->Act(channel_, present ? LineAction::kBatteryOn : LineAction::kBatteryOff);
}

void FxsPort::Powered(bool present, int64_t now) noexcept {
  if (std::exchange(powered_, present) == present) return;
  BatteryFact fact;
  fact.present = present;
  Tell(fact, now);
}

void FxsPort::OpenOnHook() noexcept {
  if (hook_ == Hook::kOn) board_->Act(channel_, LineAction::kOnHookTransfer);
}

void FxsPort::TellHook(OperationId operation, int64_t now) noexcept {
  HookStateFact fact;
  fact.operation = operation;
  fact.offHook = hook_ == Hook::kOff || hook_ == Hook::kOpen;
  Tell(fact, now);
}

void FxsPort::Run(int64_t now) noexcept {
  if (hook_ == Hook::kLifting && now - liftedAt_ >= options_.offHookNs) Lifted(now);
  if (hook_ == Hook::kOpen && now - openedAt_ > options_.flashMaximumNs) Dropped(now);
  if (hook_ == Hook::kOff && pulses_ > 0 && now - closedAt_ >= options_.digitGapNs)
    DigitComplete(now);
  RunRinging(now);
}

int64_t FxsPort::Deadline() const noexcept {
  int64_t deadline = ringing_ ? ringStepAt_ : INT64_MAX;
  if (hook_ == Hook::kLifting) deadline = std::min(deadline, liftedAt_ + options_.offHookNs);
  if (hook_ == Hook::kOpen) deadline = std::min(deadline, openedAt_ + options_.flashMaximumNs + 1);
  if (hook_ == Hook::kOff && pulses_ > 0)
    deadline = std::min(deadline, closedAt_ + options_.digitGapNs);
  return deadline;
}

}  // namespace spillway
