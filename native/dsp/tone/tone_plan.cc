// SPDX-License-Identifier: GPL-2.0-or-later
// Which tones may be on a line, and what do they sound like there?
#include "native/dsp/tone/tone_plan.h"

#include <algorithm>
#include <cstdlib>

#include "native/dsp/tone/tone_limits.h"
#include "native/dsp/tone/tone_sounds.h"

namespace spillway {
namespace {

/// What a filter hears of a frequency and what a telephone line carries.
constexpr int kLeastHertz = 200;
constexpr int kMostHertz = 3400;
/// Frequencies nearer to each other beat too slowly to be told from one that swells.
constexpr int kLeastPairHertz = 20;

bool Same(const ToneStep& one, const ToneStep& other) noexcept {
  return one.hertz1 == other.hertz1 && one.hertz2 == other.hertz2 &&
         one.milliseconds == other.milliseconds;
}

bool IsPause(const ToneStep& step) noexcept { return step.hertz1 == 0 && step.hertz2 == 0; }

bool IsHeard(int hertz) noexcept {
  return hertz == 0 || (hertz >= kLeastHertz && hertz <= kMostHertz);
}

bool IsPair(const ToneStep& step) noexcept { return step.hertz1 != 0 && step.hertz2 != 0; }

bool Sounds(const ToneStep& step) noexcept {
  if (!IsHeard(step.hertz1) || !IsHeard(step.hertz2)) return false;
  if (!IsPair(step)) return true;
  return std::abs(step.hertz1 - step.hertz2) >= kLeastPairHertz;
}

bool SoundsAlike(const ToneStep& one, const ToneStep& other) noexcept {
  return (one.hertz1 == other.hertz1 && one.hertz2 == other.hertz2) ||
         (one.hertz1 == other.hertz2 && one.hertz2 == other.hertz1);
}

/// Whether a step can be told from its neighbours.
bool StandsOut(const PlannedTone& tone, int at) noexcept {
  const ToneStep& step = tone.steps[at];
  const bool last = at == tone.stepCount - 1;
  if (step.milliseconds == 0) return last;
  const int next = last ? tone.repeatFrom : at + 1;
  if (next >= 0 && SoundsAlike(step, tone.steps[next])) return false;
  if (!IsPause(step)) return step.milliseconds >= kLeastSoundMs;
  if (step.milliseconds >= kLeastPauseMs) return true;
  return !last && at > 0 && !SoundsAlike(tone.steps[at - 1], tone.steps[at + 1]);
}

/// Its first step is a sound, each step can be heard and told from the next, only the last may last
/// for ever (and then nothing repeats but itself).
bool MakesSense(const PlannedTone& tone) noexcept {
  if (tone.stepCount < 1 || tone.stepCount > PlannedTone::kMostSteps) return false;
  if (tone.repeatFrom < -1 || tone.repeatFrom >= tone.stepCount) return false;
  if (tone.cadences < 0 || tone.cadences > UINT16_MAX || IsPause(tone.steps[0])) return false;
  if (static_cast<unsigned>(tone.kind) >= kToneKinds) return false;
  for (int i = 0; i < tone.stepCount; ++i) {
    if (!Sounds(tone.steps[i]) || !StandsOut(tone, i)) return false;
  }
  return true;
}

/// The same tone as a listener describes it. A cadence that begins with its pause begins with its
/// sound; one step again and again lasts for ever; after what lasts for ever nothing comes.
PlannedTone AsHeard(const PlannedTone& tone) noexcept {
  PlannedTone heard = tone;
  if (tone.stepCount < 1 || tone.stepCount > PlannedTone::kMostSteps) return heard;
  if (tone.steps[tone.stepCount - 1].milliseconds == 0) heard.repeatFrom = -1;
  if (tone.repeatFrom != 0) return heard;
  if (tone.stepCount == 1) heard.steps[0].milliseconds = 0;
  const bool turns =
      tone.stepCount > 1 && IsPause(tone.steps[0]) && tone.steps[0].milliseconds != 0;
  if (!turns) return heard;
  for (int i = 0; i < tone.stepCount; ++i) heard.steps[i] = tone.steps[(i + 1) % tone.stepCount];
  return heard;
}

}  // namespace

bool operator==(const PlannedTone& one, const PlannedTone& other) noexcept {
  return one.kind == other.kind && one.stepCount == other.stepCount &&
         one.repeatFrom == other.repeatFrom && one.cadences == other.cadences &&
         std::equal(one.steps.begin(), one.steps.begin() + one.stepCount, other.steps.begin(),
                    Same);
}

bool operator==(const TonePlan& one, const TonePlan& other) noexcept {
  return one.toneCount == other.toneCount &&
         std::equal(one.tones.begin(), one.tones.begin() + one.toneCount, other.tones.begin());
}

bool TonePlan::Add(const PlannedTone& tone) noexcept {
  const PlannedTone heard = AsHeard(tone);
  if (toneCount >= kMostTones || !MakesSense(heard)) return false;
  tones[toneCount++] = heard;
  if (PlannedSounds(*this).Fit()) return true;
  --toneCount;
  return false;
}

bool AddInformationTone(TonePlan* plan) noexcept {
  // ITU-T E.180: 330 ms each, up to 30 ms between them, then a second of pause.
  const auto& hertz = kInformationHertz;
  for (int i = 0; i < plan->toneCount; ++i) {
    const PlannedTone& tone = plan->tones[i];
    if (tone.kind == ToneKind::kInformation && tone.steps[0].hertz1 == hertz[0]) return true;
  }
  return plan->Add({ToneKind::kInformation,
                    6,
                    {{{static_cast<uint16_t>(hertz[0]), 0, 330},
                      {0, 0, 15},
                      {static_cast<uint16_t>(hertz[1]), 0, 330},
                      {0, 0, 15},
                      {static_cast<uint16_t>(hertz[2]), 0, 330},
                      {0, 0, 1000}}},
                    -1,
                    0});
}

bool AddFaxTones(TonePlan* plan) noexcept {
  const TonePlan before = *plan;
  const bool added =
      plan->Add({ToneKind::kFaxCalling, 2, {{{1100, 0, 500}, {0, 0, 3000}}}, 0, 0}) &&
      plan->Add({ToneKind::kFaxAnswer, 1, {{{2100, 0, 0}}}, 0, 0});
  if (!added) *plan = before;
  return added;
}

}  // namespace spillway
