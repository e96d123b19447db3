// SPDX-License-Identifier: GPL-2.0-or-later
// How loud is the click, if one is there, when voices change that have nothing above 1,000 Hz?
#pragma once

#include <array>
#include <cmath>

#include "native/dsp/gain.h"
#include "native/test/dsp/signals.h"

namespace spillway {

/// Power between 1,800 and 3,400 Hz in 32 ms around a sample, dBm0. The window (Hann, twice) has
/// side lobes low enough to keep the voices themselves out of it.
inline double ClickDbm0(const Samples& samples, int around) {
  constexpr int kWindow = 256, kFirst = 1800, kLast = 3400, kBin = 50;
  constexpr int kBins = (kLast - kFirst) / kBin + 1;
  struct Tables {
    std::array<std::array<double, kWindow>, kBins> cosines, sines;
    Tables() {
      for (int bin = 0; bin < kBins; ++bin) {
        for (int i = 0; i < kWindow; ++i) {
          const double hann = (1 - std::cos(2 * M_PI * (i + 0.5) / kWindow)) / 2;
          const double turn = 2 * M_PI * (kFirst + bin * kBin) * i / kSampleRate;
          cosines[bin][i] = hann * hann * std::cos(turn);
          sines[bin][i] = hann * hann * std::sin(turn);
        }
      }
    }
  };
  static const Tables tables;
  double click = 0;
  for (int bin = 0; bin < kBins; ++bin) {
    double real = 0, imaginary = 0;
    for (int i = 0; i < kWindow; ++i) {
      const double value = samples[around - kWindow / 2 + i];
      real += value * tables.cosines[bin][i];
      imaginary += value * tables.sines[bin][i];
    }
    click += real * real + imaginary * imaginary;
  }
  return Dbm0OfMeanSquare(click / (kWindow * kWindow));
}

}  // namespace spillway
