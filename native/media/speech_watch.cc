// SPDX-License-Identifier: GPL-2.0-or-later
// Who speaks on which channels, and who has answered there?
#include "native/media/speech_watch.h"

#include "native/dsp/g711.h"

namespace spillway {
namespace {

constexpr double kSamplesPerMs = 8;

}  // namespace

void SpeechWatch::Hear(ChannelIndex channel, bool on, double now) noexcept {
  Ear& ear = ears_[channel];
  ear.speech.reset();
  if (!on) return;
  ear.speech.emplace();
  ear.speechSince = now;
}

void SpeechWatch::Judge(ChannelIndex channel, bool on, double now) noexcept {
  Ear& ear = ears_[channel];
  ear.answerer.reset();
  if (!on) return;
  ear.answerer.emplace();
  ear.answererSince = now;
}

void SpeechWatch::Tick(ChannelIndex channel, const uint8_t* frame, double now) noexcept {
  Ear& ear = ears_[channel];
  if (!ear.speech && !ear.answerer) return;
  int16_t samples[kFrameSamples];
  DecodeAlaw(frame, kFrameSamples, samples);
  if (ear.speech) {
    ear.speech->Feed(samples, kFrameSamples,
                     [&](const SpeechEvent& event) { TellSpeech(channel, event, now); });
  }
  if (ear.answerer) {
    ear.answerer->Feed(samples, kFrameSamples,
                       [&](const AnswererEvent& event) { TellAnswerer(channel, event, now); });
  }
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
