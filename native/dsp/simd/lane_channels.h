// SPDX-License-Identifier: GPL-2.0-or-later
// Which of many channels does a bank of detectors listen to, sixteen at a time?
#pragma once

#include <cstdint>
#include <memory>

#include "native/core/ids.h"

namespace spillway {

/// Channels in groups of sixteen, which are the lanes of one set of arrays. One thread; nothing
/// allocates after construction.
class LaneChannels {
 public:
  static constexpr int kLanes = 16;

  explicit LaneChannels(int channels);

  int Groups() const noexcept { return groupCount_; }
  static int GroupOf(ChannelIndex channel) noexcept { return channel / kLanes; }
  static int LaneOf(ChannelIndex channel) noexcept { return channel % kLanes; }

  /// From now on the channel is listened to. `heard`: samples that the bank has heard until now.
  void Start(ChannelIndex channel, uint64_t heard) noexcept;
  void Stop(ChannelIndex channel) noexcept;
  /// False as well for a lane of the last group that is no channel.
  bool Listens(ChannelIndex channel) const noexcept {
    return channel < channelCount_ && channels_[channel].listens;
  }
  /// Whether any channel of the group is listened to.
  bool AnyIn(int group) const noexcept { return listeners_[group] != 0; }
  /// Samples that the bank had heard when the channel was started.
  uint64_t Since(ChannelIndex channel) const noexcept { return channels_[channel].since; }

  /// Where each lane of a group finds its tick in `received`, channels x 160 bytes of A-law; lanes
  /// that nobody listens to find silence.
  void FindRows(int group, const uint8_t* received, const uint8_t* rows[kLanes]) const noexcept;
  /// Has the processor fetch a tick of the next group while this one is worked on: a group's rows
  /// are read crosswise, which no processor foresees.
  void FetchNext(int group, const uint8_t* received) const noexcept;

 private:
  struct Channel {
    bool listens{false};
    uint64_t since{0};
  };

  const int channelCount_;
  const int groupCount_;
  std::unique_ptr<int[]> listeners_;  // by group
  std::unique_ptr<Channel[]> channels_;
};

}  // namespace spillway
