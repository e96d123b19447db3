// SPDX-License-Identifier: GPL-2.0-or-later
// Which call-progress and fax tones does the far end of a channel play?
#include "native/media/media_engine.h"

namespace spillway {
namespace {

constexpr double kSamplesPerMs = 8;

static_assert(static_cast<int>(HeardTone::kDial) == static_cast<int>(ToneKind::kDial) &&
              static_cast<int>(HeardTone::kInformation) ==
                  static_cast<int>(ToneKind::kInformation) &&
              static_cast<int>(HeardTone::kFaxAnswer) == static_cast<int>(ToneKind::kFaxAnswer));

}  // namespace

/// Begins anew when it listens already, for what is wanted may be something else. Only what the
/// line itself receives is listened to, never a bridge: others' tones clear nobody's call.
void MediaEngine::HearTones(ChannelIndex index, unsigned kinds) noexcept {
  channels_[index].tonesWanted = kinds;
  ListenForTones(index);
}

void MediaEngine::ListenForTones(ChannelIndex index) noexcept {
  Channel& channel = channels_[index];
  const unsigned kinds = channel.tonesWanted | (channel.watchesFax ? kFaxTones : 0);
  channel.toneSounds = false;
  if (kinds == 0) return tones_.Stop(index);
  tones_.Start(index, kinds);
  channel.hearingSince = Now();
}

/// Begins anew only where the bank does not listen for them yet.
void MediaEngine::WatchFax(ChannelIndex index, bool on) noexcept {
  Channel& channel = channels_[index];
  if (channel.watchesFax == on) return;
  channel.watchesFax = on;
  const bool listens = on && (channel.tonesWanted & kFaxTones) == kFaxTones;
  if (listens || (!on && channel.tonesWanted != 0)) return;
  if (channel.toneSounds) TellToneEnded(index, Now(), channel.toneDbm0);
  ListenForTones(index);
}

ChannelIndex MediaEngine::TakeFax() noexcept {
  for (ChannelIndex i = 0; faxCount_ > 0 && i < limits_.channels; ++i) {
    if (!faxes_[i]) continue;
    faxes_[i] = false;
    --faxCount_;
    return i;
  }
  return -1;
}

void MediaEngine::TellTone(ChannelIndex index, const ToneEvent& event) noexcept {
  Channel& channel = channels_[index];
  const double at = channel.hearingSince + static_cast<double>(event.at) / kSamplesPerMs;
  if (channel.watchesFax && (ToneBit(event.tone) & kFaxTones) != 0 && !faxes_[index]) {
    faxes_[index] = true;
    ++faxCount_;
  }
  if ((ToneBit(event.tone) & channel.tonesWanted) == 0) return;
  if (event.kind == ToneEvent::Kind::kBegan) {
    channel.toneStarted = at;
    channel.toneSounds = true;
    channel.tone = static_cast<HeardTone>(event.tone);
    channel.toneDbm0 = static_cast<float>(event.dbm0);
    channel.toneCadences = event.cadences;
    ToneFact fact;
    fact.channel = index;
    fact.at = Now();
    fact.tone = channel.tone;
    fact.startedAt = at;
    fact.levelDbm0 = static_cast<float>(event.dbm0);
    fact.cadences = event.cadences;
    sink_->Tell(fact);
    return;
  }
  channel.toneCadences = event.cadences;
  TellToneEnded(index, at, static_cast<float>(event.dbm0));
}

void MediaEngine::TellToneEnded(ChannelIndex index, double until, float dbm0) noexcept {
  Channel& channel = channels_[index];
  channel.toneSounds = false;
  ToneEndedFact fact;
  fact.channel = index;
  fact.at = Now();
  fact.tone = channel.tone;
  fact.startedAt = channel.toneStarted;
  fact.durationMs = until - channel.toneStarted;
  fact.levelDbm0 = dbm0;
  fact.cadences = channel.toneCadences;
  sink_->Tell(fact);
}

}  // namespace spillway
