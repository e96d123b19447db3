// SPDX-License-Identifier: GPL-2.0-or-later
// Which channels are being recorded, and how do their frames get to the disk thread?
#include "native/media/recorders.h"

#include <algorithm>
#include <cstring>

namespace spillway {

Recorders::Recorders(const MediaLimits& limits, DiskLink* link)
    : link_(link), recorders_(RecorderCount(limits)), byChannel_(limits.channels, -1) {
  for (size_t i = 0; i < recorders_.size(); ++i) recorders_[i].frames = link->frames[i].get();
}

bool Recorders::Start(const MediaCommand& command, uint64_t tick) noexcept {
  const ChannelIndex channel = command.channel;
  if (byChannel_[channel] >= 0) return false;
  const auto free = std::find_if(recorders_.begin(), recorders_.end(),
                                 [](const Recorder& r) { return r.state == State::kFree; });
  if (free == recorders_.end()) return false;

  const auto index = static_cast<int>(free - recorders_.begin());
  DiskRequest request{};
  request.kind = DiskRequest::Kind::kOpenRecording;
  request.recorder = index;
  request.channel = channel;
  request.operation = command.operation;
  request.tick = tick;
  request.file = command.file;
  request.held = command.on;
  if (!link_->requests.TryPush(request)) return false;

  free->state = State::kRecording;
  free->started = false;
  free->channel = channel;
  free->operation = command.operation;
  byChannel_[channel] = index;
  return true;
}

ChannelIndex Recorders::Find(OperationId operation) const noexcept {
  for (const Recorder& recorder : recorders_) {
    if (recorder.state == State::kRecording && recorder.operation == operation) {
      return recorder.channel;
    }
  }
  return -1;
}

void Recorders::Stop(ChannelIndex channel, FinishReason reason, uint64_t tick) noexcept {
  const int index = byChannel_[channel];
  if (index >= 0) End(&recorders_[index], reason, tick);
}

void Recorders::End(Recorder* recorder, FinishReason reason, uint64_t tick) noexcept {
  byChannel_[recorder->channel] = -1;
  recorder->state = State::kEnding;
  recorder->reason = reason;
  recorder->endTick = tick;
  PushEnd(recorder);
}

/// The end must not get lost: when the ring is full it is tried again every tick.
void Recorders::PushEnd(Recorder* recorder) noexcept {
  RecorderFrame frame;
  frame.tick = recorder->endTick;
  frame.end = true;
  frame.reason = recorder->reason;
  if (recorder->frames->TryPush(frame)) recorder->state = State::kEnded;
}

void Recorders::PushFrame(Recorder* recorder, uint64_t tick, const uint8_t* received,
                          const uint8_t* sent) noexcept {
  const size_t offset = static_cast<size_t>(recorder->channel) * kFrameSamples;
  RecorderFrame frame;
  frame.tick = tick;
  frame.end = false;
  frame.reason = FinishReason::kCompleted;
  std::memcpy(frame.received, received + offset, kFrameSamples);
  std::memcpy(frame.sent, sent + offset, kFrameSamples);
  recorder->frames->TryPush(frame);
}

void Recorders::Failed(int recorder, uint64_t tick) noexcept {
  Recorder& failed = recorders_[recorder];
  if (failed.state == State::kRecording) End(&failed, FinishReason::kFailed, tick);
}

void Recorders::Closed(int recorder) noexcept { recorders_[recorder].state = State::kFree; }

}  // namespace spillway
