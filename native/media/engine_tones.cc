// SPDX-License-Identifier: GPL-2.0-or-later
// Which call-progress and fax tones does the far end of a channel play?
#include "native/media/engine.h"

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
  if (kinds == 0) return tones_.Stop(index);
  tones_.Start(index, kinds);
  channels_[index].hearingSince = Now();
}

void MediaEngine::TellTone(ChannelIndex index, const ToneEvent& event) noexcept {
  Channel& channel = channels_[index];
  const double at = channel.hearingSince + static_cast<double>(event.at) / kSamplesPerMs;
  if (event.kind == ToneEvent::Kind::kBegan) {
    channel.toneStarted = at;
    ToneFact fact;
    fact.channel = index;
    fact.at = Now();
    fact.tone = static_cast<HeardTone>(event.tone);
    fact.startedAt = at;
    fact.levelDbm0 = static_cast<float>(event.dbm0);
    fact.cadences = event.cadences;
    sink_->Tell(fact);
    return;
  }
  ToneEndedFact fact;
  fact.channel = index;
  fact.at = Now();
  fact.tone = static_cast<HeardTone>(event.tone);
  fact.startedAt = channel.toneStarted;
  fact.durationMs = at - channel.toneStarted;
  fact.levelDbm0 = static_cast<float>(event.dbm0);
  fact.cadences = event.cadences;
  sink_->Tell(fact);
}

}  // namespace spillway
