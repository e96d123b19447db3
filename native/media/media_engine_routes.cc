// SPDX-License-Identifier: GPL-2.0-or-later
// How do ears get their sources, and recordings their sides?
#include <algorithm>
#include <cstring>

#include "native/media/channel_frames.h"
#include "native/media/media_engine.h"
#include "native/media/route_block.h"

namespace spillway {

/// An ear for what each channel is sent, then two for each recording.
int MediaEngine::SideOf(ChannelIndex channel, EarSide side) const noexcept {
  if (side == EarSide::kSent) return channel;
  return limits_.channels + 2 * channel + (side == EarSide::kRight ? 1 : 0);
}

void MediaEngine::Route(const MediaCommand& command) noexcept {
  auto* block = reinterpret_cast<RouteBlock*>(command.file);
  const RouteSource* next = block->Sources();
  for (uint32_t i = 0; i < block->ears; ++i) {
    const RouteEar& ear = block->Ears()[i];
    HeardSource list[kEarSources];
    for (int k = 0; k < ear.count; ++k) {
      list[k] = {sources_.Of(next[k].kind, next[k].channel), next[k].factor, next[k].unmasked};
    }
    next += ear.count;
    // A recording begins with sides of its own, whatever was said before.
    if (ear.side != EarSide::kSent && !recorders_.Records(ear.channel)) continue;
    router_.Set(SideOf(ear.channel, ear.side), list, ear.count);
    if (ear.side == EarSide::kSent || ownSides_[ear.channel]) continue;
    ownSides_[ear.channel] = true;
    ++ownSideCount_;
  }
  router_.Settle();
  RoutedFact routed;
  routed.channel = block->Ears()[0].channel;
  routed.at = Now();
  routed.operation = command.operation;
  routed.ears = block->ears;
  sink_->Tell(routed);
  FreeFile(command.file);
}

/// A recording begins with its channel's own sound, whatever the one before heard.
void MediaEngine::OpenSides(ChannelIndex channel) noexcept {
  const HeardSource left{sources_.Of(SourceKind::kReceived, channel), 1, false};
  const HeardSource right{sources_.Of(SourceKind::kSent, channel), 1, false};
  for (const EarSide side : {EarSide::kLeft, EarSide::kRight}) {
    const int ear = SideOf(channel, side);
    router_.Set(ear, side == EarSide::kLeft ? &left : &right, 1);
    router_.Stop(ear, false);
  }
  router_.Settle();
  if (ownSides_[channel]) --ownSideCount_;
  ownSides_[channel] = false;
}

/// Nothing is recorded there: whoever its recording heard is heard no more by it.
void MediaEngine::CloseSides(ChannelIndex channel) noexcept {
  for (const EarSide side : {EarSide::kLeft, EarSide::kRight}) {
    router_.Set(SideOf(channel, side), nullptr, 0);
  }
  router_.Settle();
  if (ownSides_[channel]) --ownSideCount_;
  ownSides_[channel] = false;
}

void MediaEngine::Pause(OperationId operation, bool paused) noexcept {
  if (players_.Pause(operation, paused)) return;
  const ChannelIndex recorded = recorders_.Find(operation);
  if (recorded >= 0) PauseRecording(recorded, operation, paused);
}

/// A paused recording goes on with silence: what is behind the pause stands at its true time.
void MediaEngine::PauseRecording(ChannelIndex channel, OperationId operation,
                                 bool paused) noexcept {
  if (router_.Stopped(SideOf(channel, EarSide::kLeft)) == paused) return;
  for (const EarSide side : {EarSide::kLeft, EarSide::kRight}) {
    router_.Stop(SideOf(channel, side), paused);
  }
  router_.Settle();
  if (!ownSides_[channel]) ++ownSideCount_;
  ownSides_[channel] = true;
  facts_.Paused(channel, operation, paused);
}

/// The call is over: the channel hears nobody, and nobody hears it. Its ear and its voice fade in
/// the next tick.
void MediaEngine::Deafen(ChannelIndex channel) noexcept {
  router_.Set(SideOf(channel, EarSide::kSent), nullptr, 0);
  for (const SourceKind kind : {SourceKind::kReceived, SourceKind::kForeground,
                                SourceKind::kBackground, SourceKind::kSent}) {
    router_.Forget(sources_.Of(kind, channel));
  }
  CloseSides(channel);
}

void MediaEngine::TakeSides(const uint8_t* audible, const uint8_t* sent) noexcept {
  const uint8_t* left = audible;
  const uint8_t* right = sent;
  if (ownSideCount_ > 0) {
    const size_t bytes = sides_[0].size();
    std::memcpy(sides_[0].data(), audible, bytes);
    std::memcpy(sides_[1].data(), sent, bytes);
    left = sides_[0].data();
    right = sides_[1].data();
    for (ChannelIndex i = 0; i < limits_.channels; ++i) {
      sources_.Give(sources_.Of(SourceKind::kSent, i), FrameOf(sent, i));
    }
    for (ChannelIndex i = 0; i < limits_.channels; ++i) {
      if (!ownSides_[i]) continue;
      TakeSide(SideOf(i, EarSide::kLeft), FrameOf(sides_[0].data(), i));
      TakeSide(SideOf(i, EarSide::kRight), FrameOf(sides_[1].data(), i));
    }
  }
  recorders_.Tick(tick_, left, right, [this](ChannelIndex channel, OperationId operation) {
    facts_.Started(channel, operation);
  });
}

void MediaEngine::TakeSide(int ear, uint8_t* frame) noexcept {
  int16_t mixed[kFrameSamples];
  bool silent;
  const uint8_t* bytes = router_.Hear(ear, sources_, mixed, &silent);
  if (silent) std::memset(frame, kSilence, kFrameSamples);
  if (bytes != nullptr) std::memcpy(frame, bytes, kFrameSamples);
  if (bytes == nullptr && !silent) path_.encodeAlaw(mixed, kFrameSamples, frame);
}

}  // namespace spillway
