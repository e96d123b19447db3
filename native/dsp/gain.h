// SPDX-License-Identifier: GPL-2.0-or-later
// How loud is a sample? The one place where decibels and sample values meet.
#pragma once

#include <cmath>
#include <cstdint>

namespace spillway {

/// Samples per second of everything in dsp/ and media/.
constexpr double kSampleRate = 8000.0;
/// Level of the loudest sine A-law can carry, dBm0; ITU-T G.711, section 4.
constexpr double kFullScaleSineDbm0 = 3.14;
/// Peak of that sine in 16 bit samples.
constexpr double kFullScalePeak = 32768.0;
/// What a meter reads for no power at all, dBm0.
constexpr double kSilenceDbm0 = -96.0;

/// Ratio of amplitudes for a gain in decibels (+6 dB: about 2).
inline double AmplitudeRatio(double decibels) noexcept { return std::pow(10.0, decibels / 20.0); }

/// Ratio of powers for a gain in decibels (+3 dB: about 2). Usable in tables made at start-up.
inline double PowerRatio(double decibels) noexcept { return std::pow(10.0, decibels / 10.0); }

/// Peak, in 16 bit samples, of a sine of so many dBm0.
inline double PeakOfDbm0(double dbm0) noexcept {
  return kFullScalePeak * AmplitudeRatio(dbm0 - kFullScaleSineDbm0);
}

/// Level in dBm0 of a signal with this mean square (16 bit samples); at least kSilenceDbm0.
inline double Dbm0OfMeanSquare(double meanSquare) noexcept {
  constexpr double kFullScaleSineMeanSquare = kFullScalePeak * kFullScalePeak / 2;
  if (meanSquare <= 0) return kSilenceDbm0;
  const double dbm0 = kFullScaleSineDbm0 + 10.0 * std::log10(meanSquare / kFullScaleSineMeanSquare);
  return dbm0 < kSilenceDbm0 ? kSilenceDbm0 : dbm0;
}

/// Mean square (16 bit samples) of a signal of so many dBm0.
inline double MeanSquareOfDbm0(double dbm0) noexcept {
  const double peak = PeakOfDbm0(dbm0);
  return peak * peak / 2;
}

/// Cuts a sum to what 16 bits hold.
inline int16_t Saturate(int32_t sample) noexcept {
  if (sample > INT16_MAX) return INT16_MAX;
  if (sample < INT16_MIN) return INT16_MIN;
  return static_cast<int16_t>(sample);
}

}  // namespace spillway
