// SPDX-License-Identifier: GPL-2.0-or-later
// Where does a sine come from?
#pragma once

namespace spillway {

/// A sine that keeps its phase when its frequency changes: a unit vector turned once a sample. No
/// thread of its own, no allocation.
class Oscillator {
 public:
  /// 0 hertz is silence; the phase then starts anew with the next frequency.
  void SetFrequency(double hertz) noexcept;
  /// The next value, -1 to 1.
  double Next() noexcept {
    const double value = imaginary_;
    const double real = real_ * stepReal_ - imaginary_ * stepImaginary_;
    imaginary_ = real_ * stepImaginary_ + imaginary_ * stepReal_;
    real_ = real;
    return value;
  }
  /// Puts the vector's length back to 1; call it about once a frame, rounding lets it drift.
  void Normalise() noexcept;

 private:
  double real_{1};
  double imaginary_{0};
  double stepReal_{1};
  double stepImaginary_{0};
};

}  // namespace spillway
