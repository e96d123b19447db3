// SPDX-License-Identifier: GPL-2.0-or-later
// Which digits does the far end press? ITU-T Q.23, Q.24.
#include "native/dsp/dtmf_detector.h"

#include <algorithm>
#include <cmath>

#include "native/dsp/dtmf.h"
#include "native/dsp/gain.h"

namespace spillway {
namespace {

// Each frequency must be at least this loud, dBm0. We promise -30; the rest is for a frequency that
// is 1.5 % off, which loses up to 1.5 dB in its filter, and for the line's noise.
constexpr double kMinimumDbm0 = -34.0;

// Twist is how much louder one group is than the other. NORMAL twist: the high group is weaker, as
// lines make it. REVERSE twist: the low group is weaker. Limits that must be accepted, dB; Q.24,
// table A.1 (AT&T).
constexpr double kNormalTwistDb = 8.0;
constexpr double kReverseTwistDb = 4.0;
// The loud group leaks into the weak one's filter 20 dB down, so twist is measured up to 3 dB off.
constexpr double kTwistErrorDb = 3.0;

// The second strongest frequency of a group must be this far below the strongest, dB. A frequency
// leaks into its neighbours' filters at most 12 dB down when it is 1.5 % off.
constexpr double kStandOutDb = 6.0;

// Share of the block's power that is in the two frequencies. Frequencies that are 1.5 % off keep
// 0.80 of it in their filters; speech is rarely so clean.
constexpr double kPureShare = 0.75;

const double kMinimumMeanSquare = MeanSquareOfDbm0(kMinimumDbm0);
const double kNormalTwistRatio = PowerRatio(kNormalTwistDb + kTwistErrorDb);
const double kReverseTwistRatio = PowerRatio(kReverseTwistDb + kTwistErrorDb);
const double kStandOutRatio = PowerRatio(kStandOutDb);

/// The strongest of a group of four, or -1 when it does not stand out.
int Strongest(const double* powers) noexcept {
  const auto strongest = static_cast<int>(std::max_element(powers, powers + 4) - powers);
  for (int i = 0; i < 4; ++i) {
    if (i != strongest && powers[i] * kStandOutRatio > powers[strongest]) return -1;
  }
  return strongest;
}

}  // namespace

DtmfDetector::DtmfDetector() noexcept {
  for (int i = 0; i < kFilters; ++i) {
    const double hertz = i < 4 ? kDtmfLowHertz[i] : kDtmfHighHertz[i - 4];
    coefficients_[i] = static_cast<float>(2 * std::cos(2 * M_PI * hertz / kSampleRate));
  }
}

void DtmfDetector::Reset() noexcept { *this = DtmfDetector{}; }

void DtmfDetector::Run(const int16_t* samples, size_t count) noexcept {
  for (size_t i = 0; i < count; ++i) {
    const float sample = samples[i];
    energy_ += sample * sample;
    for (int k = 0; k < kFilters; ++k) {
      const float next = sample + coefficients_[k] * last_[k] - beforeLast_[k];
      beforeLast_[k] = last_[k];
      last_[k] = next;
    }
  }
}

/// The digit that the finished block names, or 0; and the mean square of its two frequencies.
char DtmfDetector::JudgeBlock(double* meanSquare) const noexcept {
  constexpr double kToMeanSquare =
      2.0 / (kBlockSamples * kBlockSamples);  // |X|^2 to that of a sine
  double powers[kFilters];
  for (int k = 0; k < kFilters; ++k) {
    const double last = last_[k];
    const double before = beforeLast_[k];
    powers[k] = (last * last + before * before - coefficients_[k] * last * before) * kToMeanSquare;
  }
  const int row = Strongest(powers);
  const int column = Strongest(powers + 4);
  if (row < 0 || column < 0) return 0;

  const double low = powers[row];
  const double high = powers[4 + column];
  if (low < kMinimumMeanSquare || high < kMinimumMeanSquare) return 0;
  if (low > high * kNormalTwistRatio || high > low * kReverseTwistRatio) return 0;
  if (low + high < kPureShare * energy_ / kBlockSamples) return 0;
  *meanSquare = low + high;
  return kDtmfDigits[row * 4 + column];
}

/// True when the block makes a digit certain.
bool DtmfDetector::Follow(char heard) noexcept {
  const char before = candidate_;
  candidate_ = heard;
  if (digit_ != 0 && heard == digit_) {
    misses_ = 0;
    heardUntil_ = blockStart_ + kBlockSamples;
    return false;
  }
  if (digit_ != 0 && ++misses_ >= kBlocksToEnd) digit_ = 0;
  if (heard == 0 || heard != before) return false;
  digit_ = heard;
  misses_ = 0;
  heardUntil_ = blockStart_ + kBlockSamples;
  return true;
}

size_t DtmfDetector::Feed(const int16_t* samples, size_t count, DtmfDigit* found) noexcept {
  found->digit = 0;
  size_t read = 0;
  while (read < count) {
    const size_t run = std::min<size_t>(count - read, kBlockSamples - inBlock_);
    Run(samples + read, run);
    read += run;
    inBlock_ += static_cast<int>(run);
    if (inBlock_ < kBlockSamples) break;

    double meanSquare = 0;
    const bool certain = Follow(JudgeBlock(&meanSquare));
    const uint64_t start = blockStart_;
    blockStart_ += kBlockSamples;
    inBlock_ = 0;
    energy_ = 0;
    last_.fill(0);
    beforeLast_.fill(0);
    if (!certain) continue;
    constexpr uint32_t kHeard = kBlocksToBegin * kBlockSamples;
    *found = {digit_, start + kBlockSamples - kHeard, kHeard, Dbm0OfMeanSquare(meanSquare)};
    break;
  }
  return read;
}

}  // namespace spillway
