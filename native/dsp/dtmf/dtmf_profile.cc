// SPDX-License-Identifier: GPL-2.0-or-later
// Which signals must a DTMF receiver take for digits, and which thresholds do that?
#include "native/dsp/dtmf/dtmf_profile.h"

#include <algorithm>
#include <cmath>

#include "native/dsp/dtmf/dtmf.h"
#include "native/dsp/gain.h"

namespace spillway {
namespace {

constexpr double kHopMs = kDtmfHop * 1000.0 / kSampleRate;

// Tuned on generated digits and on recorded speech.

/// The mains' hum and direct current are taken away before all: 60 Hz by 35 dB, 120 Hz by 11 dB,
/// 697 Hz by nothing. No higher: a voice is known by its other harmonics, and from 180 Hz on one of
/// a child's voice that remains is a digit (dtmf_voice_test).
constexpr double kHighPassHertz = 165;
/// A digit begins when this share of the power was in its frequencies in every window, and this in
/// the mean.
constexpr double kBeginShare = 0.75;
constexpr double kMeanShare = 0.82;
/// And the purer the further its frequencies are off: a telephone that is off sends nothing else, a
/// vowel whose harmonics come near does. So much more than kBeginShare in the last window, for each
/// frequency that is at its limit.
constexpr double kOffPlaceShare = 0.08;
/// And it does not fade: when it is told, its level is at most this far below its loudest window,
/// dB. A vowel fades or glides; an echo takes up to 3 dB.
constexpr double kFadeDb = 3.0;
/// And it was quieter before it: hops before its windows that may have been as loud. (Dial tone as
/// loud as each frequency fills a third of a hop.)
constexpr double kMostBeforeHops = 1.5;
/// It goes on with this share, unless it falls so far below its loudest window, dB.
constexpr double kKeepShare = 0.55;
constexpr double kFallDb = 6.5;
/// How far its frequencies may be off, of the way from what must be taken to what must not: in each
/// window, and in the mean of those of a beginning digit, which the other frequency disturbs less.
constexpr double kDeviation = 0.5;
constexpr double kMeanDeviation = 0.10;
/// The second strongest frequency of a group is this far down, dB.
constexpr double kStandOutDb = 6.0;
/// Dial tone beneath a digit is forgiven up to this much above it, dB.
constexpr double kDialToneDb = 6.0;
/// And as far as it was there 50 ms ago: it may seem to have grown so much since, dB.
constexpr double kDialToneGrowthDb = 2.0;
/// How far twist is measured off: the loud frequency leaks into the weak one's filter, the more so
/// off their places, dB.
constexpr double kTwistErrorDb = 1.75;
/// How far below its least level a digit is taken where nothing forbids it, dB.
constexpr double kLevelMarginDb = 5.0;
/// A digit that begins is judged in this many windows, each a hop on.
constexpr int kWindowsToBegin = 4;
/// Longer than what must not be taken, ms.
constexpr double kOnMarginMs = 3.0;
/// A pause spoils windows for so much longer than it lasts, ms: a window holds a digit from 16 of
/// its 20 ms on.
constexpr double kPauseSpreadMs = 12.0;

constexpr std::array<DtmfProfile, 5> kProfiles = {{
    {"default", "this project's own, between those of ITU-T Q.24's administrations", 0.018, 0.035,
     -8, 6, -35, DtmfProfile::kNoLimit, 40, 24, 30, 10},
    {"q24-att", "AT&T in ITU-T Q.24, table A.1; not checked against its text", 0.015, 0.035, -8, 4,
     -25, -55, 40, 23, 40, 10},
    {"q24-ntt", "NTT in ITU-T Q.24, table A.1; not checked against its text", 0.018, 0.030, -5, 5,
     -24, -29, 40, 24, 30, 10},
    {"etsi",
     "ETSI ES 201 235-3, 4.2.2: times, as Asterisk's dsp.c quotes V1.3.1; the rest from memory, "
     "its "
     "text was not to be had",
     0.0178, 0.035, -6, 6, -30, DtmfProfile::kNoLimit, 40, 20, 40, 20},
    {"cn", "chosen here; could not be checked: no text of YD/T, GB/T or YDN 065 was to be had",
     0.018, 0.035, -6, 6, -29, DtmfProfile::kNoLimit, 40, 24, 40, 10},
}};

/// Tangent of the phase by which a frequency that is off by a share is ahead after one hop.
float TangentOf(double hertz, double deviation) noexcept {
  return static_cast<float>(std::tan(2 * M_PI * hertz * deviation * kDtmfHop / kSampleRate));
}

double LeastDbm0(const DtmfProfile& profile) noexcept {
  const double between = (profile.operateDbm0 + profile.rejectDbm0) / 2;
  return std::max(between, profile.operateDbm0 - kLevelMarginDb);
}

}  // namespace

const std::array<DtmfProfile, 5>& DtmfProfiles() noexcept { return kProfiles; }

const DtmfProfile* FindDtmfProfile(std::string_view name) noexcept {
  for (const DtmfProfile& profile : kProfiles) {
    if (profile.name == name) return &profile;
  }
  return nullptr;
}

DtmfTuning TuneDtmf(const DtmfSettings& settings) noexcept {
  const DtmfProfile& profile = settings.profile == nullptr ? kProfiles[0] : *settings.profile;
  const double between = profile.rejectDeviation - profile.operateDeviation;
  const double deviation = profile.operateDeviation + between * kDeviation;
  const double meanDeviation = profile.operateDeviation + between * kMeanDeviation;
  const double onMs = settings.leastOnMs > 0 ? settings.leastOnMs : profile.rejectMs + kOnMarginMs;
  const double offMs = settings.leastOffMs > 0 ? settings.leastOffMs : profile.breakMs + kHopMs + 3;

  DtmfTuning tuning{};
  tuning.leastPower = static_cast<float>(MeanSquareOfDbm0(LeastDbm0(profile)));
  tuning.leastTwist = static_cast<float>(PowerRatio(profile.leastTwistDb - kTwistErrorDb));
  tuning.mostTwist = static_cast<float>(PowerRatio(profile.mostTwistDb + kTwistErrorDb));
  for (int i = 0; i < 4; ++i) {
    tuning.tangent[i] = TangentOf(kDtmfLowHertz[i], deviation);
    tuning.tangent[4 + i] = TangentOf(kDtmfHighHertz[i], deviation);
    tuning.meanTangent[i] = TangentOf(kDtmfLowHertz[i], meanDeviation);
    tuning.meanTangent[4 + i] = TangentOf(kDtmfHighHertz[i], meanDeviation);
  }
  tuning.beginShare = kBeginShare;
  tuning.meanShare = kMeanShare;
  tuning.offPlaceShare = kOffPlaceShare;
  tuning.mostBefore = kMostBeforeHops;
  tuning.beginLevel = static_cast<float>(PowerRatio(-kFadeDb));
  tuning.keepShare = kKeepShare;
  tuning.keepLevel = static_cast<float>(PowerRatio(-kFallDb));
  tuning.standOut = static_cast<float>(PowerRatio(kStandOutDb));
  tuning.mostDialTone = static_cast<float>(PowerRatio(kDialToneDb));
  tuning.dialToneGrowth = static_cast<float>(PowerRatio(kDialToneGrowthDb));
  // The memory holds ten hops; a longer digit is waited for by windows.
  tuning.leastHops = static_cast<float>(std::min(onMs / kHopMs, 0.93 * kDtmfMemory));
  tuning.windowsToBegin =
      std::max(kWindowsToBegin, static_cast<int>((onMs - 3 * kHopMs) / kHopMs) + 1);
  tuning.windowsToEnd = std::max(1, static_cast<int>((offMs + kPauseSpreadMs) / kHopMs));
  tuning.column = settings.letters ? 4 : 3;
  tuning.highPass = MakeHighPass(kHighPassHertz);
  return tuning;
}

}  // namespace spillway
