// SPDX-License-Identifier: GPL-2.0-or-later
// Is what passes for a digit a voice?
#include "native/dsp/dtmf/dtmf_voice.h"

#include <array>
#include <cmath>

#include "native/dsp/dtmf/dtmf.h"
#include "native/dsp/dtmf/dtmf_tables.h"
#include "native/dsp/gain.h"

namespace spillway {
namespace {

// Tuned on synthetic voices and generated digits; docs/dsp.md.

/// Pitch of the voices that hold harmonics on digits, Hz: women and children. Of a man's harmonics,
/// which lie closer, more than two are always strong.
constexpr double kLowestPitch = 170, kHighestPitch = 420;
/// What is as pure as this in its last two windows is no voice, so that most digits cost nothing
/// here: share of the power in the two frequencies.
constexpr float kPure = 0.97f;
/// How far the two frequencies may be from harmonics of one pitch, share: as the detector measures
/// them, which the other harmonics disturb, and as they are measured here.
constexpr double kMayBeHarmonic = 0.015;
constexpr double kIsHarmonic = 0.006;
/// The other harmonics have at least so much of the digit's power ...
constexpr double kLeastHarmonics = 0.015;
/// ... and so many times what lies midway between harmonics. In noise both are alike.
constexpr double kHarmonicsToNoise = 4;
/// Where a telephone line ends, Hz.
constexpr double kHighestHarmonic = 3400;
constexpr int kMostHarmonics = static_cast<int>(kHighestHarmonic / kLowestPitch) + 1;
/// Dial tone is no harmonic: it is taken out when, before the digit, it had so much of its power.
constexpr double kDialToneShare = 0.01;

using Samples = std::array<double, kDtmfVoiceSamples>;

/// Hann's window of `count` samples, then zeros.
Samples MakeWindow(int count) noexcept {
  Samples window{};
  for (int i = 0; i < count; ++i)
    window[i] = 0.5 - 0.5 * std::cos(2 * M_PI * (i + 1) / (count + 1));
  return window;
}

const Samples kWindow = MakeWindow(kDtmfVoiceSamples);
constexpr double kWindowSum = (kDtmfVoiceSamples + 1) / 2.0;
/// Two shorter windows, a hop apart, tell by how much a phase goes on in a hop.
constexpr int kShorter = kDtmfVoiceSamples - kDtmfHop;
const Samples kShortWindow = MakeWindow(kShorter);

constexpr double TurnOf(double hertz) noexcept { return 2 * M_PI * hertz / kSampleRate; }

/// Frequencies that are heard side by side, each by Goertzel's recurrence.
template <int kMost>
class Comb {
 public:
  void Add(double hertz) noexcept {
    turn_[count_] = TurnOf(hertz);
    step_[count_] = 2 * std::cos(turn_[count_]);
    ++count_;
  }
  void Read(double sample) noexcept {
    for (int k = 0; k < count_; ++k) {
      const double now = sample + step_[k] * last_[k] - before_[k];
      before_[k] = last_[k];
      last_[k] = now;
    }
  }
  /// The phase of a frequency in the last sample read.
  double PhaseOf(int k) const noexcept {
    return std::atan2(before_[k] * std::sin(turn_[k]), last_[k] - before_[k] * step_[k] / 2);
  }
  /// Square of what the samples sum to against a wave of the frequency.
  double StrengthOf(int k) const noexcept {
    return last_[k] * last_[k] + before_[k] * before_[k] - step_[k] * last_[k] * before_[k];
  }
  /// Mean square of all frequencies together, when kWindow was read.
  double Power() const noexcept {
    double sum = 0;
    for (int k = 0; k < count_; ++k) sum += StrengthOf(k);
    return sum * 2 / (kWindowSum * kWindowSum);
  }

