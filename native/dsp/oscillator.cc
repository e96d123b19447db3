// SPDX-License-Identifier: GPL-2.0-or-later
// Where does a sine come from?
#include "native/dsp/oscillator.h"

#include <cmath>

#include "native/dsp/gain.h"

namespace spillway {

void Oscillator::SetFrequency(double hertz) noexcept {
  if (hertz <= 0) {
    *this = Oscillator{};
    return;
  }
  const double radians = 2 * M_PI * hertz / kSampleRate;
  stepReal_ = std::cos(radians);
  stepImaginary_ = std::sin(radians);
}

void Oscillator::Normalise() noexcept {
  // One Newton step towards 1/length is exact enough so near to 1.
  const double correction = 1.5 - 0.5 * (real_ * real_ + imaginary_ * imaginary_);
  real_ *= correction;
  imaginary_ *= correction;
}

}  // namespace spillway
