// SPDX-License-Identifier: GPL-2.0-or-later
// Which call-progress and fax tones do the far ends of the channels play?
#include "native/media/tone_watch.h"

#include <algorithm>

namespace spillway {

static_assert(static_cast<int>(HeardTone::kDial) == static_cast<int>(ToneKind::kDial) &&
              static_cast<int>(HeardTone::kInformation) ==
                  static_cast<int>(ToneKind::kInformation) &&
              static_cast<int>(HeardTone::kFaxAnswer) == static_cast<int>(ToneKind::kFaxAnswer));

ToneWatch::ToneWatch(int channels, const TonePlans& plans, Sink* sink)
    : channels_(channels), faxes_(channels, false), sink_(sink) {
  own_.push_back(std::make_unique<ToneBank>(channels, plans.usual));
  for (const TonePlan& plan : plans.others)
    own_.push_back(std::make_unique<ToneBank>(channels, plan));
  banks_.reserve(own_.size() + kMostLater);
  for (const auto& bank : own_) banks_.push_back(bank.get());
  for (Told& channel : channels_) channel.bank = channel.next = banks_.front();
  for (const TonePlans::Own& own : plans.own)
    channels_[own.channel].bank = channels_[own.channel].next = banks_[own.plan + 1];
}

void ToneWatch::Use(ChannelIndex channel, ToneBank* bank) noexcept {
  const bool known = std::find(banks_.begin(), banks_.end(), bank) != banks_.end();
  if (bank != nullptr && !known) {
    if (banks_.size() == banks_.capacity()) return;
    banks_.push_back(bank);
  }
  channels_[channel].next = bank == nullptr ? banks_.front() : bank;
  if (!Listens(channel)) TakeNext(channel);
}

void ToneWatch::TakeNext(ChannelIndex channel) noexcept {
  channels_[channel].bank = channels_[channel].next;
}

void ToneWatch::Hear(ChannelIndex channel, unsigned kinds, double now) noexcept {
  channels_[channel].wanted = kinds;
  Listen(channel, now);
}

/// Begins anew when it listens already, for what is wanted may be something else.
void ToneWatch::Listen(ChannelIndex channel, double now) noexcept {
  Told& told = channels_[channel];
  const unsigned kinds = told.wanted | (told.watchesFax ? kFaxTones : 0);
  told.sounds = false;
  if (told.wanted == 0 && told.bank != told.next) {
    BankOf(channel).Stop(channel);
    TakeNext(channel);
  }
  if (kinds == 0) return BankOf(channel).Stop(channel);
  BankOf(channel).Start(channel, kinds);
  told.since = now;
}

/// Begins anew only where the bank does not listen for them yet.
void ToneWatch::WatchFax(ChannelIndex channel, bool on, double now) noexcept {
  Told& told = channels_[channel];
  if (told.watchesFax == on) return;
  told.watchesFax = on;
  const bool listens = on && (told.wanted & kFaxTones) == kFaxTones;
  if (listens || (!on && told.wanted != 0)) return;
  if (told.sounds) TellToneEnded(channel, now, told.dbm0, now);
  Listen(channel, now);
}

ChannelIndex ToneWatch::TakeFax() noexcept {
  for (ChannelIndex i = 0; faxCount_ > 0 && i < static_cast<int>(channels_.size()); ++i) {
    if (!faxes_[i]) continue;
    faxes_[i] = false;
    --faxCount_;
    return i;
  }
  return -1;
}

void ToneWatch::NoteFax(ChannelIndex channel) noexcept {
  if (faxes_[channel]) return;
  faxes_[channel] = true;
  ++faxCount_;
}

void ToneWatch::Pause(double now) noexcept {
  for (ChannelIndex i = 0; i < static_cast<int>(channels_.size()); ++i) {
    if (channels_[i].sounds) TellToneEnded(i, now, channels_[i].dbm0, now);
  }
}

void ToneWatch::Resume(double now) noexcept {
  for (ChannelIndex i = 0; i < static_cast<int>(channels_.size()); ++i) {
    if (Listens(i)) Listen(i, now);
  }
}

void ToneWatch::Skip(double milliseconds) noexcept {
  for (Told& channel : channels_) channel.since += milliseconds;
}

void ToneWatch::TellTone(ChannelIndex channel, const ToneEvent& event, double now) noexcept {
  Told& told = channels_[channel];
  const double at = told.since + static_cast<double>(event.at) / kSamplesPerMs;
  if (told.watchesFax && (ToneBit(event.tone) & kFaxTones) != 0) NoteFax(channel);
  if ((ToneBit(event.tone) & told.wanted) == 0) return;
  told.cadences = event.cadences;
  if (event.kind != ToneEvent::Kind::kBegan) {
    return TellToneEnded(channel, at, static_cast<float>(event.dbm0), now);
  }
  told.started = at;
  told.sounds = true;
  told.tone = static_cast<HeardTone>(event.tone);
  told.dbm0 = static_cast<float>(event.dbm0);
  ToneFact fact;
  fact.channel = channel;
  fact.at = now;
  fact.tone = told.tone;
  fact.startedAt = at;
  fact.levelDbm0 = told.dbm0;
  fact.cadences = event.cadences;
  sink_->Tell(fact);
}

void ToneWatch::TellToneEnded(ChannelIndex channel, double until, float dbm0, double now) noexcept {
  Told& told = channels_[channel];
  told.sounds = false;
  ToneEndedFact fact;
  fact.channel = channel;
  fact.at = now;
  fact.tone = told.tone;
  fact.startedAt = told.started;
  fact.durationMs = until - told.started;
  fact.levelDbm0 = dbm0;
  fact.cadences = told.cadences;
  sink_->Tell(fact);
}

}  // namespace spillway
