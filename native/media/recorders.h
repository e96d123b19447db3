// SPDX-License-Identifier: GPL-2.0-or-later
// Which channels are being recorded, and how do their frames get to the disk thread?
#pragma once

#include <cstdint>
#include <vector>

#include "native/core/ids.h"
#include "native/media/commands.h"
#include "native/media/disk_link.h"

namespace spillway {

/// The media side of all recorders. A recorder is taken at Start, gets a frame a tick until Stop,
/// and is free again when the disk thread has emptied its ring. A frame that finds the ring full is
/// left out; the disk thread sees the gap by the tick numbers. Media thread only; nothing allocates
/// after construction.
class Recorders {
 public:
  Recorders(const MediaLimits& limits, DiskLink* link);
  Recorders(const Recorders&) = delete;
  Recorders& operator=(const Recorders&) = delete;

  /// Takes a recorder and hands the command's file to the disk thread. False when none is free, the
  /// channel is being recorded already, or the disk thread has too much to do.
  bool Start(const MediaCommand& command, uint64_t tick) noexcept;
  /// Ends the recording of a channel, if there is one; the disk thread tells `finished`.
  void Stop(ChannelIndex channel, FinishReason reason, uint64_t tick) noexcept;
  /// The channel that the operation records, or -1.
  ChannelIndex Find(OperationId operation) const noexcept;

  /// One tick of every recording. `started` is called with (channel, operation) on a first frame.
  template <typename Started>
  void Tick(uint64_t tick, const uint8_t* received, const uint8_t* sent, Started started) noexcept {
    for (Recorder& recorder : recorders_) {
      if (recorder.state == State::kEnding) PushEnd(&recorder);
      if (recorder.state != State::kRecording) continue;
      PushFrame(&recorder, tick, received, sent);
      if (!recorder.started) started(recorder.channel, recorder.operation);
      recorder.started = true;
    }
  }

  /// The disk thread gave up: frames are of no use any more.
  void Failed(int recorder, uint64_t tick) noexcept;
  /// The disk thread has all of it.
  void Closed(int recorder) noexcept;

 private:
  enum class State : uint8_t { kFree, kRecording, kEnding, kEnded };
  struct Recorder {
    State state{State::kFree};
    bool started{false};
    FinishReason reason{};
    ChannelIndex channel{-1};
    OperationId operation{0};
    uint64_t endTick{0};
    SpscRing<RecorderFrame>* frames{nullptr};
  };
  void End(Recorder* recorder, FinishReason reason, uint64_t tick) noexcept;
  static void PushEnd(Recorder* recorder) noexcept;
  static void PushFrame(Recorder* recorder, uint64_t tick, const uint8_t* received,
                        const uint8_t* sent) noexcept;

  DiskLink* const link_;
  std::vector<Recorder> recorders_;
  std::vector<int> byChannel_;  // recorder that records a channel, or -1
};

}  // namespace spillway
