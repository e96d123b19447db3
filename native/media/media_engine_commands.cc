// SPDX-License-Identifier: GPL-2.0-or-later
// What can be asked of the media thread, and what does it do about it?
#include <algorithm>

#include "native/dsp/gain.h"
#include "native/media/media_engine.h"

namespace spillway {

void MediaEngine::Execute(const MediaCommand& command) noexcept {
  using Kind = MediaCommand::Kind;
  asked_ = true;
  switch (command.kind) {
    case Kind::kStop:
      return Stop(command.operation);
    case Kind::kRelease:
      return Release(command);
    case Kind::kPause:
      return Pause(command.operation, command.on);
    case Kind::kGain:
      players_.Gain(command.operation, static_cast<float>(AmplitudeRatio(command.gainDb)));
      return;
    case Kind::kRoute:
      return Route(command);
    case Kind::kLoadPrompt:
      return LoadPrompt(command);
    case Kind::kDropPrompt:
      return Retire(prompts_.Drop(command.prompt));
    default:
      if (command.channel < 0 || command.channel >= limits_.channels) return Refuse(command);
      return ExecuteOn(command);
  }
}

/// A command to a channel that there is.
void MediaEngine::ExecuteOn(const MediaCommand& command) noexcept {
  using Kind = MediaCommand::Kind;
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
    case Kind::kStream:
      return Stream(command);
    case Kind::kDetect:
      return Detect(command);
    case Kind::kHearTones:
      return tones_.Hear(command.channel, command.tones, Now());
    case Kind::kUseTones:
      return tones_.Use(command.channel, command.bank);
    case Kind::kHearCallerId:
      return callerIds_.Hear(command.channel, command.on);
    case Kind::kHearSpeech:
      return speech_.Hear(command.channel, command.on, Now());
    case Kind::kJudgeAnswerer:
      return speech_.Judge(command.channel, command.on, Now());
    case Kind::kMask:
      return Mask(command.channel, command.on);
    case Kind::kMeter:
      return meters_.Set(command.channel, command.intervalMs);
    case Kind::kReset:
      return Reset(command.channel);
    default:
      return;
  }
}

/// An operation that cannot begin has failed; its path goes to the disk thread to be freed.
void MediaEngine::Refuse(const MediaCommand& command) noexcept {
  if (command.kind == MediaCommand::Kind::kStream) return RefuseStream(command);
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

void MediaEngine::Listen(const MediaCommand& command) noexcept {
  if (!listens_.Listen(command, prompts_.At(command.prompt), Now())) Refuse(command);
}

void MediaEngine::Record(const MediaCommand& command) noexcept {
  if (recorders_.Start(command, tick_)) return ears_.OpenSides(command.channel);
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
    return ears_.CloseSides(recorded);
  }
  const ChannelIndex streamed = streams_.Find(operation);
  if (streamed >= 0) return EndStream(streamed, FinishReason::kStopped);

  if (!players_.Stop(operation)) listens_.Stop(operation);
}

void MediaEngine::Pause(OperationId operation, bool paused) noexcept {
  if (players_.Pause(operation, paused)) return;
  const ChannelIndex recorded = recorders_.Find(operation);
  if (recorded >= 0 && ears_.PauseSides(recorded, paused)) {
    facts_.Paused(recorded, operation, paused);
  }
}

void MediaEngine::Route(const MediaCommand& command) noexcept {
  auto* block = reinterpret_cast<RouteBlock*>(command.file);
  ears_.Route(block, [this](ChannelIndex channel) { return recorders_.Records(channel); });
  for (uint32_t i = 0; i < block->ears; ++i) BeginStreamEar(block->Ears()[i]);
  RoutedFact routed;
  routed.channel = block->Ears()[0].channel;
  routed.at = Now();
  routed.operation = command.operation;
  routed.ears = block->ears;
  sink_->Tell(routed);
  FreeFile(command.file);
}

void MediaEngine::Detect(const MediaCommand& command) noexcept {
  if (command.on) return digits_.Hear(command.channel, command.dtmf, Now());
  EndDetecting(command.channel);
}

void MediaEngine::EndDetecting(ChannelIndex channel) noexcept {
  digits_.Stop(channel);
  masks_.Key(channel, false);
}

void MediaEngine::Mask(ChannelIndex index, bool on) noexcept {
  if (on) return masks_.Begin(index);
  masks_.End(index);
}

/// The call is over.
void MediaEngine::Reset(ChannelIndex channel) noexcept {
  players_.Reset(channel);
  listens_.End(channel, FinishReason::kCleared);
  recorders_.Stop(channel, FinishReason::kCleared, tick_);
  EndStream(channel, FinishReason::kCleared);
  ears_.Deafen(channel);
  EndDetecting(channel);
  ownEcho_.Reset(channel);
  tones_.Hear(channel, 0, Now());
  callerIds_.Hear(channel, false);
  speech_.Hear(channel, false, Now());
  speech_.Judge(channel, false, Now());
  masks_.Clear(channel);
  meters_.Set(channel, 0);
}

void MediaEngine::LoadPrompt(const MediaCommand& command) noexcept {
  if (!prompts_.Load(command, Now())) FreeFile(command.file);
}

/// Ends whatever uses the prompt and has the disk thread free it.
void MediaEngine::Retire(const Prompt* prompt) noexcept {
  if (prompt == nullptr) return;
  players_.Retire(prompt);
  listens_.Retire(prompt);
  prompts_.Retire(prompt);
}

}  // namespace spillway
