// SPDX-License-Identifier: GPL-2.0-or-later
// Which times make the tones of a plan?
#include <algorithm>

#include "native/dsp/gain.h"
#include "native/dsp/tone/tone_limits.h"
#include "native/dsp/tone/tone_sounds.h"
#include "native/dsp/tone/tone_tuning.h"

namespace spillway {
namespace {

uint64_t SamplesOf(double milliseconds) noexcept {
  return static_cast<uint64_t>(milliseconds * kSampleRate / 1000);
}

/// By which share a time of the tone may be off: half-way between what must and must not be taken.
double TimeShareOf(const PlannedTone& tone) noexcept {
  const bool rising =
      tone.kind == ToneKind::kInformation && tone.steps[0].hertz1 == kInformationHertz[0];
  const double share = rising                               ? kInformationTimeShare
                       : tone.kind == ToneKind::kFaxCalling ? kFaxCallingTimeShare
                                                            : kTimeShare;
  return share + kTimeMargin / 2;
}

/// How long the longest step of the plan lasts that has this sound, ms.
double LongestOf(const TonePlan& plan, const PlannedSounds& sounds, int sound) noexcept {
  double longest = 0;
  for (int i = 0; i < plan.toneCount; ++i) {
    for (int k = 0; k < plan.tones[i].stepCount; ++k) {
      const ToneStep& step = plan.tones[i].steps[k];
      if (sounds.Find(step) == sound) longest = std::max<double>(longest, step.milliseconds);
    }
  }
  return longest;
}

/// A pause that may be too short to be heard.
TimedStep ShortPause() noexcept { return {0, 0, SamplesOf(kLeastPauseMs), 0}; }

TimedStep TimeStep(const PlannedTone& tone, const ToneStep& step, int sound) noexcept {
  const double ms = step.milliseconds;
  const double off = std::max(ms * TimeShareOf(tone), kTimeFloorMs);
  if (sound == 0 && ms < kLeastPauseMs) return ShortPause();
  return {sound, SamplesOf(ms - off), SamplesOf(ms + off), SamplesOf(ms - off)};
}

/// The step that has no end.
TimedStep Endless(const TonePlan& plan, const PlannedSounds& sounds, ToneKind kind,
                  int sound) noexcept {
  const double alone = kind == ToneKind::kFaxAnswer ? kFaxAnswerMs : kContinuousMs;
  const double ms = sound == 0 ? kAfterMs : std::max(alone, 1.25 * LongestOf(plan, sounds, sound));
  return {sound, SamplesOf(ms), TimedStep::kEndless, SamplesOf(ms)};
}

TimedTone TimeTone(const TonePlan& plan, const PlannedSounds& sounds,
                   const PlannedTone& tone) noexcept {
  TimedTone timed{};
  timed.kind = tone.kind;
  timed.repeatFrom = -1;
  timed.cadences = tone.cadences > 0 ? tone.cadences : LeastCadences(tone.kind);
  for (int i = 0; i < tone.stepCount; ++i) {
    if (i == tone.repeatFrom) timed.repeatFrom = timed.stepCount;
    const ToneStep& step = tone.steps[i];
    const int sound = sounds.Find(step);
    timed.steps[timed.stepCount++] = step.milliseconds == 0
                                         ? Endless(plan, sounds, tone.kind, sound)
                                         : TimeStep(tone, step, sound);
    const int next = i + 1 < tone.stepCount ? i + 1 : tone.repeatFrom;
    const bool bare =
        sound != 0 && step.milliseconds != 0 && next >= 0 && sounds.Find(tone.steps[next]) != 0;
    if (bare) timed.steps[timed.stepCount++] = ShortPause();
  }
  TimedStep& last = timed.steps[timed.stepCount - 1];
  const bool burst = tone.kind == ToneKind::kFaxCalling || tone.repeatFrom < 0;
  if (burst && last.sound == 0) last.sure = std::min(last.sure, SamplesOf(kAfterMs));
  return timed;
}

}  // namespace

TimedTones TimeTones(const TonePlan& plan) noexcept {
  const PlannedSounds sounds(plan);
  TimedTones timed;
  timed.count = plan.toneCount;
  for (int i = 0; i < plan.toneCount; ++i) {
    timed.tones[i] = TimeTone(plan, sounds, plan.tones[i]);
  }
  return timed;
}

}  // namespace spillway
