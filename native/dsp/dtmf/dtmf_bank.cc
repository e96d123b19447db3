// SPDX-License-Identifier: GPL-2.0-or-later
// Which digits are on any of many channels?
#include "native/dsp/dtmf/dtmf_bank.h"

#include <algorithm>
#include <cstring>

#include "native/dsp/g711.h"

namespace spillway {

DtmfBank::DtmfBank(int channels, const DtmfSettings& settings, const DtmfPath& path)
    : tuning_(TuneDtmf(settings)),
      path_(path),
      channels_(channels),
      lanes_(std::make_unique<DtmfLanes[]>(channels_.Groups())),
      own_(std::make_unique<DtmfTuning[]>(channels)),
      hasOwn_(std::make_unique<bool[]>(channels)),
      owners_(std::make_unique<int[]>(channels_.Groups())),
      before_(std::make_unique<uint8_t[]>(static_cast<size_t>(channels) * kTicksBefore *
                                          kFrameSamples)) {}

void DtmfBank::Start(ChannelIndex channel) noexcept {
  Tune(channel, nullptr);
  channels_.Start(channel, heard_);
  for (int ago = 1; ago <= kTicksBefore; ++ago)
    std::fill_n(Remembered(channel, ago), kFrameSamples, kSilence);
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
    const DtmfTuning& tuning = TuningOf(group * kDtmfLanes + lane);
    DtmfPath::kScalar.hop(lanes, samples, tuning, hop_ + hop, lane, 1);
  }
}

void DtmfBank::Decode(int group, const uint8_t* received) noexcept {
  const uint8_t* rows[kDtmfLanes];
  channels_.FindRows(group, received, rows);
  path_.decode(rows, kFrameSamples / 16, samples_);
  channels_.FetchNext(group, received);
}

void DtmfBank::Doubt(int group, int lane, int hop) noexcept {
  const ChannelIndex channel = group * kDtmfLanes + lane;
  const auto suspect = SuspectVoice(lanes_[group], lane, hop_ + hop);
  if (!suspect) return;
  const int heard = (hop + 1) * kDtmfHop;  // of this tick
  float samples[kDtmfVoiceSamples];
  int count = kDtmfVoiceSamples;
  for (int i = heard; i-- > 0;) samples[--count] = samples_[i * kDtmfLanes + lane];
  for (int ago = 1; count > 0; ++ago) {
    const uint8_t* bytes = Remembered(channel, ago);
    for (int i = kFrameSamples; i-- > 0 && count > 0;) samples[--count] = AlawToLinear(bytes[i]);
  }
  if (IsVoice(*suspect, samples)) TakeBackDigit(&lanes_[group], lane, TuningOf(channel));
}

/// The slot of the tick under way is that of two ticks ago: it is free when the tick is over.
uint8_t* DtmfBank::Remembered(ChannelIndex channel, int ago) noexcept {
  static_assert(kTicksBefore == 2 && kDtmfTurn / kHopsPerTick % 2 == 0);
  const uint32_t slot = (hop_ / kHopsPerTick + static_cast<uint32_t>(ago)) % 2;
  return &before_[(static_cast<size_t>(channel) * 2 + slot) * kFrameSamples];
}

void DtmfBank::Remember(int group, const uint8_t* received) noexcept {
  for (int lane = 0; lane < kDtmfLanes; ++lane) {
    const ChannelIndex channel = group * kDtmfLanes + lane;
    if (!channels_.Listens(channel)) continue;
    std::memcpy(Remembered(channel, 0), received + static_cast<size_t>(channel) * kFrameSamples,
                kFrameSamples);
  }
}

}  // namespace spillway
