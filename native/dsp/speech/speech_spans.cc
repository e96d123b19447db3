// SPDX-License-Identifier: GPL-2.0-or-later
// Where does speech begin and end, frame by frame?
#include "native/dsp/speech/speech_spans.h"

#include <algorithm>

#include "native/dsp/gain.h"

namespace spillway {
namespace {

// All limits are our own, tuned on Debian's Asterisk prompts: docs/dsp.md, "Speech".

/// What is quieter is never speech, dBm0: the hiss of an analog line is below -50, the quietest
/// talkers that ITU-T P.56 figures name are above -40.
constexpr double kLeastDbm0 = -55;
/// By so much speech must stand out of the noise, dB: white noise itself does so once in an hour.
constexpr double kAboveNoiseDb = 6;
/// The same for a span under way, so that the ends of words belong to it.
constexpr double kKeepAboveNoiseDb = 5;
/// Foretold power from which a frame sounds like a voice, dB; white noise has less than 1.
constexpr double kVoicedDb = 4;
/// From which it is one or two tones, dB: A-law leaves 20 to 36. A fifth of the frames of a voice
/// pass it, too, therefore a single frame decides nothing.
constexpr double kToneDb = 19;
/// A span begins when so many of the last frames are voiced ...
constexpr int kFramesToBegin = 4;                // 40 ms
constexpr uint32_t kBeginMask = (1u << 10) - 1;  // 100 ms
/// ... and reaches back over what stands out with pauses no longer than this: an s before a vowel.
constexpr int kReachBackPause = 3;  // 30 ms
/// Tone frames in a row from which it is no vowel any more.
constexpr int kToneFrames = 15;  // 150 ms
/// It ends after so many frames that are not loud: pauses between words are shorter.
constexpr uint64_t kHangover = 25;  // 250 ms
/// ... or after so many that are loud, but not voiced: no consonant is that long.
constexpr uint64_t kVoicelessMost = 50;  // 500 ms

// The same as ratios and mean squares.
const double kLeast = MeanSquareOfDbm0(kLeastDbm0);
const double kAbove = PowerRatio(kAboveNoiseDb);
const double kKeepAbove = PowerRatio(kKeepAboveNoiseDb);
const double kVoiced = PowerRatio(kVoicedDb);
const double kTone = PowerRatio(kToneDb);

int CountBits(uint32_t bits) noexcept { return __builtin_popcount(bits); }

/// How many frames ago those began that reach to the newest.
int ReachBack(uint32_t outstanding) noexcept {
  int first = 0;
  for (int ago = 0; ago < 32 && ago - first <= kReachBackPause; ++ago) {
    if ((outstanding >> ago & 1) != 0) first = ago;
  }
  return first;
}

}  // namespace

bool SpeechSpans::Add(const SpeechFrame& frame, SpeechEvent* event) noexcept {
  floor_.Add(frame.meanSquare);
  ++frame_;
  const double above = heard_.speaking ? kKeepAbove : kAbove;
  const bool standsOut =
      frame.meanSquare > kLeast && frame.meanSquare > floor_.MeanSquare() * above;
  heard_.tone = standsOut && frame.foretold >= kTone;
  toneFrames_ = heard_.tone ? toneFrames_ + 1 : 0;
  heard_.loud = standsOut && toneFrames_ < kToneFrames;
  const bool voiced = standsOut && !heard_.tone && frame.foretold >= kVoiced;
  outstanding_ = outstanding_ << 1 | (standsOut ? 1u : 0u);
  voiced_ = voiced_ << 1 | (voiced ? 1u : 0u);
  return heard_.speaking ? GoOn(frame, voiced, event) : Begin(frame, event);
}

bool SpeechSpans::Begin(const SpeechFrame& frame, SpeechEvent* event) noexcept {
  if (CountBits(voiced_ & kBeginMask) < kFramesToBegin) return false;
  const int back = ReachBack(outstanding_);
  heard_.speaking = true;
  lastLoud_ = lastVoiced_ = frame_;
  power_ = frame.meanSquare;
  powerFrames_ = 1;
  *event = {SpeechEvent::Kind::kBegan, (frame_ - 1 - back) * kSpeechFrame,
            Dbm0OfMeanSquare(frame.meanSquare)};
  return true;
}

bool SpeechSpans::GoOn(const SpeechFrame& frame, bool voiced, SpeechEvent* event) noexcept {
  if (heard_.loud) {
    lastLoud_ = frame_;
    power_ += frame.meanSquare;
    ++powerFrames_;
  }
  if (voiced) lastVoiced_ = frame_;
  const bool hissing = frame_ - lastVoiced_ >= kVoicelessMost;
  if (frame_ - lastLoud_ < kHangover && !hissing) return false;
  heard_.speaking = false;
  voiced_ = outstanding_ = 0;
  const uint64_t end = hissing ? lastVoiced_ : lastLoud_;
  *event = {SpeechEvent::Kind::kEnded, end * kSpeechFrame, Dbm0()};
  return true;
}

double SpeechSpans::Dbm0() const noexcept { return Dbm0OfMeanSquare(power_ / powerFrames_); }

}  // namespace spillway
