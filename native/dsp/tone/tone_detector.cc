// SPDX-License-Identifier: GPL-2.0-or-later
// Which call-progress and fax tones are in one stream of samples?
#include "native/dsp/tone/tone_detector.h"

#include <algorithm>

#include "native/dsp/tone/tone_path.h"

namespace spillway {

ToneDetector::ToneDetector(const TonePlan& plan, unsigned wanted) noexcept
    : tuning_(TuneTones(plan)), tones_(TimeTones(plan)), wanted_(wanted) {
  Reset();
}

void ToneDetector::Reset() noexcept {
  ClearToneLane(&lanes_, 0);
  cadence_.Clear(wanted_);
  inHop_ = 0;
  hop_ = 0;
  heard_ = 0;
}

size_t ToneDetector::Read(const int16_t* samples, size_t count) noexcept {
  const size_t read = std::min<size_t>(count, kToneHop - inHop_);
  for (size_t i = 0; i < read; ++i) samples_[(inHop_ + i) * kToneLanes] = samples[i];
  inHop_ += static_cast<int>(read);
  return read;
}

int ToneDetector::HopDone(ToneEvent* events) noexcept {
  if (inHop_ < kToneHop) return 0;
  TonePath::kScalar.hop(lanes_, samples_, tuning_, hop_++, 1);
  inHop_ = 0;
  heard_ += kToneHop;
  if (!HasToneNews(lanes_, 0)) return 0;
  return TakeToneEvents(&lanes_, 0, tuning_, tones_, heard_, &cadence_, events);
}

}  // namespace spillway