 private:
  int count_{0};
  double turn_[kMost], step_[kMost];
  double last_[kMost]{}, before_[kMost]{};
};

/// Measures the two frequencies exactly that are known about.
void Measure(const float* samples, DtmfSuspect* voice) noexcept {
  Comb<2> early;
  early.Add(voice->lowHertz);
  early.Add(voice->highHertz);
  Comb<2> late = early;
  for (int i = 0; i < kShorter; ++i) {
    early.Read(kShortWindow[i] * samples[i]);
    late.Read(kShortWindow[i] * samples[i + kDtmfHop]);
  }
  const auto measure = [&](int k, double hertz) {
    const double ahead = late.PhaseOf(k) - early.PhaseOf(k) - TurnOf(hertz) * kDtmfHop;
    return hertz + std::remainder(ahead, 2 * M_PI) / TurnOf(kDtmfHop);
  };
  voice->lowHertz = measure(0, voice->lowHertz);
  voice->highHertz = measure(1, voice->highHertz);
}

/// Under kWindow.
double MeanSquare(const Samples& samples) noexcept {
  double sum = 0;
  for (int i = 0; i < kDtmfVoiceSamples; ++i)
    sum += kWindow[i] * kWindow[i] * samples[i] * samples[i];
  return sum / (kWindowSum * 3 / 4);  // the window's squares sum to 3/8, it itself to 1/2
}

/// Takes waves of these frequencies out; their mean square.
template <int kMost>
double TakeOut(const double (&hertz)[kMost], Samples* samples) noexcept {
  Comb<kMost> comb;
  for (const double one : hertz) comb.Add(one);
  for (int i = 0; i < kDtmfVoiceSamples; ++i) comb.Read(kWindow[i] * (*samples)[i]);
  for (int k = 0; k < kMost; ++k) {
    const double peak = 2 * std::sqrt(comb.StrengthOf(k)) / kWindowSum;
    const double phase = comb.PhaseOf(k), step = 2 * std::cos(TurnOf(hertz[k]));
    double now = peak * std::cos(phase), later = peak * std::cos(phase + TurnOf(hertz[k]));
    for (int i = kDtmfVoiceSamples; i-- > 0;) {
      (*samples)[i] -= now;
      const double earlier = step * now - later;
      later = now;
      now = earlier;
    }
  }
  return comb.Power();
}

/// The pitch of which both frequencies are harmonics, or 0 where one is too far off.
double PitchOf(const DtmfSuspect& voice, double limit) noexcept {
  const int low = voice.lowHarmonic, high = voice.highHarmonic;
  const double pitch = (voice.lowHertz * low + voice.highHertz * high) / (low * low + high * high);
  const bool fits = std::abs(voice.lowHertz - pitch * low) <= voice.lowHertz * limit &&
                    std::abs(voice.highHertz - pitch * high) <= voice.highHertz * limit;
  return fits ? pitch : 0;
}

/// A frequency near its nominal one, of which a turn tells how far its phase went on in a hop.
double HertzOf(double nominal, const float (&turn)[2][kDtmfLanes], int lane) noexcept {
  const double ahead = std::atan2(turn[1][lane], turn[0][lane]);
  return nominal + ahead / (2 * M_PI) * kSampleRate / kDtmfHop;
}

}  // namespace

std::optional<DtmfSuspect> SuspectVoice(const DtmfLanes& lanes, int lane, uint32_t hop) noexcept {
  if (lanes.lastShare[lane] > kPure && lanes.shareBefore[lane] > kPure) return std::nullopt;
  const int place = lanes.began[lane] - 1;
  const float dialToneBefore = lanes.dialTone[(hop + 1) % kDtmfMemory][lane];
  DtmfSuspect voice{};
  voice.lowHertz = HertzOf(kDtmfLowHertz[place / 4], lanes.lowTurn, lane);
  voice.highHertz = HertzOf(kDtmfHighHertz[place % 4], lanes.highTurn, lane);
  voice.dialTone = dialToneBefore > kDialToneShare * lanes.candidateLoudest[lane];
  for (int harmonic = 2; harmonic * kLowestPitch < voice.lowHertz; ++harmonic) {
    voice.lowHarmonic = harmonic;
    voice.highHarmonic = static_cast<int>(std::lround(voice.highHertz * harmonic / voice.lowHertz));
    const double pitch = PitchOf(voice, kMayBeHarmonic);
    if (pitch > 0 && pitch < kHighestPitch) return voice;
  }
  return std::nullopt;
}

bool IsVoice(const DtmfSuspect& suspect, const float (&samples)[kDtmfVoiceSamples]) noexcept {
  DtmfSuspect voice = suspect;
  Measure(samples, &voice);
  const double pitch = PitchOf(voice, kIsHarmonic);
  if (pitch < kLowestPitch) return false;

  Samples rest;
  for (int i = 0; i < kDtmfVoiceSamples; ++i) rest[i] = samples[i];
  const double digit = TakeOut({voice.lowHertz, voice.highHertz}, &rest);
  if (voice.dialTone) TakeOut({kDialToneHertz}, &rest);
  if (MeanSquare(rest) < kLeastHarmonics * digit) return false;
  Comb<kMostHarmonics> harmonics, between;
  for (int k = 1; k * pitch < kHighestHarmonic; ++k) {
    if (k != voice.lowHarmonic && k != voice.highHarmonic) harmonics.Add(k * pitch);
    between.Add((k - 0.5) * pitch);
  }
  for (int i = 0; i < kDtmfVoiceSamples; ++i) {
    harmonics.Read(kWindow[i] * rest[i]);
    between.Read(kWindow[i] * rest[i]);
  }
  const double heard = harmonics.Power();
  return heard >= kLeastHarmonics * digit && heard >= kHarmonicsToNoise * between.Power();
}

void TakeBackDigit(DtmfLanes* lanes, int lane, const DtmfTuning& tuning) noexcept {
  lanes->candidate[lane] = lanes->began[lane];
  lanes->began[lane] = 0;
  lanes->digit[lane] = 0;
  if (lanes->ended[lane] == 0 || lanes->endedAgo[lane] >= tuning.windowsToEnd) return;
  lanes->digit[lane] = lanes->ended[lane];
  lanes->missed[lane] = lanes->endedAgo[lane];
  lanes->loudest[lane] = lanes->endedLoudest[lane];
  lanes->ended[lane] = 0;
}

}  // namespace spillway
