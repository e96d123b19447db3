// SPDX-License-Identifier: GPL-2.0-or-later
// Who speaks on which channels, and who has answered there?
#include "native/media/speech_watch.h"

namespace spillway {
namespace {

constexpr double kSamplesPerMs = 8;

}  // namespace

void SpeechWatch::Hear(ChannelIndex channel, bool on, double now) noexcept {
  Ear& ear = ears_[channel];
  ear.speech.reset();
  Listen(channel, on, ear.answerer.has_value());
  if (!on) return;
  ear.speech.emplace();
  ear.speechSince = now;
}

void SpeechWatch::Judge(ChannelIndex channel, bool on, double now) noexcept {
  Ear& ear = ears_[channel];
  ear.answerer.reset();
  Listen(channel, on, ear.speech.has_value());
  if (!on) return;
  ear.answerer.emplace();
  ear.answererSince = now;
}

/// Both hear the same frames: what the other one hears goes on.
void SpeechWatch::Listen(ChannelIndex channel, bool on, bool forTheOther) noexcept {
  if (forTheOther) return;
  if (on) return bank_.Start(channel);
  bank_.Stop(channel);
}

void SpeechWatch::Tick(const uint8_t* received, double now) noexcept {
  bank_.Tick(received, [&](ChannelIndex channel, const SpeechFrame& frame) {
    HearFrame(channel, frame, now);
  });
}

void SpeechWatch::HearFrame(ChannelIndex channel, const SpeechFrame& frame, double now) noexcept {
  Ear& ear = ears_[channel];
  if (SpeechEvent span; ear.speech && ear.speech->Add(frame, &span)) TellSpeech(channel, span, now);
  if (!ear.answerer) return;
  AnswererEvent events[kMostAnswererEvents];
  const int found = ear.answerer->Add(frame, events);
  for (int i = 0; i < found; ++i) TellAnswerer(channel, events[i], now);
}

void SpeechWatch::Skip(ChannelIndex channel, double milliseconds) noexcept {
  ears_[channel].speechSince += milliseconds;
  ears_[channel].answererSince += milliseconds;
}

void SpeechWatch::TellSpeech(ChannelIndex channel, const SpeechEvent& event, double now) noexcept {
  Ear& ear = ears_[channel];
  const double at = ear.speechSince + static_cast<double>(event.at) / kSamplesPerMs;
  if (event.kind == SpeechEvent::Kind::kBegan) {
    ear.startedAt = at;
    SpeechFact fact;
    fact.channel = channel;
    fact.at = now;
    fact.startedAt = at;
    fact.levelDbm0 = static_cast<float>(event.dbm0);
    sink_->Tell(fact);
    return;
  }
  SpeechEndedFact fact;
  fact.channel = channel;
  fact.at = now;
  fact.startedAt = ear.startedAt;
  fact.durationMs = at - ear.startedAt;
  fact.levelDbm0 = static_cast<float>(event.dbm0);
  sink_->Tell(fact);
}

void SpeechWatch::TellAnswerer(ChannelIndex channel, const AnswererEvent& event,
                               double now) noexcept {
  if (event.kind == AnswererEvent::Kind::kBeepEnded) {
    BeepFact fact;
    fact.channel = channel;
    fact.at = now;
    fact.durationMs = event.beepMs;
    fact.startedAt = ears_[channel].answererSince + static_cast<double>(event.at) / kSamplesPerMs -
                     fact.durationMs;
    fact.hertz = static_cast<float>(event.beepHertz);
    sink_->Tell(fact);
    return;
  }
  AnswererKnownFact fact;
  fact.channel = channel;
  fact.at = now;
  fact.answerer = event.verdict.answerer;
  fact.reason = event.verdict.reason;
  fact.silenceMs = event.verdict.silenceMs;
  fact.greetingMs = event.verdict.greetingMs;
  fact.afterGreetingMs = event.verdict.afterGreetingMs;
  fact.words = event.verdict.words;
  sink_->Tell(fact);
}

}  // namespace spillway
