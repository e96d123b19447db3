// SPDX-License-Identifier: GPL-2.0-or-later
// Which digits are on any of many channels?
#include "native/dsp/dtmf/dtmf_bank.h"

#include <array>

#include "native/dsp/g711.h"

namespace spillway {
namespace {

constexpr std::array<uint8_t, kFrameSamples> MakeSilence() noexcept {
  std::array<uint8_t, kFrameSamples> frame{};
  for (uint8_t& byte : frame) byte = kSilence;
  return frame;
}

/// What a lane hears that nobody listens to.
constexpr std::array<uint8_t, kFrameSamples> kSilentFrame = MakeSilence();

}  // namespace

DtmfBank::DtmfBank(int channels, const DtmfSettings& settings, const DtmfPath& path)
    : channelCount_(channels),
      groupCount_((channels + kDtmfLanes - 1) / kDtmfLanes),
      tuning_(TuneDtmf(settings)),
      path_(path),
      lanes_(std::make_unique<DtmfLanes[]>(groupCount_)),
      listeners_(std::make_unique<int[]>(groupCount_)),
      channels_(std::make_unique<Channel[]>(channels)) {}

void DtmfBank::Start(ChannelIndex channel) noexcept {
  if (!channels_[channel].listens) ++listeners_[channel / kDtmfLanes];
  channels_[channel] = {true, heard_};
  ClearDtmfLane(&lanes_[channel / kDtmfLanes], channel % kDtmfLanes);
}

void DtmfBank::Stop(ChannelIndex channel) noexcept {
  if (!channels_[channel].listens) return;
  channels_[channel].listens = false;
  --listeners_[channel / kDtmfLanes];
}

void DtmfBank::Decode(int group, const uint8_t* received) noexcept {
  const uint8_t* rows[kDtmfLanes];
  for (int lane = 0; lane < kDtmfLanes; ++lane) {
    const ChannelIndex channel = group * kDtmfLanes + lane;
    const bool listens = channel < channelCount_ && channels_[channel].listens;
    rows[lane] =
        listens ? received + static_cast<size_t>(channel) * kFrameSamples : kSilentFrame.data();
  }
  path_.decode(rows, kFrameSamples / 16, samples_);
}

}  // namespace spillway
