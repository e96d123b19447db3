// SPDX-License-Identifier: GPL-2.0-or-later
// Which sounds and times make the tones of a plan, and which thresholds find them?
#pragma once

#include <array>
#include <cstdint>

#include "native/dsp/tone/tone_lanes.h"
#include "native/dsp/tone/tone_plan.h"

namespace spillway {

/// One step of a cadence as it is judged. Times in samples.
struct TimedStep {
  static constexpr uint64_t kEndless = UINT64_MAX / 2;

  int sound;       // place in the tuning's sounds and 1; 0: a pause
  uint64_t least;  // 0 of a pause that may be too short to be heard
  uint64_t most;   // kEndless where it may last for ever
  uint64_t sure;   // of the last step: from here on it counts as whole
};

/// One tone as it is judged. Sounds and pauses take turns, a sound first; a pause that the plan
/// does not have lasts from nothing to what is not heard.
struct TimedTone {
  ToneKind kind;
  int stepCount;
  std::array<TimedStep, 2 * PlannedTone::kMostSteps> steps;
  int repeatFrom;  // -1: it sounds once
  int cadences;
};

/// The tones of a plan.
struct TimedTones {
  std::array<TimedTone, TonePlan::kMostTones> tones;
  int count{0};
};

/// The sounds of a plan, as the filters hear them.
ToneTuning TuneTones(const TonePlan& plan) noexcept;
/// The cadences of a plan; sounds are numbered as TuneTones numbers them.
TimedTones TimeTones(const TonePlan& plan) noexcept;

}  // namespace spillway
