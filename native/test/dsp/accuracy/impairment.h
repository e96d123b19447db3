// SPDX-License-Identifier: GPL-2.0-or-later
// What does a line do to a digit? Noise, echo, dial tone, speech beneath it, slips, bit errors.
#pragma once

#include <algorithm>
#include <iterator>

#include "native/test/dsp/accuracy/press.h"

namespace spillway::accuracy {

/// White noise in 300 to 3400 Hz of mean square 1, which is made once: a long piece, of which each
/// case takes another part.
class BandNoise {
 public:
  explicit BandNoise(uint32_t seed, double seconds = 60) {
    constexpr int kHalf = 128;  // taps to each side: edges of about 60 Hz
    double taps[2 * kHalf + 1];
    for (int i = -kHalf; i <= kHalf; ++i) {
      const double ideal = i == 0 ? 2 * (3400 - 300) / kSampleRate
                                  : (std::sin(2 * M_PI * 3400 / kSampleRate * i) -
                                     std::sin(2 * M_PI * 300 / kSampleRate * i)) /
                                        (M_PI * i);
      taps[i + kHalf] = ideal * (0.54 + 0.46 * std::cos(M_PI * i / kHalf));
    }
    Chance chance(seed);
    const auto count = static_cast<size_t>(seconds * kSampleRate);
    std::vector<float> white(count + 2 * kHalf);
    for (float& value : white) value = static_cast<float>(chance.Normal());
    double sum = 0;
    for (size_t i = 0; i < count; ++i) {
      double value = 0;
      for (int k = 0; k <= 2 * kHalf; ++k) value += taps[k] * white[i + k];
      noise_.push_back(value);
      sum += value * value;
    }
    const double scale = std::sqrt(static_cast<double>(count) / sum);
    for (double& value : noise_) value *= scale;
  }

  /// Adds noise of this mean square all over.
  void AddTo(Wave* wave, double meanSquare, Chance* chance) const {
    size_t at = static_cast<size_t>(chance->Between(0, static_cast<double>(noise_.size())));
    const double scale = std::sqrt(meanSquare);
    for (double& value : *wave) value += scale * noise_[at++ % noise_.size()];
  }

 private:
  Wave noise_;
};

/// Mean square of both tones of a press together.
inline double MeanSquareOf(const Press& press) {
  return MeanSquareOfDbm0(press.lowDbm0) + MeanSquareOfDbm0(press.highDbm0);
}

inline void AddTone(Wave* wave, double hertz, double dbm0, double phase) {
  for (size_t i = 0; i < wave->size(); ++i) {
    const double turn = 2 * M_PI * hertz * static_cast<double>(i) / kSampleRate;
    (*wave)[i] += PeakOfDbm0(dbm0) * std::sin(turn + phase);
  }
}

/// The mains' hum: its frequency, and half as much of each of two harmonics, dBm0 together.
inline void AddHum(Wave* wave, double hertz, double dbm0, Chance* chance) {
  const double harmonicDb = -6.0, together = 1 + 2 * PowerRatio(harmonicDb);
  const double first = dbm0 - 10 * std::log10(together);
  AddTone(wave, hertz, first, chance->Between(0, 2 * M_PI));
  AddTone(wave, 2 * hertz, first + harmonicDb, chance->Between(0, 2 * M_PI));
  AddTone(wave, 3 * hertz, first + harmonicDb, chance->Between(0, 2 * M_PI));
}

/// The signal comes again, later and weaker.
inline void AddEcho(Wave* wave, double delayMs, double decibelsDown) {
  const size_t delay = SamplesOf(delayMs);
  const double gain = AmplitudeRatio(-decibelsDown);
  for (size_t i = wave->size(); i-- > delay;) (*wave)[i] += gain * (*wave)[i - delay];
}

/// A part of `speech` beneath everything.
inline void AddSpeech(Wave* wave, const Wave& speech, double gain, Chance* chance) {
  const double last = static_cast<double>(speech.size() - wave->size());
  const auto at = static_cast<size_t>(chance->Between(0, last));
  for (size_t i = 0; i < wave->size(); ++i) (*wave)[i] += gain * speech[at + i];
}

/// A sample is lost, or comes twice, as when two clocks differ.
inline void Slip(Wave* wave, size_t at, bool twice) {
  const auto place = wave->begin() + static_cast<long>(at);
  if (twice) wave->insert(place, *place);
  if (!twice) wave->erase(place);
}

/// Each bit is wrong with this probability.
inline void SpoilBits(std::vector<uint8_t>* codes, double probability, Chance* chance) {
  for (uint8_t& code : *codes) {
    for (int bit = 0; bit < 8; ++bit) {
      if (chance->Between(0, 1) < probability) code ^= static_cast<uint8_t>(1 << bit);
    }
  }
}

/// Mean square of speech where somebody speaks: what is less than 16 dB below the loudest 20 ms
/// counts not, roughly as ITU-T P.56 has it.
inline double ActiveMeanSquare(const Wave& wave) {
  std::vector<double> frames;
  for (size_t at = 0; at + 160 <= wave.size(); at += 160) {
    double sum = 0;
    for (size_t i = at; i < at + 160; ++i) sum += wave[i] * wave[i];
    frames.push_back(sum / 160);
  }
  if (frames.empty()) return 0;
  double mean = 0;
  for (double frame : frames) mean += frame / static_cast<double>(frames.size());
  // The level is the mean of the frames above 15.9 dB (P.56's margin) below that level.
  for (int round = 0; round < 20; ++round) {
    double sum = 0;
    int count = 0;
    for (double frame : frames) {
      if (frame < mean * PowerRatio(-15.9)) continue;
      sum += frame;
      ++count;
    }
    if (count == 0) return mean;
    mean = sum / count;
  }
  return mean;
}

/// What a hybrid sends back of `prompt`, an active level of `dbm0`: its echo, so many decibels
/// weaker, smeared over a millisecond. (Later by 5 ms or by 60 is the same for a detector.)
inline Wave EchoOf(const Wave& prompt, double dbm0, double returnLossDb) {
  constexpr double kTaps[] = {0.1, 0.55, -0.9, 0.35, 0.3, -0.25, 0.12, 0.08, -0.1, 0.05};
  Wave echo(prompt.size(), 0.0);
  for (size_t n = std::size(kTaps); n < echo.size(); ++n) {
    for (size_t k = 0; k < std::size(kTaps); ++k) echo[n] += kTaps[k] * prompt[n - k];
  }
  const double meanSquare = MeanSquareOfDbm0(dbm0 - returnLossDb);
  const double gain = std::sqrt(meanSquare / ActiveMeanSquare(echo));
  for (double& value : echo) value *= gain;
  return echo;
}

}  // namespace spillway::accuracy
