// SPDX-License-Identifier: GPL-2.0-or-later
// What happens to the samples of every channel in a tick? (What changes it: engine_commands.cc.)
#include "native/media/media_engine.h"

#include <cstring>

#include "native/media/channel_frames.h"

namespace spillway {
namespace {

/// Prompts taken over in one tick; the rest waits. Replacing one that is in use looks at every
/// channel.
constexpr int kRepliesPerTick = 32;
constexpr double kSamplesPerMs = 8;

constexpr int kEarSides = 3;  // what a channel is sent, and both sides of its recording

}  // namespace

MediaEngine::MediaEngine(const MediaLimits& limits, DiskLink* disk, Sink* sink,
                         const DtmfSettings& dtmf, const TonePlan& tones)
    : limits_(limits),
      disk_(disk),
      sink_(sink),
      path_(WidestPath<SamplePath>()),
      facts_(sink),
      channels_(std::make_unique<Channel[]>(limits.channels)),
      dtmf_(limits.channels, dtmf),
      tones_(limits.channels, tones),
      speech_(limits.channels, sink),
      masks_(limits.channels),
      prompts_(limits.prompts),
      players_(limits.channels, &facts_),
      sources_(limits.channels),
      router_(kEarSides * limits.channels, sources_.Count()),
      recorders_(limits, disk),
      ownSides_(limits.channels, false) {
  for (auto& side : sides_) side.resize(static_cast<size_t>(limits.channels) * kFrameSamples);
}

MediaEngine::~MediaEngine() {
  while (retired_ != nullptr) {
    const Prompt* next = retired_->nextRetired;
    delete retired_;
    retired_ = next;
  }
}

void MediaEngine::Tick(const uint8_t* received, uint8_t* sent) noexcept {
  TakeReplies();
  std::memset(sent, kSilence, static_cast<size_t>(limits_.channels) * kFrameSamples);
  if (!idle_) TickChannels(received, sent);
  ++tick_;
  Publish();
}

void MediaEngine::TickChannels(const uint8_t* received, uint8_t* sent) noexcept {
  Hear(received);
  const uint8_t* audible = masks_.Tick(received);
  GiveReceived(received);
  players_.Tick(&sources_);
  for (ChannelIndex i = 0; i < limits_.channels; ++i) Speak(i, FrameOf(sent, i));
  TakeSides(audible, sent);
  router_.EndTick();
  for (ChannelIndex i = 0; shed_ == Shed::kNothing && i < limits_.channels; ++i) {
    Measure(i, FrameOf(received, i), FrameOf(sent, i));
  }
}

void MediaEngine::Hear(const uint8_t* received) noexcept {
  dtmf_.Tick(received,
             [this](ChannelIndex index, const DtmfEvent& event) { Detected(index, event); });
  if (shed_ < Shed::kTones) {
    tones_.Tick(received,
                [this](ChannelIndex index, const ToneEvent& event) { TellTone(index, event); });
  }
  if (shed_ < Shed::kSpeech) speech_.Tick(received, Now());
  for (ChannelIndex i = 0; i < limits_.channels; ++i) {
    for (int slot = 0; slot < kListensPerChannel; ++slot) {
      if (channels_[i].listens[slot].operation != 0) Match(i, slot, FrameOf(received, i));
    }
  }
}

void MediaEngine::Detected(ChannelIndex index, const DtmfEvent& event) noexcept {
  Channel& channel = channels_[index];
  masks_.Key(index, event.kind == DtmfEvent::Kind::kBegan);
  const double at = channel.detectingSince + static_cast<double>(event.at) / kSamplesPerMs;
  if (event.kind == DtmfEvent::Kind::kBegan) {
    channel.digitStarted = at;
    TellDigit(index, event);
    players_.Digit(index, event.digit);
    return;
  }
  DigitEndedFact fact;
  fact.channel = index;
  fact.at = Now();
  fact.digit = event.digit;
  fact.startedAt = channel.digitStarted;
  fact.durationMs = at - channel.digitStarted;
  fact.levelDbm0 = static_cast<float>(event.dbm0);
  sink_->Tell(fact);
}

void MediaEngine::TellDigit(ChannelIndex index, const DtmfEvent& event) noexcept {
  DigitFact fact;
  fact.channel = index;
  fact.at = Now();
  fact.digit = event.digit;
  fact.source = DigitSource::kDtmf;
  fact.startedAt = channels_[index].digitStarted;
  fact.durationMs = Now() + kTickMilliseconds - fact.startedAt;
  fact.levelDbm0 = static_cast<float>(event.dbm0);
  sink_->Tell(fact);
}

void MediaEngine::Match(ChannelIndex index, int slot, const uint8_t* received) noexcept {
  Listening& listening = channels_[index].listens[slot];
  const int64_t position = listening.listener.Feed(received, kFrameSamples);
  if (position == PromptListener::kNotHeard) return;

  HeardFact heard;
  heard.channel = index;
  heard.at = Now();
  heard.operation = listening.operation;
  heard.prompt = listening.index;
  heard.startedAt = listening.since + static_cast<double>(position) / kSamplesPerMs;
  sink_->Tell(heard);
  EndListening(index, slot, FinishReason::kCompleted);
}

void MediaEngine::Measure(ChannelIndex index, const uint8_t* received,
                          const uint8_t* sent) noexcept {
  Channel& channel = channels_[index];
  if (channel.meterTicks == 0) return;
  channel.receivedLevel.Feed(received, kFrameSamples);
  channel.sentLevel.Feed(sent, kFrameSamples);
  if (++channel.meterCount < channel.meterTicks) return;

  channel.meterCount = 0;
  LevelMeter level;
  level.channel = index;
  level.at = Now();
  level.receivedDbm0 = static_cast<float>(channel.receivedLevel.Take());
  level.sentDbm0 = static_cast<float>(channel.sentLevel.Take());
  sink_->PushMeter(Pack(level));
}

void MediaEngine::TakeReplies() noexcept {
  while (retired_ != nullptr) {
    const Prompt* next = retired_->nextRetired;
    DiskRequest request{};
    request.kind = DiskRequest::Kind::kFreePrompt;
    request.block = retired_;
    if (!disk_->requests.TryPush(request)) break;
    retired_ = next;
  }
  DiskReply reply;
  for (int i = 0; i < kRepliesPerTick && disk_->replies.TryPop(&reply); ++i) {
    if (reply.kind == DiskReply::Kind::kPromptReady) AdoptPrompt(reply);
    if (reply.kind == DiskReply::Kind::kRecordingFailed) {
      recorders_.Failed(reply.channel, reply.operation, tick_);
      if (!recorders_.Records(reply.channel)) CloseSides(reply.channel);
    }
  }
}

void MediaEngine::AdoptPrompt(const DiskReply& reply) noexcept {
  // Dropped or loaded anew since it was asked for: nobody waits for this one.
  if (!prompts_.Expected(reply.prompt, reply.generation)) return Retire(reply.block);

  Retire(prompts_.Put(reply.prompt, reply.block));
  PromptLoadedFact loaded;
  loaded.at = Now();
  loaded.prompt = reply.prompt;
  loaded.durationMs = static_cast<double>(reply.block->Size()) / kSamplesPerMs;
  sink_->Tell(loaded);
}

/// Ends whatever uses the prompt and has the disk thread free it.
void MediaEngine::Retire(const Prompt* prompt) noexcept {
  if (prompt == nullptr) return;
  players_.Retire(prompt);
  for (ChannelIndex i = 0; i < limits_.channels; ++i) {
    Channel& channel = channels_[i];
    for (int slot = 0; slot < kListensPerChannel; ++slot) {
      const Listening& listening = channel.listens[slot];
      if (listening.prompt == prompt) EndListening(i, slot, FinishReason::kStopped);
    }
  }
  prompt->nextRetired = retired_;
  retired_ = prompt;
}

void MediaEngine::EndListening(ChannelIndex index, int slot, FinishReason reason) noexcept {
  Listening& listening = channels_[index].listens[slot];
  if (listening.operation == 0) return;
  facts_.Finished(index, listening.operation, reason);
  listening.operation = 0;
  listening.prompt = nullptr;
}

}  // namespace spillway
