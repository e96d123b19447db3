// SPDX-License-Identifier: GPL-2.0-or-later
// Which channels are being recorded, and how do their frames get to the disk thread?
#pragma once

#include <cstdint>
#include <vector>

#include "native/contract/commands.h"
#include "native/core/ids.h"
#include "native/media/disk_link.h"
#include "native/media/media_limits.h"

namespace spillway {

/// The media side of all recorders, one a channel. It gets a frame a tick from Start to Stop, and
/// can begin the next recording at once: that goes behind the end of the one before. A frame that
/// finds the ring full is left out; the disk thread sees the gap by the tick numbers. Media thread
/// only; nothing allocates after construction.
class Recorders {
 public:
  Recorders(const MediaLimits& limits, DiskLink* link);
  Recorders(const Recorders&) = delete;
  Recorders& operator=(const Recorders&) = delete;

  /// Begins and hands the command's file to the disk thread. False when the channel is being
  /// recorded already, as many are as can be, or the disk thread has too much to do.
  bool Start(const MediaCommand& command, uint64_t tick) noexcept;
  /// Ends the recording of a channel, if there is one; the disk thread tells `finished`.
  void Stop(ChannelIndex channel, FinishReason reason, uint64_t tick) noexcept;
  bool Records(ChannelIndex channel) const noexcept {
    return recorders_[channel].state == State::kRecording;
  }
  /// Nothing is recorded there, and the disk thread knows it.
  bool Free(ChannelIndex channel) const noexcept {
    return recorders_[channel].state == State::kFree;
  }
  /// The channel that the operation records, or -1.
  ChannelIndex Find(OperationId operation) const noexcept;

  /// One tick of every recording. `started` is called with (channel, operation) on a first frame.
  template <typename Started>
  void Tick(uint64_t tick, const uint8_t* received, const uint8_t* sent, Started started) noexcept {
    for (ChannelIndex channel = 0; channel < static_cast<int>(recorders_.size()); ++channel) {
      Recorder& recorder = recorders_[channel];
      if (recorder.state == State::kEnding) PushEnd(&recorder);
      if (recorder.state != State::kRecording) continue;
      const size_t offset = static_cast<size_t>(channel) * kFrameSamples;
      recorder.frames->TryPush(tick, received + offset, sent + offset);
      if (!recorder.started) started(channel, recorder.operation);
      recorder.started = true;
    }
  }

  /// The disk thread gave up: frames are of no use any more.
  void Failed(ChannelIndex channel, OperationId operation, uint64_t tick) noexcept;

 private:
  enum class State : uint8_t { kFree, kRecording, kEnding };
  struct Recorder {
    State state{State::kFree};
    bool started{false};
    FinishReason reason{};
    OperationId operation{0};
    uint64_t endTick{0};
    RecorderRing* frames{nullptr};
  };
  void End(Recorder* recorder, FinishReason reason, uint64_t tick) noexcept;
  static void PushEnd(Recorder* recorder) noexcept;

  DiskLink* const link_;
  const int most_;
  int underWay_{0};
  std::vector<Recorder> recorders_;  // by channel
};

}  // namespace spillway
