// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/dsp/caller_id/fsk_samples.h"

#include <algorithm>
#include <cmath>

#include "native/dsp/g711.h"

namespace spillway {
namespace {

constexpr double kTurn = 6.283185307179586;
constexpr double kCentreHertz = 1'700;
constexpr double kRate = 8'000;
/// Mean square of a line at -46 dBm0: GR-30 has -32 dBm at the telephone, ETSI EN 300 659-1 the
/// same.
constexpr float kQuiet = 32'256.0F * 32'256.0F / 2 * 0.0000122F;

struct Tables {
  Tables() {
    for (int i = 0; i < FskTick::kSamples; ++i) {
      cosine[i] = static_cast<float>(std::cos(kTurn * kCentreHertz * i / kRate));
      sine[i] = static_cast<float>(-std::sin(kTurn * kCentreHertz * i / kRate));
    }
    // A low-pass at 1,000 Hz by a Hamming window: the image at 2,900 Hz and mains hum, which is
    // mixed to 1,650 Hz, are gone; the message, +-1,100 Hz, is not.
    double sum = 0;
    for (int i = 0; i < kTaps; ++i) {
      const double at = i - (kTaps - 1) / 2.0;
      const double sinc = at == 0 ? 0.25 : std::sin(kTurn * 0.125 * at) / (kTurn / 2 * at);
      const double window = 0.54 - 0.46 * std::cos(kTurn * i / (kTaps - 1));
      taps[i] = static_cast<float>(sinc * window);
      sum += taps[i];
    }
    for (float& tap : taps) tap = static_cast<float>(tap / sum);
  }

  static constexpr int kTaps = 17;
  std::array<float, FskTick::kSamples> cosine{};
  std::array<float, FskTick::kSamples> sine{};
  std::array<float, kTaps> taps{};
};

const Tables kTables;

constexpr int kLong = FskTick::kSamples + Tables::kTaps - 1;

void Filter(const std::array<float, kLong>& in, std::array<float, FskTick::kSamples>* out) {
  out->fill(0);
  for (int tap = 0; tap < Tables::kTaps; ++tap) {
    const float weight = kTables.taps[tap];
    for (int i = 0; i < FskTick::kSamples; ++i) (*out)[i] += weight * in[i + tap];
  }
}

/// Of a sine each sample and the next but one are together twice the cosine of its step times the
/// one between. What is left of a mark of either standard is hum and noise.
bool IsMark(const std::array<float, FskTick::kSamples>& samples, float squares) noexcept {
  constexpr float kTwiceCosine = 1.1111F;  // of 1,250 Hz
  constexpr float kMostLeft = 0.5F;        // hum as loud as the mark leaves 0.4
  float left = 0;
  for (int i = 1; i + 1 < FskTick::kSamples; ++i) {
    const float one = samples[i - 1] + samples[i + 1] - kTwiceCosine * samples[i];
    left += one * one;
  }
  return left < squares * kMostLeft;
}

}  // namespace

void FskSamples::Forget() noexcept {
  cosines_.fill(0);
  sines_.fill(0);
  lastCosine_ = lastSine_ = 0;
}

bool FskSamples::Tick(const uint8_t* received, bool onlyMark, FskTick* out) noexcept {
  std::array<float, FskTick::kSamples> samples;
  float squares = 0;
  for (int i = 0; i < FskTick::kSamples; ++i) {
    samples[i] = static_cast<float>(g711::ExpandAlaw(received[i]));
    squares += samples[i] * samples[i];
  }
  if (squares < kQuiet * FskTick::kSamples || (onlyMark && !IsMark(samples, squares))) {
    Forget();
    return false;
  }
  std::array<float, kLong> cosines;
  std::array<float, kLong> sines;
  std::copy(cosines_.begin(), cosines_.end(), cosines.begin());
  std::copy(sines_.begin(), sines_.end(), sines.begin());
  for (int i = 0; i < FskTick::kSamples; ++i) {
    cosines[kBefore + i] = samples[i] * kTables.cosine[i];
    sines[kBefore + i] = samples[i] * kTables.sine[i];
  }
  std::copy(cosines.end() - kBefore, cosines.end(), cosines_.begin());
  std::copy(sines.end() - kBefore, sines.end(), sines_.begin());

  std::array<float, FskTick::kSamples + 1> real;
  std::array<float, FskTick::kSamples + 1> imaginary;
  std::array<float, FskTick::kSamples> filtered;
  Filter(cosines, &filtered);
  std::copy(filtered.begin(), filtered.end(), real.begin() + 1);
  Filter(sines, &filtered);
  std::copy(filtered.begin(), filtered.end(), imaginary.begin() + 1);
  real[0] = lastCosine_;
  imaginary[0] = lastSine_;
  for (int i = 0; i < FskTick::kSamples; ++i) {
    const float power = real[i + 1] * real[i + 1] + imaginary[i + 1] * imaginary[i + 1];
    const float before = real[i] * real[i] + imaginary[i] * imaginary[i];
    const float turned = real[i] * imaginary[i + 1] - imaginary[i] * real[i + 1];
    out->power[i] = power;
    out->deviation[i] = turned / std::sqrt(power * before + 1.0F);
  }
  lastCosine_ = real[FskTick::kSamples];
  lastSine_ = imaginary[FskTick::kSamples];
  return true;
}

}  // namespace spillway
