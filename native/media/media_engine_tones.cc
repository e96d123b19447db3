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
  channels_[index].toneSounds = false;
  if (kinds == 0) return tones_.Stop(index);
  tones_.Start(index, kinds);
  channels_[index].hearingSince = Now();
}

void MediaEngine::TellTone(ChannelIndex index, const ToneEvent& event) noexcept {
  Channel& channel = channels_[index];
  const double at = channel.hearingSince + static_cast<double>(event.at) / kSamplesPerMs;
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
