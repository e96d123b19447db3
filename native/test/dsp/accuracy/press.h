// SPDX-License-Identifier: GPL-2.0-or-later
// What is sent when a key is pressed, well or badly?
#pragma once

#include <cmath>
#include <cstdint>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "native/dsp/dtmf/dtmf.h"
#include "native/dsp/g711.h"
#include "native/dsp/gain.h"

namespace spillway::accuracy {

/// A signal before it is cut to A-law.
using Wave = std::vector<double>;

/// One key pressed and let go.
struct Press {
  char digit{'1'};
  double lowDeviation{0};  // share of the nominal frequency
  double highDeviation{0};
  double lowDbm0{-10};
  double highDbm0{-10};
  double onMs{50};
  double offMs{50};
};

/// Chance, always the same for a seed.
class Chance {
 public:
  explicit Chance(uint32_t seed) : random_(seed) {}
  double Between(double least, double most) {
    return least + (most - least) * (static_cast<double>(random_()) / 4294967296.0);
  }
  int Below(int count) { return static_cast<int>(Between(0, count)); }
  double Normal() {  // Box and Muller: std::normal_distribution differs between libraries
    const double radius = std::sqrt(-2 * std::log(1 - Between(0, 1)));
    return radius * std::cos(2 * M_PI * Between(0, 1));
  }

 private:
  std::mt19937 random_;
};

inline size_t SamplesOf(double milliseconds) {
  return static_cast<size_t>(std::lround(milliseconds * kSampleRate / 1000));
}

inline void AddSilence(double milliseconds, Wave* wave) {
  wave->resize(wave->size() + SamplesOf(milliseconds), 0.0);
}

/// Adds a key with its pause; the phases are left to chance.
inline void AddPress(const Press& press, Chance* chance, Wave* wave) {
  const int place = DtmfPlace(press.digit);
  const double low = kDtmfLowHertz[place / 4] * (1 + press.lowDeviation);
  const double high = kDtmfHighHertz[place % 4] * (1 + press.highDeviation);
  const double lowPhase = chance->Between(0, 2 * M_PI), highPhase = chance->Between(0, 2 * M_PI);
  const size_t count = SamplesOf(press.onMs);
  for (size_t i = 0; i < count; ++i) {
    const double turn = 2 * M_PI * static_cast<double>(i) / kSampleRate;
    wave->push_back(PeakOfDbm0(press.lowDbm0) * std::sin(turn * low + lowPhase) +
                    PeakOfDbm0(press.highDbm0) * std::sin(turn * high + highPhase));
  }
  AddSilence(press.offMs, wave);
}

/// What arrives over a line.
inline std::vector<uint8_t> ToAlaw(const Wave& wave) {
  std::vector<uint8_t> codes;
  codes.reserve(wave.size());
  for (double value : wave)
    codes.push_back(LinearToAlaw(Saturate(static_cast<int32_t>(std::lrint(value)))));
  return codes;
}

/// One signal, and what is to be heard in it.
struct Case {
  std::vector<uint8_t> codes;
  std::string digits;
  double startMs{0};  // where the first digit begins
};

constexpr double kBeforeMs = 40;
constexpr double kBehindMs = 80;

/// A case of some presses, one after the other, that begin anywhere in a tick.
inline Case CaseOf(const std::vector<Press>& presses, Chance* chance,
                   const std::function<void(Wave*)>& impair = {}) {
  Wave wave;
  AddSilence(kBeforeMs + chance->Between(0, 20), &wave);
  Case made;
  made.startMs = static_cast<double>(wave.size()) * 1000 / kSampleRate;
  for (const Press& press : presses) {
    AddPress(press, chance, &wave);
    made.digits += press.digit;
  }
  AddSilence(kBehindMs, &wave);
  if (impair) impair(&wave);
  made.codes = ToAlaw(wave);
  return made;
}

}  // namespace spillway::accuracy
