// SPDX-License-Identifier: GPL-2.0-or-later
// Which sounds make the tones of a plan, and which thresholds find them? (Which times:
// tone_times.cc.)
#include "native/dsp/tone/tone_tuning.h"

#include <algorithm>
#include <cmath>

#include "native/dsp/gain.h"
#include "native/dsp/tone/tone_limits.h"
#include "native/dsp/tone/tone_sounds.h"

namespace spillway {
namespace {

// Tuned on generated tones, recorded speech and music.

/// The mains' hum and direct current are taken away before all: up to here, or this share of the
/// lowest frequency that is listened for, which loses nothing then. No higher: voices and music
/// that have lost their lowest harmonics are more like a tone (one such in 168 minutes from 230 Hz
/// on).
constexpr double kHighPassMostHertz = 180;
constexpr double kHighPassOfLowest = 0.45;

/// A sound begins when this share of the power was in its frequencies in every window.
constexpr float kBeginShare = 0.72f;
/// It goes on with this share, unless it falls so far below its loudest window, dB.
constexpr float kKeepShare = 0.55f;
constexpr double kFallDb = 6;
/// 45 ms of signal and four windows: a sound of about 60 ms.
constexpr int kWindowsToBegin = 4;
/// A break of 20 ms, or a phase reversal, spoils fewer windows; a pause of 90 ms spoils more.
constexpr int kWindowsToEnd = 5;
/// Frequencies that are farther apart are parted by their filters, and a notch would take both.
constexpr int kMostNotchHertz = 150;

/// By how much a frequency turns in a part, radians.
double TurnOf(double hertz) noexcept { return 2 * M_PI * hertz * kTonePart / kSampleRate; }

/// Place of a frequency's filter; makes it when it is new.
int FilterOf(int hertz, std::array<int, kMostFilters>* filters, ToneTuning* tuning) noexcept {
  for (int k = 0; k < tuning->filterCount; ++k) {
    if ((*filters)[k] == hertz) return k;
  }
  const int k = tuning->filterCount++;
  (*filters)[k] = hertz;
  const double turn = 2 * M_PI * hertz / kSampleRate;
  for (int i = 0; i < kTonePart / 2; ++i) {
    tuning->cosine[k][i] = static_cast<float>(std::cos(turn * (i + 0.5)));
    tuning->sine[k][i] = static_cast<float>(std::sin(turn * (i + 0.5)));
  }
  return k;
}

ToneProbe ProbeOf(int filter, int hertz, int other, double deviation) noexcept {
  ToneProbe probe{};
  probe.filter = filter;
  probe.backReal = static_cast<float>(std::cos(TurnOf(hertz)));
  probe.backImaginary = static_cast<float>(-std::sin(TurnOf(hertz)));
  const double most = deviation + kDeviationMarginHertz / 2;
  probe.leastCosine = static_cast<float>(std::cos(TurnOf(most)));
  if (other == 0 || std::abs(other - hertz) > kMostNotchHertz) return probe;
  probe.notched = 1;
  probe.notchReal = static_cast<float>(std::cos(TurnOf(other)));
  probe.notchImaginary = static_cast<float>(std::sin(TurnOf(other)));
  probe.besideReal = static_cast<float>(std::cos(TurnOf(hertz - other)));
  probe.besideImaginary = static_cast<float>(std::sin(TurnOf(hertz - other)));
  return probe;
}

/// Where the high-pass has its edge: as high as the lowest sound of the plan bears without loss.
double EdgeFor(const PlannedSounds& sounds) noexcept {
  double edge = kHighPassMostHertz;
  for (int i = 0; i < sounds.Count(); ++i)
    edge = std::min(edge, sounds[i].hertz1 * kHighPassOfLowest);
  return edge;
}

}  // namespace

ToneTuning TuneTones(const TonePlan& plan) noexcept {
  ToneTuning tuning{};
  std::array<int, kMostFilters> filters{};
  const PlannedSounds sounds(plan);
  for (int i = 0; i < sounds.Count(); ++i) {
    const PlannedSound& sound = sounds[i];
    const int filter = FilterOf(sound.hertz1, &filters, &tuning);
    tuning.sounds[i] = {tuning.probeCount, -1};
    tuning.probes[tuning.probeCount++] =
        ProbeOf(filter, sound.hertz1, sound.hertz2, sound.deviation1);
    if (sound.hertz2 == 0) continue;
    const int second = FilterOf(sound.hertz2, &filters, &tuning);
    tuning.sounds[i].second = tuning.probeCount;
    tuning.probes[tuning.probeCount++] =
        ProbeOf(second, sound.hertz2, sound.hertz1, sound.deviation2);
  }
  tuning.soundCount = sounds.Count();
  tuning.highPass = MakeHighPass(EdgeFor(sounds));
  while (tuning.filterCount % kToneTogether != 0) ++tuning.filterCount;

  tuning.leastPower =
      static_cast<float>(MeanSquareOfDbm0((kToneOperateDbm0 + kToneRejectDbm0) / 2));
  tuning.mostTwist = static_cast<float>(PowerRatio((kPairTwistOperateDb + kPairTwistRejectDb) / 2));
  tuning.beginShare = kBeginShare;
  tuning.keepShare = kKeepShare;
  tuning.keepLevel = static_cast<float>(PowerRatio(-kFallDb));
  tuning.windowsToBegin = kWindowsToBegin;
  tuning.windowsToEnd = kWindowsToEnd;
  return tuning;
}

}  // namespace spillway
