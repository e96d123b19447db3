// SPDX-License-Identifier: GPL-2.0-or-later
// Which keys are pressed on which channels?
#include "native/media/digit_watch.h"

#include "native/media/dtmf_settings.h"

namespace spillway {

void DigitWatch::Hear(ChannelIndex channel, const DtmfOptions& options, double now) noexcept {
  if (!bank_.Listens(channel)) {  // else a digit under way would be told twice
    bank_.Start(channel);
    channels_[channel].since = now;
  }
  const DtmfSettings settings = SettingsOf(options);
  bank_.Tune(channel, options.own ? &settings : nullptr);
}

void DigitWatch::Skip(double milliseconds) noexcept {
  for (Times& channel : channels_) channel.since += milliseconds;
}

double DigitWatch::TimeOf(ChannelIndex channel, const DtmfEvent& event) const noexcept {
  return channels_[channel].since + static_cast<double>(event.at) / kSamplesPerMs;
}

void DigitWatch::TellDigit(ChannelIndex channel, const DtmfEvent& event, double now) noexcept {
  const double started = TimeOf(channel, event);
  channels_[channel].started = started;
  DigitFact fact;
  fact.channel = channel;
  fact.at = now;
  fact.digit = event.digit;
  fact.source = DigitSource::kDtmf;
  fact.startedAt = started;
  fact.durationMs = now + kTickMilliseconds - started;
  fact.levelDbm0 = static_cast<float>(event.dbm0);
  sink_->Tell(fact);
}

void DigitWatch::TellDigitEnded(ChannelIndex channel, const DtmfEvent& event, double now) noexcept {
  DigitEndedFact fact;
  fact.channel = channel;
  fact.at = now;
  fact.digit = event.digit;
  fact.startedAt = channels_[channel].started;
  fact.durationMs = TimeOf(channel, event) - fact.startedAt;
  fact.levelDbm0 = static_cast<float>(event.dbm0);
  sink_->Tell(fact);
}

}  // namespace spillway
