// SPDX-License-Identifier: GPL-2.0-or-later
// How does a voice become louder or softer without a click?
#include "native/dsp/samples/gain_ramp.h"

#include <algorithm>
#include <cmath>

namespace spillway {
namespace {

/// How much of the change is done at each sample of a ramp: 0 before the first, 1 behind the last.
struct RampShape {
  std::array<float, kRampSamples> done;

  RampShape() noexcept {
    for (int i = 0; i < kRampSamples; ++i) {
      done[i] = static_cast<float>((1 - std::cos(M_PI * (i + 1) / (kRampSamples + 1))) / 2);
    }
  }
};

const RampShape kShape;

}  // namespace

float GainRamp::Now() const noexcept {
  if (Steady()) return to_;
  return position_ == 0 ? from_ : from_ + (to_ - from_) * kShape.done[position_ - 1];
}

void GainRamp::Aim(float factor) noexcept {
  if (factor == to_) return;
  from_ = Now();
  to_ = factor;
  position_ = 0;
}

void GainRamp::Apply(const int16_t* samples, size_t count, int16_t* scaled) noexcept {
  const size_t ramp = std::min<size_t>(count, kRampSamples - position_);
  if (ramp > 0) {
    path_->fade(samples, ramp, from_, to_ - from_, &kShape.done[position_], scaled);
    position_ += static_cast<int>(ramp);
  }
  if (count > ramp) path_->scale(samples + ramp, count - ramp, to_, scaled + ramp);
}

void CrossFade(const int16_t* past, int16_t* samples) noexcept {
  for (int i = 0; i < kRampSamples; ++i) {
    const auto apart = static_cast<float>(past[i] - samples[i]);
    const float left = apart * (1 - kShape.done[i]);
    samples[i] =
        static_cast<int16_t>(samples[i] + static_cast<int>(left + (left < 0 ? -0.5f : 0.5f)));
  }
}

}  // namespace spillway
