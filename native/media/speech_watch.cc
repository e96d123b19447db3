// SPDX-License-Identifier: GPL-2.0-or-later
// Who speaks on which channels, and who has answered there?
#include "native/media/speech_watch.h"

namespace spillway {

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
  if (paused_) return TellNotSure(channel, {}, now);
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

void SpeechWatch::Pause(double now) noexcept {
  paused_ = true;
  for (ChannelIndex i = 0; i < channels_; ++i) {
    Ear& ear = ears_[i];
    if (ear.speech && ear.speech->Heard().speaking)
      TellSpeechEnded(i, now, ear.speech->Dbm0(), now);
    if (ear.speech) ear.speech.emplace();
    if (!ear.answerer) continue;
    if (!ear.answerer->Known()) TellNotSure(i, ear.answerer->Verdict(), now);
    Judge(i, false, now);
  }
}

void SpeechWatch::Resume(double now) noexcept {
  paused_ = false;
  for (ChannelIndex i = 0; i < channels_; ++i) {
    if (ears_[i].speech) Hear(i, true, now);
  }
}

void SpeechWatch::Skip(double milliseconds) noexcept {
  for (ChannelIndex i = 0; i < channels_; ++i) {
    ears_[i].speechSince += milliseconds;
    ears_[i].answererSince += milliseconds;
  }
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
  TellSpeechEnded(channel, at, event.dbm0, now);
}

void SpeechWatch::TellSpeechEnded(ChannelIndex channel, double until, double dbm0,
                                  double now) noexcept {
  SpeechEndedFact fact;
  fact.channel = channel;
  fact.at = now;
  fact.startedAt = ears_[channel].startedAt;
  fact.durationMs = until - fact.startedAt;
  fact.levelDbm0 = static_cast<float>(dbm0);
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
  TellVerdict(channel, event.verdict, now);
}

void SpeechWatch::TellVerdict(ChannelIndex channel, const AnswererVerdict& verdict,
                              double now) noexcept {
  AnswererKnownFact fact;
  fact.channel = channel;
  fact.at = now;
  fact.answerer = verdict.answerer;
  fact.reason = verdict.reason;
  fact.silenceMs = verdict.silenceMs;
  fact.greetingMs = verdict.greetingMs;
  fact.afterGreetingMs = verdict.afterGreetingMs;
  fact.words = verdict.words;
  sink_->Tell(fact);
}

void SpeechWatch::TellNotSure(ChannelIndex channel, const AnswererVerdict& verdict,
                              double now) noexcept {
  AnswererVerdict given = verdict;
  given.answerer = Answerer::kNotSure;
  given.reason = AnswererReason::kTimeOver;
  TellVerdict(channel, given, now);
}

}  // namespace spillway
