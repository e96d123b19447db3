// SPDX-License-Identifier: GPL-2.0-or-later
// Which sounds, one frequency or two, does a plan have?
#include "native/dsp/tone/tone_sounds.h"

#include <algorithm>
#include <utility>

#include "native/dsp/tone/tone_limits.h"

namespace spillway {
namespace {

/// A step's frequencies, the lower one first; a single one first as well.
std::pair<int, int> HertzOf(const ToneStep& step) noexcept {
  if (step.hertz1 == 0 || step.hertz2 == 0) return {step.hertz1 + step.hertz2, 0};
  return std::minmax<int>(step.hertz1, step.hertz2);
}

bool IsInformation(int hertz) noexcept {
  return std::find(kInformationHertz.begin(), kInformationHertz.end(), hertz) !=
         kInformationHertz.end();
}

double DeviationOf(ToneKind kind, int hertz) noexcept {
  if (kind == ToneKind::kFaxCalling) return kFaxCallingDeviationHertz;
  if (kind == ToneKind::kFaxAnswer) return kFaxAnswerDeviationHertz;
  if (kind == ToneKind::kInformation && IsInformation(hertz)) return kInformationDeviationHertz;
  return kDeviationHertz;
}

}  // namespace

PlannedSounds::PlannedSounds(const TonePlan& plan) noexcept {
  for (const bool pairs : {false, true}) {
    for (int i = 0; i < plan.toneCount; ++i) Take(plan.tones[i], pairs);
  }
  fit_ = fit_ && HasRoom();
}

void PlannedSounds::Take(const PlannedTone& tone, bool pairs) noexcept {
  for (int i = 0; i < tone.stepCount; ++i) {
    const auto [hertz1, hertz2] = HertzOf(tone.steps[i]);
    if (hertz1 == 0 || pairs != (hertz2 != 0)) continue;
    if (pairs) {
      Put({hertz1, hertz2, hertz1 * kPairDeviation, hertz2 * kPairDeviation});
    } else {
      Put({hertz1, 0, DeviationOf(tone.kind, hertz1), 0});
    }
  }
}

void PlannedSounds::Put(const PlannedSound& sound) noexcept {
  for (int i = 0; i < count_; ++i) {
    PlannedSound& known = sounds_[i];
    if (known.hertz1 != sound.hertz1 || known.hertz2 != sound.hertz2) continue;
    known.deviation1 = std::max(known.deviation1, sound.deviation1);
    return;
  }
  fit_ = fit_ && count_ < kMostSounds;
  if (count_ < kMostSounds) sounds_[count_++] = sound;
}

bool PlannedSounds::HasRoom() const noexcept {
  std::array<int, 2 * kMostSounds> hertz{};
  int probes = 0;
  for (int i = 0; i < count_; ++i) {
    hertz[probes++] = sounds_[i].hertz1;
    if (sounds_[i].hertz2 != 0) hertz[probes++] = sounds_[i].hertz2;
  }
  std::sort(hertz.begin(), hertz.begin() + probes);
  const auto filters = std::unique(hertz.begin(), hertz.begin() + probes) - hertz.begin();
  return probes <= kMostProbes && filters <= kMostFilters;
}

int PlannedSounds::Find(const ToneStep& step) const noexcept {
  const auto [hertz1, hertz2] = HertzOf(step);
  for (int i = 0; i < count_; ++i) {
    if (sounds_[i].hertz1 == hertz1 && sounds_[i].hertz2 == hertz2) return i + 1;
  }
  return 0;
}

}  // namespace spillway
