// SPDX-License-Identifier: GPL-2.0-or-later
// Which prompts are listened for, and which have arrived?
#include "native/media/prompt_watch.h"

#include <algorithm>

#include "native/media/channel_frames.h"

namespace spillway {

/// Calls `act(channel, listening)` for every operation under way.
template <typename Act>
void PromptWatch::ForEach(Act&& act) noexcept {
  for (ChannelIndex i = 0; i < static_cast<int>(channels_.size()); ++i) {
    if (channels_[i].underWay == 0) continue;
    for (Listening& listening : channels_[i].listens) {
      if (listening.operation != 0) act(i, &listening);
    }
  }
}

bool PromptWatch::Listen(const MediaCommand& command, const Prompt* prompt, double now) noexcept {
  Channel& channel = channels_[command.channel];
  if (channel.underWay == kListensPerChannel) return false;
  if (prompt == nullptr || prompt->Windows() == nullptr) return false;
  Listening& free =
      *std::find_if(channel.listens.begin(), channel.listens.end(),
                    [](const Listening& listening) { return listening.operation == 0; });
  free.operation = command.operation;
  free.prompt = prompt;
  free.index = command.prompt;
  free.since = now;
  free.listener.Start(prompt->Windows());
  ++channel.underWay;
  return true;
}

bool PromptWatch::Stop(OperationId operation) noexcept {
  bool found = false;
  ForEach([&](ChannelIndex channel, Listening* listening) {
    if (listening->operation != operation) return;
    Finish(channel, listening, FinishReason::kStopped);
    found = true;
  });
  return found;
}

void PromptWatch::End(ChannelIndex channel, FinishReason reason) noexcept {
  for (Listening& listening : channels_[channel].listens) {
    if (listening.operation != 0) Finish(channel, &listening, reason);
  }
}

void PromptWatch::Retire(const Prompt* prompt) noexcept {
  ForEach([&](ChannelIndex channel, Listening* listening) {
    if (listening->prompt == prompt) Finish(channel, listening, FinishReason::kStopped);
  });
}

void PromptWatch::Tick(const uint8_t* received, double now) noexcept {
  ForEach([&](ChannelIndex channel, Listening* listening) {
    Match(channel, listening, FrameOf(received, channel), now);
  });
}

void PromptWatch::Skip(double milliseconds) noexcept {
  ForEach([&](ChannelIndex, Listening* listening) { listening->since += milliseconds; });
}

void PromptWatch::Match(ChannelIndex channel, Listening* listening, const uint8_t* received,
                        double now) noexcept {
  const int64_t position = listening->listener.Feed(received, kFrameSamples);
  if (position == PromptListener::kNotHeard) return;

  HeardFact heard;
  heard.channel = channel;
  heard.at = now;
  heard.operation = listening->operation;
  heard.prompt = listening->index;
  heard.startedAt = listening->since + static_cast<double>(position) / kSamplesPerMs;
  sink_->Tell(heard);
  Finish(channel, listening, FinishReason::kCompleted);
}

void PromptWatch::Finish(ChannelIndex channel, Listening* listening, FinishReason reason) noexcept {
  facts_->Finished(channel, listening->operation, reason);
  listening->operation = 0;
  listening->prompt = nullptr;
  --channels_[channel].underWay;
}

}  // namespace spillway
