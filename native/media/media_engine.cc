// SPDX-License-Identifier: GPL-2.0-or-later
// What happens to the samples of every channel in a tick? (What changes it:
// media_engine_commands.cc.)
#include "native/media/media_engine.h"

#include <cstring>

namespace spillway {
namespace {

/// Prompts taken over in one tick; the rest waits. Replacing one that is in use looks at every
/// channel.
constexpr int kRepliesPerTick = 32;

}  // namespace

MediaEngine::MediaEngine(const MediaLimits& limits, DiskLink* disk, Sink* sink,
                         const DtmfSettings& dtmf, const TonePlans& tones)
    : limits_(limits),
      disk_(disk),
      sink_(sink),
      facts_(sink),
      ownEcho_(limits.channels),
      digits_(limits.channels, dtmf, sink),
      tones_(limits.channels, tones, sink),
      callerIds_(limits.channels, sink),
      speech_(limits.channels, sink),
      listens_(limits.channels, &facts_, sink),
      meters_(limits.channels, sink),
      masks_(limits.channels),
      prompts_(limits.prompts, disk, sink),
      players_(limits.channels, &facts_),
      ears_(limits.channels, &players_),
      recorders_(limits, disk),
      streams_(limits.channels, sink),
      useTicks_(limits.channels, 0) {}

void MediaEngine::Tick(const uint8_t* received, uint8_t* sent) noexcept {
  TakeReplies();
  if (idle_) {
    std::memset(sent, kSilence, static_cast<size_t>(limits_.channels) * kFrameSamples);
  } else {
    TickChannels(received, sent);
  }
  ++tick_;
  Publish();
}

void MediaEngine::TickChannels(const uint8_t* received, uint8_t* sent) noexcept {
  Hear(received);
  const uint8_t* audible = masks_.Tick(received);
  ears_.GiveReceived(received, masks_);
  GiveStreams();
  players_.Tick(&ears_.Sources());
  ears_.Speak(sent);
  ownEcho_.Play(sent);
  ears_.GiveSent(sent, streams_.Any());
  Record(audible, sent);
  TakeStreams();
  ears_.EndTick();
  if (shed_ == Shed::kNothing) meters_.Tick(received, sent, Now());
}

void MediaEngine::TakeReplies() noexcept {
  prompts_.FreeRetired();
  DiskReply reply;
  for (int i = 0; i < kRepliesPerTick && disk_->replies.TryPop(&reply); ++i) {
    if (reply.kind == DiskReply::Kind::kPromptReady) Retire(prompts_.Adopt(reply, Now()));
    if (reply.kind == DiskReply::Kind::kRecordingFailed) {
      recorders_.Failed(reply.channel, reply.operation, tick_);
      if (!recorders_.Records(reply.channel)) ears_.CloseSides(reply.channel);
    }
  }
}

void MediaEngine::Hear(const uint8_t* received) noexcept {
  const uint8_t* foreign = ownEcho_.Without(received, [this](ChannelIndex channel) {
    return shed_ == Shed::kNothing && digits_.Listens(channel) && players_.SaysPrompts(channel);
  });
  digits_.Tick(foreign, Now(), [this](ChannelIndex channel, char digit, bool down) {
    masks_.Key(channel, down);
    if (down) players_.Digit(channel, digit);
  });
  if (shed_ < Shed::kTones) tones_.Tick(received, Now());
  if (shed_ < Shed::kSpeech) speech_.Tick(received, Now());
  callerIds_.Tick(received, Now());
  listens_.Tick(received, Now());
}

void MediaEngine::Record(const uint8_t* audible, const uint8_t* sent) noexcept {
  const uint8_t* left = ears_.TakeSide(EarSide::kLeft, audible, sent);
  const uint8_t* right = ears_.TakeSide(EarSide::kRight, audible, sent);
  recorders_.Tick(tick_, left, right, [this](ChannelIndex channel, OperationId operation) {
    facts_.Started(channel, operation);
  });
}

void MediaEngine::GiveUp(Shed shed) noexcept {
  const bool speech = shed < Shed::kSpeech, spoke = shed_ < Shed::kSpeech;
  const bool tones = shed < Shed::kTones, sounded = shed_ < Shed::kTones;
  shed_ = shed;
  if (spoke && !speech) speech_.Pause(Now());
  if (!spoke && speech) speech_.Resume(Now());
  if (sounded && !tones) tones_.Pause(Now());
  if (!sounded && tones) tones_.Resume(Now());
}

}  // namespace spillway
