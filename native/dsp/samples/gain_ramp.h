// SPDX-License-Identifier: GPL-2.0-or-later
// How does a voice become louder or softer without a click?
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "native/dsp/samples/sample_path.h"
#include "native/dsp/simd/paths.h"

namespace spillway {

/// Samples in which a gain goes from one value to another: 8 ms. A step is heard as a click; so
/// long a curve without corners keeps what it adds within some 200 Hz of the voice, and is too
/// short to be heard as a fade or to cost a syllable. A tick holds a whole one.
constexpr int kRampSamples = 64;

/// Makes samples louder or softer by a factor. A change of it goes along half a wave of a cosine
/// (kRampSamples), from the next sample on. Any number of samples a call, the same bits however
/// they are cut; no thread, clock or allocation.
class GainRamp {
 public:
  explicit GainRamp(float factor = 1, const SamplePath& path = WidestPath<SamplePath>()) noexcept
      : path_(&path), from_(factor), to_(factor) {}

  /// Goes to this factor (0 to SamplePath::kMostFactor) from where it is.
  void Aim(float factor) noexcept;
  /// The factor that it goes to.
  float Target() const noexcept { return to_; }
  /// True when no change is under way.
  bool Steady() const noexcept { return position_ == kRampSamples; }
  /// True when samples pass as they are.
  bool Unity() const noexcept { return Steady() && to_ == 1; }
  /// True when nothing passes.
  bool Silent() const noexcept { return Steady() && to_ == 0; }

  /// `scaled` may be `samples`.
  void Apply(const int16_t* samples, size_t count, int16_t* scaled) noexcept;

 private:
  float Now() const noexcept;

  const SamplePath* path_;
  float from_;
  float to_;
  int position_{kRampSamples};  // in the ramp
};

/// Goes from what was heard to `samples` in the first 8 ms of a frame; where both are the same
/// nothing changes, to the last bit.
void CrossFade(const int16_t* past, int16_t* samples) noexcept;

}  // namespace spillway
