// SPDX-License-Identifier: GPL-2.0-or-later
// Which digits are in one stream of samples?
#include "native/dsp/dtmf/dtmf_detector.h"

#include <algorithm>
#include <iterator>

#include "native/dsp/dtmf/dtmf_path.h"

namespace spillway {

DtmfDetector::DtmfDetector(const DtmfSettings& settings) noexcept : tuning_(TuneDtmf(settings)) {}

void DtmfDetector::Reset() noexcept {
  ClearDtmfLane(&lanes_, 0);
  std::fill(std::begin(last_), std::end(last_), 0.0f);
  inHop_ = 0;
  hop_ = 0;
  heard_ = 0;
}

size_t DtmfDetector::Read(const int16_t* samples, size_t count) noexcept {
  const size_t read = std::min<size_t>(count, kDtmfHop - inHop_);
  for (size_t i = 0; i < read; ++i) samples_[(inHop_ + i) * kDtmfLanes] = samples[i];
  inHop_ += static_cast<int>(read);
  return read;
}

bool DtmfDetector::HopDone() noexcept {
  if (inHop_ < kDtmfHop) return false;
  DtmfPath::kScalar.hop(lanes_, samples_, tuning_, hop_, 0, 1);
  std::copy(std::begin(last_) + kDtmfHop, std::end(last_), std::begin(last_));
  for (int i = 0; i < kDtmfHop; ++i)
    last_[kDtmfVoiceSamples - kDtmfHop + i] = samples_[i * kDtmfLanes];
  if (lanes_.began[0] != 0) Doubt();
  inHop_ = 0;
  hop_ = (hop_ + 1) % kDtmfTurn;
  heard_ += kDtmfHop;
  return true;
}

void DtmfDetector::Doubt() noexcept {
  const auto suspect = SuspectVoice(lanes_, 0, hop_);
  if (suspect && IsVoice(*suspect, last_)) TakeBackDigit(&lanes_, 0, tuning_);
}

}  // namespace spillway
