// SPDX-License-Identifier: GPL-2.0-or-later
// What happens to the samples of every channel in a tick? (What changes it: engine_commands.cc.)
#include "native/media/engine.h"

#include <cstring>

#include "native/dsp/g711.h"

namespace spillway {
namespace {

/// Prompts taken over in one tick; the rest waits. Replacing one that is in use looks at every
/// channel.
constexpr int kRepliesPerTick = 32;
constexpr double kSamplesPerMs = 8;

const uint8_t* FrameOf(const uint8_t* frames, ChannelIndex channel) noexcept {
  return frames + static_cast<size_t>(channel) * kFrameSamples;
}

uint8_t* FrameOf(uint8_t* frames, ChannelIndex channel) noexcept {
  return frames + static_cast<size_t>(channel) * kFrameSamples;
}

}  // namespace

MediaEngine::MediaEngine(const MediaLimits& limits, DiskLink* disk, Sink* sink,
                         const DtmfSettings& dtmf, const TonePlan& tones)
    : limits_(limits),
      disk_(disk),
      sink_(sink),
      channels_(std::make_unique<Channel[]>(limits.channels)),
      dtmf_(limits.channels, dtmf),
      tones_(limits.channels, tones),
      speech_(limits.channels, sink),
      masks_(limits.channels),
      prompts_(limits.prompts),
      bridges_(limits),
      recorders_(limits, disk) {}

MediaEngine::~MediaEngine() {
  while (retired_ != nullptr) {
    const Prompt* next = retired_->nextRetired;
    delete retired_;
    retired_ = next;
  }
}

void MediaEngine::Tick(const uint8_t* received, uint8_t* sent) noexcept {
  TakeReplies();
  Hear(received);

  std::memset(sent, kSilence, static_cast<size_t>(limits_.channels) * kFrameSamples);
  const uint8_t* audible = masks_.Tick(received);
  bridges_.Tick(audible, sent);
  for (ChannelIndex i = 0; i < limits_.channels; ++i) Speak(i, FrameOf(sent, i));

  recorders_.Tick(tick_, audible, sent, [this](ChannelIndex channel, OperationId operation) {
    TellStarted(channel, operation);
  });
  for (ChannelIndex i = 0; shed_ == Shed::kNothing && i < limits_.channels; ++i) {
    Measure(i, FrameOf(received, i), FrameOf(sent, i));
  }
  ++tick_;
  Publish();
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
    if (channel.player.StoppedBy(event.digit)) EndPlaying(index, FinishReason::kDigit, event.digit);
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

void MediaEngine::Speak(ChannelIndex index, uint8_t* sent) noexcept {
  Player& player = channels_[index].player;
  if (!player.Playing()) return;
  if (player.AtStart()) TellStarted(index, player.Operation());
  if (!player.Fill(sent)) EndPlaying(index, FinishReason::kCompleted, 0);
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
    if (reply.kind == DiskReply::Kind::kRecordingFailed) recorders_.Failed(reply.recorder, tick_);
    if (reply.kind == DiskReply::Kind::kRecordingClosed) recorders_.Closed(reply.recorder);
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
  for (ChannelIndex i = 0; i < limits_.channels; ++i) {
    Channel& channel = channels_[i];
    if (channel.player.Uses(prompt)) EndPlaying(i, FinishReason::kStopped, 0);
    for (int slot = 0; slot < kListensPerChannel; ++slot) {
      const Listening& listening = channel.listens[slot];
      if (listening.prompt == prompt) EndListening(i, slot, FinishReason::kStopped);
    }
  }
  prompt->nextRetired = retired_;
  retired_ = prompt;
}

void MediaEngine::EndPlaying(ChannelIndex index, FinishReason reason, char digit) noexcept {
  Player& player = channels_[index].player;
  if (!player.Playing()) return;
  TellFinished(index, player.Operation(), reason, player.PlayedMs(), digit);
  player.Stop();
}

void MediaEngine::EndListening(ChannelIndex index, int slot, FinishReason reason) noexcept {
  Listening& listening = channels_[index].listens[slot];
  if (listening.operation == 0) return;
  TellFinished(index, listening.operation, reason, 0, 0);
  listening.operation = 0;
  listening.prompt = nullptr;
}

void MediaEngine::TellStarted(ChannelIndex channel, OperationId operation) noexcept {
  StartedFact started;
  started.channel = channel;
  started.at = Now();
  started.operation = operation;
  sink_->Tell(started);
}

void MediaEngine::TellFinished(ChannelIndex channel, OperationId operation, FinishReason reason,
                               double playedMs, char digit) noexcept {
  FinishedFact finished;
  finished.channel = channel;
  finished.at = Now();
  finished.operation = operation;
  finished.reason = reason;
  finished.digit = digit;
  finished.playedMs = playedMs;
  sink_->Tell(finished);
}

}  // namespace spillway
