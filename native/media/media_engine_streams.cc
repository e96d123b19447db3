// SPDX-License-Identifier: GPL-2.0-or-later
// How do streams begin and end, and what do they hear and say in a tick?
#include "native/media/media_engine.h"
#include "native/media/route_block.h"

namespace spillway {

/// A stream begins with what its channel receives, whatever the one before heard, and is heard by
/// nobody.
void MediaEngine::Stream(const MediaCommand& command) noexcept {
  const ChannelIndex channel = command.channel;
  if (!streams_.Start(command)) return RefuseStream(command);
  ears_.OpenStream(channel, command.on);
  BeginStreamEar({channel, EarSide::kStream, 0});
}

/// A stream that has heard nothing yet hears its first sample whole.
void MediaEngine::BeginStreamEar(const RouteEar& ear) noexcept {
  if (ear.side != EarSide::kStream || streams_.HasHeard(ear.channel)) return;
  ears_.BeginStream(ear.channel);
}

void MediaEngine::RefuseStream(const MediaCommand& command) noexcept {
  command.stream->Release();
  EndedFact ended;
  ended.channel = command.channel;
  ended.at = Now();
  ended.operation = command.operation;
  ended.reason = FinishReason::kFailed;
  sink_->Tell(ended);
}

/// Its source fades over what it would have given next, if that is there.
void MediaEngine::EndStream(ChannelIndex channel, FinishReason reason) noexcept {
  if (!streams_.Has(channel)) return;
  streams_.GiveLast(channel, tick_, &ears_.Sources());
  streams_.End(channel, reason, Now());
  ears_.CloseStream(channel);
}

void MediaEngine::EndStreams() noexcept {
  while (!streams_.Channels().empty()) {
    EndStream(streams_.Channels().back(), FinishReason::kCleared);
  }
}

void MediaEngine::GiveStreams() noexcept {
  const auto& open = streams_.Channels();
  for (size_t i = open.size(); i > 0; --i) {  // from behind: some end
    const ChannelIndex channel = open[i - 1];
    FinishReason reason;
    if (streams_.Over(channel, &reason)) {
      EndStream(channel, reason);
    } else {
      streams_.Give(channel, tick_, &ears_.Sources());
    }
  }
}

void MediaEngine::TakeStreams() noexcept {
  uint8_t heard[kFrameSamples];
  for (const ChannelIndex channel : streams_.Channels()) {
    if (streams_.Begins(channel)) facts_.Started(channel, streams_.Operation(channel));
    if (streams_.Listens(channel)) {
      ears_.TakeStream(channel, heard);
      streams_.Take(channel, tick_, Now(), heard);
    }
    streams_.Tell(channel, tick_, Now());
  }
  streams_.HushEnded(&ears_.Sources());
}

}  // namespace spillway
