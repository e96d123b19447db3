// SPDX-License-Identifier: GPL-2.0-or-later
// What is in one stream, and when would a channel of the engine have told it?
#include "native/media/stream_detector.h"

#include <algorithm>

#include "native/dsp/g711.h"

namespace spillway {
namespace {

Detected Found(Detected::Kind kind, uint64_t start, uint64_t reported, double dbm0) {
  Detected found{};
  found.kind = kind;
  found.start = start;
  found.end = reported;
  found.reported = reported;
  found.dbm0 = dbm0;
  return found;
}

}  // namespace

StreamDetector::StreamDetector(const StreamDetectorOptions& options) {
  if (options.digits) digits_.emplace(*options.digits);
  if (options.tones) tones_.emplace(options.tones->plan, options.tones->wanted);
  if (options.speech) speech_.emplace();
  if (options.answerer) answerer_.emplace(*options.answerer);
}

void StreamDetector::Feed(const int16_t* samples, size_t count) {
  while (count > 0) {
    const size_t read = std::min(count, kFrameSamples - inTick_);
    std::copy_n(samples, read, tick_ + inTick_);
    inTick_ += read;
    samples += read;
    count -= read;
    if (inTick_ == kFrameSamples) HearTick(kFrameSamples);
  }
}

void StreamDetector::End() {
  if (inTick_ > 0) HearTick(inTick_);
  if (answerer_ && !answerer_->Known())
    HearAnswerer({AnswererEvent::Kind::kVerdict, heard_, answerer_->Verdict(), 0, 0});
  for (Detected& found : found_) {
    if (found.open) found.end = heard_;
    found.open = false;
  }
}

std::vector<Detected> StreamDetector::Take() {
  const auto end =
      std::find_if(found_.begin(), found_.end(), [](const Detected& found) { return found.open; });
  std::vector<Detected> taken(found_.begin(), end);
  found_.erase(found_.begin(), end);
  return taken;
}

void StreamDetector::HearTick(size_t count) {
  heard_ += count;
  inTick_ = 0;
  for (size_t i = 0; i < count; ++i) tick_[i] = AlawToLinear(LinearToAlaw(tick_[i]));
  if (digits_) digits_->Feed(tick_, count, [&](const DtmfEvent& event) { HearDigit(event); });
  if (tones_) tones_->Feed(tick_, count, [&](const ToneEvent& event) { HearTone(event); });
  if (speech_) speech_->Feed(tick_, count, [&](const SpeechEvent& event) { HearSpeech(event); });
  if (answerer_)
    answerer_->Feed(tick_, count, [&](const AnswererEvent& event) { HearAnswerer(event); });
}

void StreamDetector::HearDigit(const DtmfEvent& event) {
  if (event.kind == DtmfEvent::Kind::kBegan) {
    Detected found = Found(Detected::Kind::kDigit, event.at, heard_, event.dbm0);
    found.digit = event.digit;
    found.open = true;
    return Begin(found);
  }
  Detected* digit = Open(Detected::Kind::kDigit);
  digit->end = event.at;
  digit->dbm0 = event.dbm0;
  digit->open = false;
}

void StreamDetector::HearTone(const ToneEvent& event) {
  const bool fax = (ToneBit(event.tone) & kFaxTones) != 0;
  const Detected::Kind kind = fax ? Detected::Kind::kFax : Detected::Kind::kTone;
  if (event.kind == ToneEvent::Kind::kBegan) {
    Detected found = Found(kind, event.at, heard_, event.dbm0);
    found.tone = event.tone;
    found.cadences = event.cadences;
    found.open = true;
    return Begin(found);
  }
  Detected* tone = Open(kind);
  tone->end = event.at;
  tone->dbm0 = event.dbm0;
  tone->cadences = event.cadences;
  tone->open = false;
}

void StreamDetector::HearSpeech(const SpeechEvent& event) {
  if (event.kind == SpeechEvent::Kind::kBegan) {
    Detected found = Found(Detected::Kind::kSpeech, event.at, heard_, event.dbm0);
    found.open = true;
    return Begin(found);
  }
  Detected* span = Open(Detected::Kind::kSpeech);
  span->end = event.at;
  span->dbm0 = event.dbm0;
  span->open = false;
}

void StreamDetector::HearAnswerer(const AnswererEvent& event) {
  if (event.kind == AnswererEvent::Kind::kBeepEnded) {
    Detected found =
        Found(Detected::Kind::kBeep, event.at - event.beepMs * kSamplesPerMs, heard_, 0);
    found.end = event.at;
    found.hertz = event.beepHertz;
    return Begin(found);
  }
  const uint64_t start = event.verdict.silenceMs * kSamplesPerMs;
  Detected found = Found(Detected::Kind::kAnswerer, start, heard_, 0);
  found.end = start + event.verdict.greetingMs * kSamplesPerMs;
  found.verdict = event.verdict;
  Begin(found);
}

void StreamDetector::Begin(const Detected& found) {
  const auto behind =
      std::upper_bound(found_.begin(), found_.end(), found,
                       [](const Detected& a, const Detected& b) { return a.start < b.start; });
  found_.insert(behind, found);
}

/// What of this kind has not ended; there is one whenever a detector tells an end.
Detected* StreamDetector::Open(Detected::Kind kind) {
  const auto open = std::find_if(found_.rbegin(), found_.rend(), [&](const Detected& found) {
    return found.open && found.kind == kind;
  });
  return &*open;
}

}  // namespace spillway
