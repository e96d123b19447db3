// SPDX-License-Identifier: GPL-2.0-or-later
// Which channels are being recorded, and how do their frames get to the disk thread?
#include "native/media/recorders.h"

namespace spillway {

Recorders::Recorders(const MediaLimits& limits, DiskLink* link)
    : link_(link), most_(limits.recorders), recorders_(limits.channels) {
  for (size_t i = 0; i < recorders_.size(); ++i) recorders_[i].frames = link->frames[i].get();
}

bool Recorders::Start(const MediaCommand& command, uint64_t tick) noexcept {
  Recorder& recorder = recorders_[command.channel];
  if (recorder.state == State::kEnding) PushEnd(&recorder);
  if (recorder.state != State::kFree || underWay_ >= most_) return false;

  DiskRequest request{};
  request.kind = DiskRequest::Kind::kOpenRecording;
  request.channel = command.channel;
  request.operation = command.operation;
  request.tick = tick;
  request.file = command.file;
  request.held = command.on;
  if (!link_->requests.TryPush(request)) return false;

  recorder.state = State::kRecording;
  recorder.started = false;
  recorder.operation = command.operation;
  ++underWay_;
  return true;
}

ChannelIndex Recorders::Find(OperationId operation) const noexcept {
  for (size_t i = 0; i < recorders_.size(); ++i) {
    const Recorder& recorder = recorders_[i];
    if (recorder.state == State::kRecording && recorder.operation == operation) {
      return static_cast<ChannelIndex>(i);
    }
  }
  return -1;
}

void Recorders::Stop(ChannelIndex channel, FinishReason reason, uint64_t tick) noexcept {
  Recorder& recorder = recorders_[channel];
  if (recorder.state == State::kRecording) End(&recorder, reason, tick);
}

void Recorders::End(Recorder* recorder, FinishReason reason, uint64_t tick) noexcept {
  --underWay_;
  recorder->state = State::kEnding;
  recorder->reason = reason;
  recorder->endTick = tick;
  PushEnd(recorder);
}

/// The end must not get lost: when the ring is full it is tried again every tick.
void Recorders::PushEnd(Recorder* recorder) noexcept {
  if (recorder->frames->TryPushEnd(recorder->endTick, recorder->reason)) {
    recorder->state = State::kFree;
  }
}

void Recorders::Failed(ChannelIndex channel, OperationId operation, uint64_t tick) noexcept {
  Recorder& recorder = recorders_[channel];
  if (recorder.state != State::kRecording || recorder.operation != operation) return;
  End(&recorder, FinishReason::kFailed, tick);
}

}  // namespace spillway
