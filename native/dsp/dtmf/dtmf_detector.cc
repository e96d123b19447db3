// SPDX-License-Identifier: GPL-2.0-or-later
// Which digits are in one stream of samples?
#include "native/dsp/dtmf/dtmf_detector.h"

#include <algorithm>

#include "native/dsp/dtmf/dtmf_path.h"

namespace spillway {

DtmfDetector::DtmfDetector(const DtmfSettings& settings) noexcept : tuning_(TuneDtmf(settings)) {}

void DtmfDetector::Reset() noexcept {
  ClearDtmfLane(&lanes_, 0);
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
  inHop_ = 0;
  hop_ = (hop_ + 1) % kDtmfTurn;
  heard_ += kDtmfHop;
  return true;
}

}  // namespace spillway
