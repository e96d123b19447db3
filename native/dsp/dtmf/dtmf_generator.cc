// SPDX-License-Identifier: GPL-2.0-or-later
// How are digits sent? ITU-T Q.23.
#include "native/dsp/dtmf/dtmf_generator.h"

#include <algorithm>
#include <cmath>

#include "native/dsp/dtmf/dtmf.h"
#include "native/dsp/gain.h"

namespace spillway {

void DtmfGenerator::Start(const char* digits, size_t count, Timing timing, Levels levels) noexcept {
  digitCount_ = 0;
  for (size_t i = 0; i < count && digitCount_ < kMaximumDigits; ++i) {
    const int place = DtmfPlace(digits[i]);
    if (place >= 0) places_[digitCount_++] = static_cast<uint8_t>(place);
  }
  timing_ = timing;
  lowPeak_ = PeakOfDbm0(levels.lowDbm0);
  highPeak_ = PeakOfDbm0(levels.highDbm0);
  Enter(0);
}

void DtmfGenerator::Enter(size_t digit) noexcept {
  digit_ = digit;
  if (digit_ >= digitCount_) return;
  onLeft_ = timing_.onSamples;
  offLeft_ = timing_.offSamples;
  low_ = Oscillator{};
  high_ = Oscillator{};
  low_.SetFrequency(kDtmfLowHertz[places_[digit] / 4]);
  high_.SetFrequency(kDtmfHighHertz[places_[digit] % 4]);
}

size_t DtmfGenerator::GenerateOn(int16_t* samples, size_t count) noexcept {
  const size_t run = std::min<size_t>(onLeft_, count);
  for (size_t i = 0; i < run; ++i) {
    const double value = lowPeak_ * low_.Next() + highPeak_ * high_.Next();
    samples[i] = Saturate(static_cast<int32_t>(std::lrint(value)));
  }
  onLeft_ -= static_cast<uint32_t>(run);
  low_.Normalise();
  high_.Normalise();
  return run;
}

size_t DtmfGenerator::Generate(int16_t* samples, size_t count) noexcept {
  size_t done = 0;
  while (digit_ < digitCount_ && done < count) {
    done += GenerateOn(samples + done, count - done);
    const size_t pause = std::min<size_t>(offLeft_, count - done);
    std::fill_n(samples + done, pause, int16_t{0});
    offLeft_ -= static_cast<uint32_t>(pause);
    done += pause;
    if (onLeft_ == 0 && offLeft_ == 0) Enter(digit_ + 1);
  }
  return done;
}

}  // namespace spillway
