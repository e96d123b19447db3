// SPDX-License-Identifier: GPL-2.0-or-later
// Which sources does each ear have?
#include "native/media/channel_ears.h"

namespace spillway {
namespace {

constexpr int kEarsPerChannel = 4;

}  // namespace

ChannelEars::ChannelEars(int channels, Players* players)
    : channels_(channels),
      path_(WidestPath<SamplePath>()),
      players_(players),
      sources_(channels),
      router_(kEarsPerChannel * channels, sources_.Count()),
      ownSides_(channels, false) {
  for (auto& side : sides_) side.resize(static_cast<size_t>(channels) * kFrameSamples);
}

/// An ear for what each channel is sent, then two for each recording, then one for each stream.
int ChannelEars::EarOf(ChannelIndex channel, EarSide side) const noexcept {
  if (side == EarSide::kSent) return channel;
  if (side == EarSide::kStream) return 3 * channels_ + channel;
  return channels_ + 2 * channel + (side == EarSide::kRight ? 1 : 0);
}

void ChannelEars::Set(const RouteEar& ear, const RouteSource* sources) noexcept {
  HeardSource list[kEarSources];
  for (int i = 0; i < ear.count; ++i) {
    const RouteSource& source = sources[i];
    list[i] = {sources_.Of(source.kind, source.channel), source.factor, source.unmasked};
  }
  router_.Set(EarOf(ear.channel, ear.side), list, ear.count);
  if (IsRecorded(ear.side)) SetOwnSides(ear.channel, true);
}

void ChannelEars::OpenSides(ChannelIndex channel) noexcept {
  const HeardSource left{sources_.Of(SourceKind::kReceived, channel), 1, false};
  const HeardSource right{sources_.Of(SourceKind::kSent, channel), 1, false};
  for (const EarSide side : {EarSide::kLeft, EarSide::kRight}) {
    const int ear = EarOf(channel, side);
    router_.Set(ear, side == EarSide::kLeft ? &left : &right, 1);
    router_.Stop(ear, false);
  }
  router_.Settle();
  SetOwnSides(channel, false);
}

void ChannelEars::CloseSides(ChannelIndex channel) noexcept {
  for (const EarSide side : {EarSide::kLeft, EarSide::kRight}) {
    router_.Set(EarOf(channel, side), nullptr, 0);
  }
  router_.Settle();
  SetOwnSides(channel, false);
}

bool ChannelEars::PauseSides(ChannelIndex channel, bool paused) noexcept {
  if (router_.Stopped(EarOf(channel, EarSide::kLeft)) == paused) return false;
  for (const EarSide side : {EarSide::kLeft, EarSide::kRight}) {
    router_.Stop(EarOf(channel, side), paused);
  }
  router_.Settle();
  SetOwnSides(channel, true);
  return true;
}

void ChannelEars::OpenStream(ChannelIndex channel, bool hears) noexcept {
  router_.Forget(sources_.Of(SourceKind::kStream, channel));
  const HeardSource received{sources_.Of(SourceKind::kReceived, channel), 1, false};
  router_.Set(EarOf(channel, EarSide::kStream), &received, hears ? 1 : 0);
  router_.Settle();
}

void ChannelEars::BeginStream(ChannelIndex channel) noexcept {
  router_.Begin(EarOf(channel, EarSide::kStream));
}

void ChannelEars::CloseStream(ChannelIndex channel) noexcept {
  router_.Set(EarOf(channel, EarSide::kStream), nullptr, 0);
  router_.Forget(sources_.Of(SourceKind::kStream, channel));
  router_.Settle();
}

void ChannelEars::Deafen(ChannelIndex channel) noexcept {
  for (const EarSide side : {EarSide::kSent, EarSide::kStream}) {
    router_.Set(EarOf(channel, side), nullptr, 0);
  }
  for (const SourceKind kind : {SourceKind::kReceived, SourceKind::kForeground,
                                SourceKind::kBackground, SourceKind::kSent, SourceKind::kStream}) {
    router_.Forget(sources_.Of(kind, channel));
  }
  CloseSides(channel);
}

void ChannelEars::SetOwnSides(ChannelIndex channel, bool own) noexcept {
  if (ownSides_[channel] == own) return;
  ownSides_[channel] = own;
  ownSideCount_ += own ? 1 : -1;
}

}  // namespace spillway
