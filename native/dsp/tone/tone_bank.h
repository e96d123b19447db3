// SPDX-License-Identifier: GPL-2.0-or-later
// Which call-progress and fax tones are on any of many channels? The ToneDetector of the engine:
// sixteen channels at a time.
#pragma once

#include <cstdint>
#include <memory>

#include "native/core/ids.h"
#include "native/dsp/simd/lane_channels.h"
#include "native/dsp/simd/paths.h"
#include "native/dsp/tone/tone_cadence.h"
#include "native/dsp/tone/tone_event.h"
#include "native/dsp/tone/tone_path.h"
#include "native/dsp/tone/tone_plan.h"
#include "native/dsp/tone/tone_tuning.h"

namespace spillway {

static_assert(kToneLanes == LaneChannels::kLanes);

/// Finds a plan's tones on all channels that it listens to, a tick of A-law at a time. Decides as
/// ToneDetector does, whatever path it takes. One thread; nothing allocates after construction. A
/// group of sixteen channels costs the same for one as for all of them, and nothing while nobody of
/// it is listened to.
class ToneBank {
 public:
  ToneBank(int channels, const TonePlan& plan, const TonePath& path = WidestPath<TonePath>());

  /// Begins to listen for the kinds in `wanted` (see ToneBit), from the next tick on; positions
  /// count from there. Begins anew when it does already.
  void Start(ChannelIndex channel, unsigned wanted = kAllTones) noexcept;
  void Stop(ChannelIndex channel) noexcept;
  bool Listens(ChannelIndex channel) const noexcept { return channels_.Listens(channel); }

  /// One tick: `received` holds channels x 160 bytes. Calls `tell(channel, const ToneEvent&)`,
  /// which may start and stop channels.
  template <typename Tell>
  void Tick(const uint8_t* received, Tell&& tell) noexcept {
    for (int group = 0; group < channels_.Groups(); ++group) {
      if (!channels_.AnyIn(group)) continue;
      Decode(group, received);
      for (int hop = 0; hop < kHopsPerTick; ++hop) {
        const float* samples = &samples_[hop * kToneHop * kToneLanes];
        path_.hop(lanes_[group], samples, tuning_, hop_ + hop, kToneLanes);
        if (!HasToneNews(lanes_[group])) continue;
        for (int lane = 0; lane < kToneLanes; ++lane) TellOf(group, lane, hop, tell);
      }
    }
    hop_ += kHopsPerTick;
    heard_ += kFrameSamples;
  }

 private:
  static constexpr int kHopsPerTick = kFrameSamples / kToneHop;

  template <typename Tell>
  void TellOf(int group, int lane, int hop, Tell& tell) noexcept {
    const ChannelIndex index = group * kToneLanes + lane;
    if (!HasToneNews(lanes_[group], lane) || !channels_.Listens(index)) return;
    ToneEvent events[kMostToneEvents];
    const uint64_t heard = heard_ - channels_.Since(index) + uint64_t{kToneHop} * (hop + 1);
    const int found =
        TakeToneEvents(&lanes_[group], lane, tuning_, tones_, heard, &cadences_[index], events);
    for (int i = 0; i < found; ++i) tell(index, events[i]);
  }
  void Decode(int group, const uint8_t* received) noexcept;

  const ToneTuning tuning_;
  const TimedTones tones_;
  const TonePath& path_;
  uint32_t hop_{0};
  uint64_t heard_{0};  // samples of each channel, before this tick
  LaneChannels channels_;
  std::unique_ptr<ToneLanes[]> lanes_;  // by group
  std::unique_ptr<ToneCadence[]> cadences_;
  alignas(64) float samples_[kFrameSamples * kToneLanes];
};

}  // namespace spillway
