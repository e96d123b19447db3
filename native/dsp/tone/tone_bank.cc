// SPDX-License-Identifier: GPL-2.0-or-later
// Which call-progress and fax tones are on any of many channels?
#include "native/dsp/tone/tone_bank.h"

namespace spillway {

ToneBank::ToneBank(int channels, const TonePlan& plan, const TonePath& path)
    : tuning_(TuneTones(plan)),
      tones_(TimeTones(plan)),
      path_(path),
      channels_(channels),
      lanes_(std::make_unique<ToneLanes[]>(channels_.Groups())),
      cadences_(std::make_unique<ToneCadence[]>(channels)) {}

void ToneBank::Start(ChannelIndex channel, unsigned wanted) noexcept {
  channels_.Start(channel, heard_);
  ClearToneLane(&lanes_[LaneChannels::GroupOf(channel)], LaneChannels::LaneOf(channel));
  cadences_[channel].Clear(wanted);
}

void ToneBank::Stop(ChannelIndex channel) noexcept { channels_.Stop(channel); }

void ToneBank::Decode(int group, const uint8_t* received) noexcept {
  const uint8_t* rows[kToneLanes];
  channels_.FindRows(group, received, rows);
  path_.decode(rows, kFrameSamples / 16, samples_);
  channels_.FetchNext(group, received);
}

}  // namespace spillway
