// SPDX-License-Identifier: GPL-2.0-or-later
// What is the time of a fact? Ticks, and the clock where the board's ticks are not as long as ours.
#include <cmath>

#include "native/media/media_engine.h"

namespace spillway {
namespace {

constexpr double kToleratedMs = 40;    // a tick that begins late is no other time
constexpr double kStoodStillMs = 100;  // more than the engine makes up for: the board lost time
constexpr double kSlewMs = 0.1;        // a tick: 5,000 ppm, more than any card is off

}  // namespace

void MediaEngine::Skip(int ticks) noexcept {
  tick_ += ticks;
  Shift(ticks * kTickMilliseconds);
  Publish();
}

void MediaEngine::Follow(double engineMs) noexcept {
  const double behind = engineMs - Now();
  if (behind > kStoodStillMs) {
    clockAhead_ += behind;
    Shift(behind);
  } else if (std::abs(behind) > kToleratedMs) {
    clockAhead_ += std::copysign(kSlewMs, behind);
  }
  Publish();
}

/// Detectors and listeners count samples; the time of their first one moves.
void MediaEngine::Shift(double milliseconds) noexcept {
  digits_.Skip(milliseconds);
  tones_.Skip(milliseconds);
  speech_.Skip(milliseconds);
  listens_.Skip(milliseconds);
}

void MediaEngine::Publish() noexcept {
  facts_.SetNow(Now());
  disk_->tick.store(tick_, std::memory_order_relaxed);
  disk_->now.store(Now(), std::memory_order_relaxed);
}

}  // namespace spillway
