// SPDX-License-Identifier: GPL-2.0-or-later
// Which digits are on any of many channels? The DtmfDetector of the engine: sixteen channels at a
// time.
#pragma once

#include <cstdint>
#include <memory>

#include "native/core/ids.h"
#include "native/dsp/dtmf/dtmf_event.h"
#include "native/dsp/dtmf/dtmf_path.h"
#include "native/dsp/dtmf/dtmf_profile.h"
#include "native/dsp/dtmf/dtmf_voice.h"
#include "native/dsp/simd/lane_channels.h"
#include "native/dsp/simd/paths.h"

namespace spillway {

static_assert(kDtmfLanes == LaneChannels::kLanes);

/// Finds digits on all channels that it listens to, a tick of A-law at a time. Decides as
/// DtmfDetector does, whatever path it takes. One thread; nothing allocates after construction. A
/// group of sixteen channels costs the same for one as for all of them, and nothing while nobody of
/// it is listened to. In a group of which a channel has settings of its own, each lane goes by
/// itself, on the scalar path: that costs several times as much, and only there.
class DtmfBank {
 public:
  explicit DtmfBank(int channels, const DtmfSettings& settings = {},
                    const DtmfPath& path = WidestPath<DtmfPath>());

  /// Begins to listen, from the next tick on; positions count from there. Begins anew when it does
  /// already.
  void Start(ChannelIndex channel) noexcept;
  /// Gives a channel that listens settings of its own (null: the bank's again), until it stops; a
  /// digit under way goes on.
  void Tune(ChannelIndex channel, const DtmfSettings* settings) noexcept;
  void Stop(ChannelIndex channel) noexcept;
  bool Listens(ChannelIndex channel) const noexcept { return channels_.Listens(channel); }

  /// One tick: `received` holds channels x 160 bytes. Calls `tell(channel, const DtmfEvent&)`,
  /// which may start and stop channels.
  template <typename Tell>
  void Tick(const uint8_t* received, Tell&& tell) noexcept {
    for (int group = 0; group < channels_.Groups(); ++group) {
      if (!channels_.AnyIn(group)) continue;
      Decode(group, received);
      for (int hop = 0; hop < kHopsPerTick; ++hop) {
        Hop(group, hop);
        if (!HasDtmfEvents(lanes_[group], kDtmfLanes)) continue;
        for (int lane = 0; lane < kDtmfLanes; ++lane) TellOf(group, lane, hop, tell);
      }
      Remember(group, received);
    }
    hop_ = (hop_ + kHopsPerTick) % kDtmfTurn;
    heard_ += kFrameSamples;
  }

 private:
  static constexpr int kHopsPerTick = kFrameSamples / kDtmfHop;

  template <typename Tell>
  void TellOf(int group, int lane, int hop, Tell& tell) noexcept {
    const ChannelIndex index = group * kDtmfLanes + lane;
    if (!channels_.Listens(index)) return;
    if (lanes_[group].began[lane] != 0) Doubt(group, lane, hop);
    DtmfEvent events[2];
    const uint64_t heard = heard_ - channels_.Since(index) + uint64_t{kDtmfHop} * (hop + 1);
    const int found = TakeDtmfEvents(lanes_[group], lane, heard, events);
    for (int i = 0; i < found; ++i) tell(index, events[i]);
  }
  void Decode(int group, const uint8_t* received) noexcept;
  void Hop(int group, int hop) noexcept;
  /// Takes a digit back that turns out to be a voice.
  void Doubt(int group, int lane, int hop) noexcept;
  void Remember(int group, const uint8_t* received) noexcept;
  /// What a channel received so many ticks ago, 0 to kTicksBefore.
  uint8_t* Remembered(ChannelIndex channel, int ago) noexcept;
  const DtmfTuning& TuningOf(ChannelIndex channel) const noexcept {
    return channels_.Listens(channel) && hasOwn_[channel] ? own_[channel] : tuning_;
  }

  /// Ticks before the one under way by which a voice is told.
  static constexpr int kTicksBefore = 2;
  static_assert(kDtmfVoiceSamples <= kTicksBefore * kFrameSamples + kDtmfHop);

  const DtmfTuning tuning_;
  const DtmfPath& path_;
  uint32_t hop_{0};
  uint64_t heard_{0};  // samples of each channel, before this tick
  LaneChannels channels_;
  std::unique_ptr<DtmfLanes[]> lanes_;  // by group
  std::unique_ptr<DtmfTuning[]> own_;   // by channel, of those that have settings of their own
  std::unique_ptr<bool[]> hasOwn_;      // by channel
  std::unique_ptr<int[]> owners_;       // by group: how many have
  std::unique_ptr<uint8_t[]> before_;   // by channel: its last ticks
  alignas(64) float samples_[kFrameSamples * kDtmfLanes];
};

}  // namespace spillway
