// SPDX-License-Identifier: GPL-2.0-or-later
// What is known of each 10 ms on any of many channels? The SpeechFrames of the engine: sixteen
// channels at a time.
#pragma once

#include <cstdint>
#include <memory>

#include "native/core/ids.h"
#include "native/dsp/simd/lane_channels.h"
#include "native/dsp/simd/paths.h"
#include "native/dsp/speech/speech_frame.h"
#include "native/dsp/speech/speech_path.h"

namespace spillway {

static_assert(kSpeechLanes == LaneChannels::kLanes);

/// Measures frames of all channels that it listens to, a tick of A-law at a time: those that
/// SpeechFrames measures, to the last bit, whatever path it takes. One thread; nothing allocates
/// after construction. A group of sixteen channels costs the same for one as for all of them, and
/// nothing while nobody of it is listened to.
class SpeechBank {
 public:
  explicit SpeechBank(int channels, const SpeechPath& path = WidestPath<SpeechPath>());

  /// Begins to listen, from the next tick on. Begins anew when it does already.
  void Start(ChannelIndex channel) noexcept;
  void Stop(ChannelIndex channel) noexcept;
  bool Listens(ChannelIndex channel) const noexcept { return channels_.Listens(channel); }

  /// One tick: `received` holds channels x 160 bytes. Calls `hear(channel, const SpeechFrame&)`,
  /// which may start and stop channels, for two frames of each.
  template <typename Hear>
  void Tick(const uint8_t* received, Hear&& hear) noexcept {
    for (int group = 0; group < channels_.Groups(); ++group) {
      if (!channels_.AnyIn(group)) continue;
      Decode(group, received);
      for (int frame = 0; frame < kFramesPerTick; ++frame) {
        const float* samples = &samples_[frame * kSpeechFrame * kSpeechLanes];
        path_.frame(lanes_[group], samples, kSpeechHighPass, kSpeechLanes);
        for (int lane = 0; lane < kSpeechLanes; ++lane) {
          const ChannelIndex index = group * kSpeechLanes + lane;
          if (channels_.Listens(index)) hear(index, FrameOf(lanes_[group], lane));
        }
      }
    }
  }

 private:
  static constexpr int kFramesPerTick = kFrameSamples / kSpeechFrame;

  void Decode(int group, const uint8_t* received) noexcept;

  const SpeechPath& path_;
  LaneChannels channels_;
  std::unique_ptr<SpeechLanes[]> lanes_;  // by group
  alignas(64) float samples_[kFrameSamples * kSpeechLanes];
};

}  // namespace spillway
