// SPDX-License-Identifier: GPL-2.0-or-later
// Which tone do the sounds and pauses of one channel make?
#include "native/dsp/tone/tone_cadence.h"

#include <algorithm>

#include "native/dsp/gain.h"
#include "native/dsp/tone/tone_lanes.h"
#include "native/dsp/tone/tone_limits.h"

namespace spillway {
namespace {

/// By then it is known that a sound has begun (four windows after the first that has a third of
/// it), samples.
constexpr uint64_t kBeginKnown = 8 * kToneHop;
/// By then it is known that it has ended (five windows after the last that has a quarter of it).
constexpr uint64_t kEndKnown = 10 * kToneHop;

/// Power of a pause to that of its tone.
const float kMostPause = static_cast<float>(PowerRatio(-(kPauseOperateDb + kPauseRejectDb) / 2));

bool Fits(const TimedStep& step, uint64_t samples) noexcept {
  return samples >= step.least && samples <= step.most;
}

}  // namespace

void ToneCadence::Clear(unsigned wanted) noexcept {
  *this = ToneCadence{};
  wanted_ = wanted;
}

int ToneCadence::Take(const TimedTones& tones, const ToneNews& news, uint64_t heard,
                      ToneEvent events[kMostToneEvents]) noexcept {
  Told told{events};
  if (news.ended != 0) {
    const uint64_t at = std::max(news.endedAt, since_);
    lastEnded_ = at;
    Close(tones, at, {news.endedPower, 0}, &told);
    Open(tones, 0, at, &told);
  }
  if (news.began != 0) {
    const uint64_t at = std::max(news.beganAt, since_);
    Close(tones, at, {0, news.pausePower}, &told);
    Open(tones, news.began, at, &told);
  }
  Check(tones, {news.power, news.pausePower}, heard, &told);
  return told.count;
}

/// The sound or the pause is over: tones that it fits wait for their next step.
void ToneCadence::Close(const TimedTones& tones, uint64_t at, const Loud& loud,
                        Told* told) noexcept {
  for (int tone = 0; tone < tones.count; ++tone) {
    Progress& progress = progress_[tone];
    if (progress.step < 0) continue;
    progress.loudest = std::max(progress.loudest, loud.sound);
    if (Fits(tones.tones[tone].steps[progress.step], at - since_) && IsQuiet(tone, loud)) {
      Advance(tones, tone, told);
    } else {
      Fail(tones, tone, told);
    }
  }
}

void ToneCadence::Advance(const TimedTones& tones, int tone, Told* told) noexcept {
  Progress& progress = progress_[tone];
  if (!IsLast(tones, tone)) {
    ++progress.step;
    return;
  }
  Count(tones, tone, told);
  progress.counted = false;
  progress.step = static_cast<int8_t>(tones.tones[tone].repeatFrom);
  if (progress.step < 0) Fail(tones, tone, told);
}

/// A cadence is whole: the tone is told when it has been heard often enough. One that sounds once
/// is over by then.
void ToneCadence::Count(const TimedTones& tones, int tone, Told* told) noexcept {
  const TimedTone& timed = tones.tones[tone];
  Progress& progress = progress_[tone];
  if (progress.counted) return;
  progress.counted = true;
  if (progress.cadences < UINT16_MAX) ++progress.cadences;
  if (told_ < 0 && progress.cadences >= timed.cadences) {
    told_ = tone;
    Tell(tones, ToneEvent::Kind::kBegan, tone, progress.since, told);
  }
  const bool over = timed.repeatFrom < 0 && timed.steps[progress.step].sound == 0;
  if (over) Fail(tones, tone, told);
}

void ToneCadence::Fail(const TimedTones& tones, int tone, Told* told) noexcept {
  if (tone == told_) {
    Tell(tones, ToneEvent::Kind::kEnded, tone, lastEnded_, told);
    told_ = -1;
  }
  progress_[tone] = Progress{};
}

/// A sound or a pause has begun.
void ToneCadence::Open(const TimedTones& tones, int sound, uint64_t at, Told* told) noexcept {
  sound_ = sound;
  since_ = at;
  for (int tone = 0; tone < tones.count; ++tone) {
    const TimedTone& timed = tones.tones[tone];
    Progress& progress = progress_[tone];
    if (progress.step >= 0 && timed.steps[progress.step].sound != sound) Fail(tones, tone, told);
    const bool begins =
        progress.step < 0 && timed.steps[0].sound == sound && (wanted_ & ToneBit(timed.kind)) != 0;
    if (!begins) continue;
    progress.step = 0;
    progress.since = at;
  }
}

/// Is a cadence whole by now? Has the tone that was told stopped?
void ToneCadence::Check(const TimedTones& tones, const Loud& loud, uint64_t heard,
                        Told* told) noexcept {
  for (int tone = 0; tone < tones.count; ++tone) {
    const TimedTone& timed = tones.tones[tone];
    Progress& progress = progress_[tone];
    if (progress.step < 0) continue;
    progress.loudest = std::max(progress.loudest, loud.sound);
    const TimedStep& step = timed.steps[progress.step];
    if (tone == told_ && heard >= KnownAt(since_ + step.most)) {
      Fail(tones, tone, told);
      continue;
    }
    if (!IsLast(tones, tone) || heard < KnownAt(since_ + step.sure)) continue;
    if (IsQuiet(tone, loud)) {
      Count(tones, tone, told);
    } else {
      Fail(tones, tone, told);
    }
  }
}

uint64_t ToneCadence::Deadline(const TimedTones& tones, uint64_t heard) const noexcept {
  uint64_t first = 0;
  const auto put = [&](uint64_t at) {
    if (at > heard && (first == 0 || at < first)) first = at;
  };
  for (int tone = 0; tone < tones.count; ++tone) {
    const Progress& progress = progress_[tone];
    if (progress.step < 0) continue;
    const TimedStep& step = tones.tones[tone].steps[progress.step];
    if (IsLast(tones, tone)) put(KnownAt(since_ + step.sure));
    if (tone == told_ && step.most != TimedStep::kEndless) put(KnownAt(since_ + step.most));
  }
  return first;
}

void ToneCadence::Tell(const TimedTones& tones, ToneEvent::Kind kind, int tone, uint64_t at,
                       Told* told) noexcept {
  if (told->count >= kMostToneEvents) return;
  const Progress& progress = progress_[tone];
  told->events[told->count++] = {kind, tones.tones[tone].kind, progress.cadences, at,
                                 Dbm0OfMeanSquare(progress.loudest)};
}

/// Whether what sounds is no pause, or one that is quiet beside the tone.
bool ToneCadence::IsQuiet(int tone, const Loud& loud) const noexcept {
  return sound_ != 0 || loud.pause <= progress_[tone].loudest * kMostPause;
}

bool ToneCadence::IsLast(const TimedTones& tones, int tone) const noexcept {
  return progress_[tone].step == tones.tones[tone].stepCount - 1;
}

/// When it is known whether the sound or the pause has lasted until `at`.
uint64_t ToneCadence::KnownAt(uint64_t at) const noexcept {
  return at + (sound_ == 0 ? kBeginKnown : kEndKnown);
}

int TakeToneEvents(ToneLanes* lanes, int lane, const ToneTuning& tuning, const TimedTones& tones,
                   uint64_t heard, ToneCadence* cadence,
                   ToneEvent events[kMostToneEvents]) noexcept {
  const ToneNews news = ReadToneNews(*lanes, lane, tuning, heard);
  const int count = cadence->Take(tones, news, heard, events);
  const uint64_t deadline = cadence->Deadline(tones, heard);
  const uint64_t hops = deadline == 0 ? 0 : (deadline - heard + kToneHop - 1) / kToneHop;
  lanes->hopsLeft[lane] = static_cast<int32_t>(hops);
  return count;
}

}  // namespace spillway
