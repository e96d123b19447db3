// SPDX-License-Identifier: GPL-2.0-or-later
// When has ringing at an FXO port begun, when has it ended, and when has the exchange hung up?
#include "native/line/analog_fxo.h"

#include <climits>

namespace spillway {

void FxoPort::Ringing(bool on, int64_t now) noexcept {
  Run(now);
  if (offHook_ || on == voltage_) return;
  voltage_ = on;
  RingVoltageFact edge;
  edge.channel = channel_;
  edge.at = now / 1e6;
  edge.on = on;
  sink_->Tell(edge);
  if (!on) {
    quietSince_ = now;
    return;
  }
  if (ringing_) return;  // the next burst of the same ringing
  ringing_ = true;
  RingStartedFact fact;
  fact.channel = channel_;
  fact.at = now / 1e6;
  sink_->Tell(fact);
}

void FxoPort::Stopped(int64_t now) noexcept {
  if (!ringing_) return;
  ringing_ = false;
  RingStoppedFact fact;
  fact.channel = channel_;
  fact.at = now / 1e6;
  sink_->Tell(fact);
}

void FxoPort::Dropped(int64_t now) noexcept {
  if (!offHook_) return;
  OnHookFact fact;
  fact.channel = channel_;
  fact.at = now / 1e6;
  sink_->Tell(fact);
}

void FxoPort::PolarityReversed(bool reversed, int64_t now) noexcept {
  PolarityFact fact;
  fact.channel = channel_;
  fact.at = now / 1e6;
  fact.reversed = reversed;
  sink_->Tell(fact);
}

void FxoPort::Lit(bool on, int64_t now) noexcept {
  LampFact fact;
  fact.channel = channel_;
  fact.at = now / 1e6;
  fact.on = on;
  sink_->Tell(fact);
}

void FxoPort::Battery(bool present, int64_t now) noexcept {
  if (present == battery_) return;
  battery_ = present;
  BatteryFact fact;
  fact.channel = channel_;
  fact.at = now / 1e6;
  fact.present = present;
  sink_->Tell(fact);
}

void FxoPort::Short(bool on) noexcept {
  board_->Act(channel_, on ? LineAction::kBatteryOff : LineAction::kBatteryOn);
}

void FxoPort::Hook(bool off, int64_t now) noexcept {
  board_->Act(channel_, off ? LineAction::kOffHook : LineAction::kOnHook);
  if (off != offHook_) board_->Carry(channel_, off);
  offHook_ = off;
  if (!off) return;
  voltage_ = false;
  Stopped(now);
}

void FxoPort::Flash() noexcept {
  if (offHook_) board_->Act(channel_, LineAction::kFlash);
}

void FxoPort::Run(int64_t now) noexcept {
  if (ringing_ && !voltage_ && now - quietSince_ > options_.ringGapNs) Stopped(now);
}

int64_t FxoPort::Deadline() const noexcept {
  return ringing_ && !voltage_ ? quietSince_ + options_.ringGapNs + 1 : INT64_MAX;
}

}  // namespace spillway
