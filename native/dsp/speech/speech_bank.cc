// SPDX-License-Identifier: GPL-2.0-or-later
// What is known of each 10 ms on any of many channels?
#include "native/dsp/speech/speech_bank.h"

namespace spillway {

SpeechBank::SpeechBank(int channels, const SpeechPath& path)
    : path_(path),
      channels_(channels),
      lanes_(std::make_unique<SpeechLanes[]>(channels_.Groups())) {}

void SpeechBank::Start(ChannelIndex channel) noexcept {
  channels_.Start(channel, 0);
  ClearSpeechLane(&lanes_[LaneChannels::GroupOf(channel)], LaneChannels::LaneOf(channel));
}

void SpeechBank::Stop(ChannelIndex channel) noexcept { channels_.Stop(channel); }

void SpeechBank::Decode(int group, const uint8_t* received) noexcept {
  const uint8_t* rows[kSpeechLanes];
  channels_.FindRows(group, received, rows);
  path_.decode(rows, kFrameSamples / 16, samples_);
  channels_.FetchNext(group, received);
}

}  // namespace spillway
