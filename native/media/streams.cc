// SPDX-License-Identifier: GPL-2.0-or-later
// Which channels have a stream, and what goes over it in a tick?
#include "native/media/streams.h"

#include <algorithm>

namespace spillway {
namespace {

constexpr uint64_t kTicksBetweenFacts = 1000 / kTickMilliseconds;

}  // namespace

Streams::Streams(int channels, Sink* sink) : sink_(sink), streams_(channels) {
  open_.reserve(channels);
  ended_.reserve(channels);
}

bool Streams::Start(const MediaCommand& command) noexcept {
  Stream& stream = streams_[command.channel];
  if (stream.memory != nullptr) return false;
  stream = Stream{};
  stream.memory = command.stream;
  stream.operation = command.operation;
  stream.hears = command.on;
  stream.out = command.stream->Writer();
  stream.in = command.stream->Reader();
  open_.push_back(command.channel);
  return true;
}

void Streams::End(ChannelIndex channel, FinishReason reason, double now) noexcept {
  Stream& stream = streams_[channel];
  if (stream.memory == nullptr) return;
  open_.erase(std::find(open_.begin(), open_.end(), channel));
  if (std::find(ended_.begin(), ended_.end(), channel) == ended_.end()) ended_.push_back(channel);
  EndedFact ended;
  ended.channel = channel;
  ended.at = now;
  ended.operation = stream.operation;
  ended.reason = reason;
  ended.heard = stream.heard;
  ended.given = stream.given;
  ended.lost = stream.counts.lost;
  ended.missing = stream.counts.missing;
  ended.late = stream.counts.late;
  sink_->Tell(ended);
  stream.memory->Release();
  stream.memory = nullptr;
}

ChannelIndex Streams::Find(OperationId operation) const noexcept {
  for (const ChannelIndex channel : open_) {
    if (streams_[channel].operation == operation) return channel;
  }
  return -1;
}

bool Streams::Over(ChannelIndex channel, FinishReason* reason) noexcept {
  Stream& stream = streams_[channel];
  const StreamUser user = stream.memory->Head()->user.load(std::memory_order_acquire);
  stream.attached = user != StreamUser::kNone;
  stream.out.Look();
  stream.in.Look();
  const bool broken = stream.out.Broken() || stream.in.Broken();
  *reason = !broken && user == StreamUser::kDone ? FinishReason::kCompleted : FinishReason::kFailed;
  // What it said before it was through is said to the end.
  stream.hears = stream.hears && user != StreamUser::kDone;
  if (user == StreamUser::kDone && !broken) return stream.in.Front() == nullptr;
  return broken || user > StreamUser::kDone;
}

/// The frame that belongs here, if it has come; those that are too late are dropped.
bool Streams::Next(Stream* stream, uint64_t tick) noexcept {
  const FrameHeader* front = stream->in.Front();
  while (front != nullptr && front->tick != 0 && front->tick < tick) {
    stream->in.Drop();
    ++stream->counts.late;
    front = stream->in.Front();
  }
  return front != nullptr && front->tick <= tick;
}

void Streams::Give(ChannelIndex channel, uint64_t tick, SoundSources* sources) noexcept {
  Stream& stream = streams_[channel];
  const SourceIndex source = sources->Of(SourceKind::kStream, channel);
  sources->Hush(source);
  if (!Next(&stream, tick)) {
    if (stream.giving && stream.in.Front() == nullptr) ++stream.counts.missing;
    return;
  }
  stream.giving = (stream.in.Front()->flags & kLastFrame) == 0;
  stream.in.Take(stream.sound);
  ++stream.given;
  sources->Give(source, stream.sound);
}

void Streams::GiveLast(ChannelIndex channel, uint64_t tick, SoundSources* sources) noexcept {
  Stream& stream = streams_[channel];
  const SourceIndex source = sources->Of(SourceKind::kStream, channel);
  sources->Hush(source);
  if (!Next(&stream, tick)) return;
  stream.in.Take(stream.sound);
  sources->Give(source, stream.sound);
}

bool Streams::Begins(ChannelIndex channel) noexcept {
  Stream& stream = streams_[channel];
  const bool begins = stream.attached && !stream.begun;
  stream.begun = stream.attached;
  return begins;
}

void Streams::Take(ChannelIndex channel, uint64_t tick, double now, const uint8_t* heard) noexcept {
  Stream& stream = streams_[channel];
  const uint8_t* const sound[] = {heard};
  if (stream.out.TryPush({tick, now, 0, 0}, sound)) {
    ++stream.heard;
  } else {
    ++stream.counts.lost;
  }
}

void Streams::HushEnded(SoundSources* sources) noexcept {
  for (const ChannelIndex channel : ended_) {
    sources->Hush(sources->Of(SourceKind::kStream, channel));
  }
  ended_.clear();
}

void Streams::Tell(ChannelIndex channel, uint64_t tick, double now) noexcept {
  Stream& stream = streams_[channel];
  const Counts& counts = stream.counts;
  Counts& told = stream.told;
  const bool news =
      counts.lost != told.lost || counts.missing != told.missing || counts.late != told.late;
  if (!news || tick < stream.mayTellAt) return;
  StalledFact stalled;
  stalled.channel = channel;
  stalled.at = now;
  stalled.operation = stream.operation;
  stalled.lost = counts.lost - told.lost;
  stalled.missing = counts.missing - told.missing;
  stalled.late = counts.late - told.late;
  sink_->Tell(stalled);
  told = counts;
  stream.mayTellAt = tick + kTicksBetweenFacts;
}

}  // namespace spillway
