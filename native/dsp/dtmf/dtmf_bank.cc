// SPDX-License-Identifier: GPL-2.0-or-later
// Which digits are on any of many channels?
#include "native/dsp/dtmf/dtmf_bank.h"

namespace spillway {

DtmfBank::DtmfBank(int channels, const DtmfSettings& settings, const DtmfPath& path)
    : tuning_(TuneDtmf(settings)),
      path_(path),
      channels_(channels),
      lanes_(std::make_unique<DtmfLanes[]>(channels_.Groups())) {}

void DtmfBank::Start(ChannelIndex channel) noexcept {
  channels_.Start(channel, heard_);
  ClearDtmfLane(&lanes_[LaneChannels::GroupOf(channel)], LaneChannels::LaneOf(channel));
}

void DtmfBank::Stop(ChannelIndex channel) noexcept { channels_.Stop(channel); }

void DtmfBank::Decode(int group, const uint8_t* received) noexcept {
  const uint8_t* rows[kDtmfLanes];
  channels_.FindRows(group, received, rows);
  path_.decode(rows, kFrameSamples / 16, samples_);
}

}  // namespace spillway
