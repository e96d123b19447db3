// SPDX-License-Identifier: GPL-2.0-or-later
// Which sounds, one frequency or two, does a plan have?
#pragma once

#include <array>

#include "native/dsp/tone/tone_lanes.h"
#include "native/dsp/tone/tone_plan.h"

namespace spillway {

/// One sound of a plan. `hertz2` is 0 or above `hertz1`.
struct PlannedSound {
  int hertz1;
  int hertz2;
  double deviation1;  // hertz that it may be off
  double deviation2;
};

/// The sounds of a plan, each once, single frequencies first.
class PlannedSounds {
 public:
  /// Those of a plan. One that is too full leaves sounds out; see Fit.
  explicit PlannedSounds(const TonePlan& plan) noexcept;

  int Count() const noexcept { return count_; }
  const PlannedSound& operator[](int i) const noexcept { return sounds_[i]; }
  /// Place of a step's sound and 1; 0: a pause.
  int Find(const ToneStep& step) const noexcept;
  /// Whether all sounds are here, and as many frequencies and probes as the lanes have room for.
  bool Fit() const noexcept { return fit_; }

 private:
  void Take(const PlannedTone& tone, bool pairs) noexcept;
  void Put(const PlannedSound& sound) noexcept;
  bool HasRoom() const noexcept;

  std::array<PlannedSound, kMostSounds> sounds_{};
  int count_{0};
  bool fit_{true};
};

}  // namespace spillway
