// SPDX-License-Identifier: GPL-2.0-or-later
// What does a dial tone, ringback, busy or congestion tone sound like?
#include "native/dsp/tone_generator.h"

#include <algorithm>
#include <cmath>

#include "native/dsp/gain.h"

namespace spillway {

void ToneGenerator::Start(const Step* steps, int count, int repeatFrom, double levelDbm0) noexcept {
  stepCount_ = std::clamp(count, 0, kMaximumSteps);
  std::copy_n(steps, stepCount_, steps_.begin());
  repeatFrom_ = repeatFrom < stepCount_ ? repeatFrom : -1;
  peak_ = PeakOfDbm0(levelDbm0);
  first_ = Oscillator{};
  second_ = Oscillator{};
  if (stepCount_ > 0) Enter(0);
}

void ToneGenerator::Enter(int step) noexcept {
  step_ = step;
  left_ = steps_[step].sampleCount;
  first_.SetFrequency(steps_[step].hertz1);
  second_.SetFrequency(steps_[step].hertz2);
}

void ToneGenerator::Advance() noexcept {
  if (step_ + 1 < stepCount_) return Enter(step_ + 1);
  if (repeatFrom_ >= 0) return Enter(repeatFrom_);
  stepCount_ = 0;
}

size_t ToneGenerator::Generate(int16_t* samples, size_t count) noexcept {
  size_t done = 0;
  while (done < count && stepCount_ > 0) {
    const bool endless = steps_[step_].sampleCount == 0;
    const size_t run = endless ? count - done : std::min<size_t>(left_, count - done);
    for (size_t i = 0; i < run; ++i) {
      const double value = peak_ * (first_.Next() + second_.Next());
      samples[done + i] = Saturate(static_cast<int32_t>(std::lrint(value)));
    }
    done += run;
    if (endless) break;
    left_ -= static_cast<uint32_t>(run);
    if (left_ == 0) Advance();
  }
  first_.Normalise();
  second_.Normalise();
  return done;
}

}  // namespace spillway
