// SPDX-License-Identifier: GPL-2.0-or-later
// What can be asked of the media thread, and what does it do about it?
#include <algorithm>

#include "native/dsp/gain.h"
#include "native/media/dtmf_settings.h"
#include "native/media/media_engine.h"

namespace spillway {

void MediaEngine::Execute(const MediaCommand& command) noexcept {
  using Kind = MediaCommand::Kind;
  asked_ = true;
  if (command.kind == Kind::kStop) return Stop(command.operation);
  if (command.kind == Kind::kRelease) return Release(command);
  if (command.kind == Kind::kPause) return Pause(command.operation, command.on);
  if (command.kind == Kind::kGain) return Gain(command);
  if (command.kind == Kind::kRoute) return Route(command);
  if (command.kind == Kind::kLoadPrompt) return LoadPrompt(command);
  if (command.kind == Kind::kDropPrompt) return DropPrompt(command.prompt);
  if (command.channel < 0 || command.channel >= limits_.channels) return Refuse(command);

  switch (command.kind) {
    case Kind::kPlay:
      return Play(command);
    case Kind::kTone:
    case Kind::kSendDigits:
      return players_.Generate(command);
    case Kind::kListen:
      return Listen(command);
    case Kind::kRecord:
      return Record(command);
    case Kind::kDetect:
      return command.on ? DetectDigits(command.channel, command.dtmf)
                        : EndDetecting(command.channel);
    case Kind::kHearTones:
      return HearTones(command.channel, command.tones);
    case Kind::kHearSpeech:
      return speech_.Hear(command.channel, command.on, Now());
    case Kind::kJudgeAnswerer:
      return speech_.Judge(command.channel, command.on, Now());
    case Kind::kMask:
      return Mask(command.channel, command.on);
    case Kind::kMeter:
      return Meter(command.channel, command.intervalMs);
    case Kind::kReset:
      return Reset(command.channel);
    default:
      return;
  }
}

/// An operation that cannot begin has failed; its path goes to the disk thread to be freed.
void MediaEngine::Refuse(const MediaCommand& command) noexcept {
  FreeFile(command.file);
  if (command.operation == 0) return;
  facts_.Finished(command.channel, command.operation, FinishReason::kFailed);
}

void MediaEngine::FreeFile(char* file) noexcept {
  if (file == nullptr) return;
  DiskRequest request{};
  request.kind = DiskRequest::Kind::kFreeFile;
  request.file = file;
  // When even this does not fit, a path is leaked: thousands of requests wait for a dead disk.
  disk_->requests.TryPush(request);
}

void MediaEngine::Play(const MediaCommand& command) noexcept {
  const int count = std::min<int>(command.count, kPlaylistLength);
  const Prompt* prompts[kPlaylistLength];
  for (int i = 0; i < count; ++i) prompts[i] = prompts_.At(command.prompts[i]);

  const bool complete = std::find(prompts, prompts + count, nullptr) == prompts + count;
  if (count > 0 && complete) return players_.Play(command, prompts, count);
  players_.Clear(command);
  Refuse(command);
}

void MediaEngine::Gain(const MediaCommand& command) noexcept {
  players_.Gain(command.operation, static_cast<float>(AmplitudeRatio(command.gainDb)));
}

void MediaEngine::Listen(const MediaCommand& command) noexcept {
  auto& listens = channels_[command.channel].listens;
  const auto free = std::find_if(listens.begin(), listens.end(), [](const Listening& listening) {
    return listening.operation == 0;
  });
  const Prompt* prompt = prompts_.At(command.prompt);
  if (free == listens.end() || prompt == nullptr || prompt->Windows() == nullptr) {
    return Refuse(command);
  }
  free->operation = command.operation;
  free->prompt = prompt;
  free->index = command.prompt;
  free->since = Now();
  free->listener.Start(prompt->Windows());
}

void MediaEngine::Record(const MediaCommand& command) noexcept {
  if (recorders_.Start(command, tick_)) return OpenSides(command.channel);
  RecordingFailedFact failed;
  failed.channel = command.channel;
  failed.at = Now();
  failed.operation = command.operation;
  failed.failure = Failure::kTooMany;
  sink_->Tell(failed);
  Refuse(command);
}

/// The disk thread knows the recording, also one that is over here.
void MediaEngine::Release(const MediaCommand& command) noexcept {
  if (!command.on) Stop(command.operation);
  DiskRequest request{};
  request.kind =
      command.on ? DiskRequest::Kind::kReleaseRecording : DiskRequest::Kind::kDiscardRecording;
  request.operation = command.operation;
  disk_->requests.TryPush(request);  // room for all that can be asked between two turns of it
}

/// An operation that is not found has told its end already.
void MediaEngine::Stop(OperationId operation) noexcept {
  const ChannelIndex recorded = recorders_.Find(operation);
  if (recorded >= 0) {
    recorders_.Stop(recorded, FinishReason::kStopped, tick_);
    return CloseSides(recorded);
  }
  if (players_.Stop(operation)) return;
  for (ChannelIndex i = 0; i < limits_.channels; ++i) {
    for (int slot = 0; slot < kListensPerChannel; ++slot) {
      if (channels_[i].listens[slot].operation != operation) continue;
      return EndListening(i, slot, FinishReason::kStopped);
    }
  }
}

void MediaEngine::DetectDigits(ChannelIndex index, const DtmfOptions& options) noexcept {
  if (!dtmf_.Listens(index)) {  // else a digit under way would be told twice
    dtmf_.Start(index);
    channels_[index].detectingSince = Now();
  }
  const DtmfSettings settings = SettingsOf(options);
  dtmf_.Tune(index, options.own ? &settings : nullptr);
}

void MediaEngine::EndDetecting(ChannelIndex index) noexcept {
  dtmf_.Stop(index);
  masks_.Key(index, false);
}

void MediaEngine::Mask(ChannelIndex index, bool on) noexcept {
  if (on) return masks_.Begin(index);
  masks_.End(index);
}

void MediaEngine::Meter(ChannelIndex index, uint32_t intervalMs) noexcept {
  Channel& channel = channels_[index];
  channel.meterTicks = intervalMs == 0 ? 0 : std::max<uint32_t>(intervalMs / kTickMilliseconds, 1);
  channel.meterCount = 0;
  channel.receivedLevel = SignalLevel{};
  channel.sentLevel = SignalLevel{};
}

void MediaEngine::Reset(ChannelIndex channel) noexcept {
  players_.Reset(channel);
  for (int slot = 0; slot < kListensPerChannel; ++slot) {
    EndListening(channel, slot, FinishReason::kCleared);
  }
  recorders_.Stop(channel, FinishReason::kCleared, tick_);
  Deafen(channel);
  EndDetecting(channel);
  HearTones(channel, 0);
  speech_.Hear(channel, false, Now());
  speech_.Judge(channel, false, Now());
  masks_.Clear(channel);
  Meter(channel, 0);
}

void MediaEngine::LoadPrompt(const MediaCommand& command) noexcept {
  const PromptIndex prompt = command.prompt;
  DiskRequest request{};
  request.kind = DiskRequest::Kind::kLoadPrompt;
  request.prompt = prompt;
  request.file = command.file;
  if (prompts_.Has(prompt)) {
    request.generation = prompts_.Expect(prompt);
    if (disk_->requests.TryPush(request)) return;
  }
  FreeFile(command.file);
  PromptFailedFact failed;
  failed.at = Now();
  failed.prompt = prompt;
  failed.failure = Failure::kTooMany;
  sink_->Tell(failed);
}

void MediaEngine::DropPrompt(PromptIndex prompt) noexcept {
  if (!prompts_.Has(prompt)) return;
  prompts_.Expect(prompt);
  Retire(prompts_.Put(prompt, nullptr));
}

}  // namespace spillway
