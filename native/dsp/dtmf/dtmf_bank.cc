// SPDX-License-Identifier: GPL-2.0-or-later
// Which digits are on any of many channels?
#include "native/dsp/dtmf/dtmf_bank.h"

namespace spillway {

DtmfBank::DtmfBank(int channels, const DtmfSettings& settings, const DtmfPath& path)
    : tuning_(TuneDtmf(settings)),
      path_(path),
      channels_(channels),
      lanes_(std::make_unique<DtmfLanes[]>(channels_.Groups())),
      own_(std::make_unique<DtmfTuning[]>(channels)),
      hasOwn_(std::make_unique<bool[]>(channels)),
      owners_(std::make_unique<int[]>(channels_.Groups())) {}

void DtmfBank::Start(ChannelIndex channel) noexcept {
  Tune(channel, nullptr);
  channels_.Start(channel, heard_);
  ClearDtmfLane(&lanes_[LaneChannels::GroupOf(channel)], LaneChannels::LaneOf(channel));
}

void DtmfBank::Stop(ChannelIndex channel) noexcept {
  Tune(channel, nullptr);
  channels_.Stop(channel);
}

void DtmfBank::Tune(ChannelIndex channel, const DtmfSettings* settings) noexcept {
  const bool own = settings != nullptr && channels_.Listens(channel);
  owners_[LaneChannels::GroupOf(channel)] += int{own} - int{hasOwn_[channel]};
  hasOwn_[channel] = own;
  if (own) own_[channel] = TuneDtmf(*settings);
}

/// The lanes of a vector share their thresholds. The scalar path decides to the last bit as the
/// others do, so a lane may change between them at any hop.
void DtmfBank::Hop(int group, int hop) noexcept {
  DtmfLanes& lanes = lanes_[group];
  const float* samples = &samples_[hop * kDtmfHop * kDtmfLanes];
  if (owners_[group] == 0) return path_.hop(lanes, samples, tuning_, hop_ + hop, 0, kDtmfLanes);
  for (int lane = 0; lane < kDtmfLanes; ++lane) {
    const ChannelIndex channel = group * kDtmfLanes + lane;
    const bool own = channels_.Listens(channel) && hasOwn_[channel];
    DtmfPath::kScalar.hop(lanes, samples, own ? own_[channel] : tuning_, hop_ + hop, lane, 1);
  }
}

void DtmfBank::Decode(int group, const uint8_t* received) noexcept {
  const uint8_t* rows[kDtmfLanes];
  channels_.FindRows(group, received, rows);
  path_.decode(rows, kFrameSamples / 16, samples_);
}

}  // namespace spillway
