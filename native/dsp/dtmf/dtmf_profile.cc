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

/// A digit begins when this share of the power was in its frequencies in every window, and this in
/// the mean.
constexpr double kBeginShare = 0.72;
constexpr double kMeanShare = 0.82;
/// It goes on with this share, unless it falls so far below its loudest window, dB.
constexpr double kKeepShare = 0.55;
constexpr double kFallDb = 6.5;
/// The second strongest frequency of a group is this far down, dB.
constexpr double kStandOutDb = 3.0;
/// Dial tone beneath a digit is forgiven up to this much above it, dB.
constexpr double kDialToneDb = 6.0;
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
    {"etsi", "not checked against the text of ETSI ES 201 235-3", 0.0178, 0.035, -6, 6, -30,
     DtmfProfile::kNoLimit, 40, 20, 40, 10},
    {"cn", "chosen here; not checked against the text of YD/T and GB/T", 0.018, 0.035, -6, 6, -29,
     DtmfProfile::kNoLimit, 40, 24, 40, 10},
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
  const double deviation = (profile.operateDeviation + profile.rejectDeviation) / 2;
  const double onMs = settings.leastOnMs > 0 ? settings.leastOnMs : profile.rejectMs + kOnMarginMs;
  const double offMs = settings.leastOffMs > 0 ? settings.leastOffMs : profile.breakMs + kHopMs + 3;

  DtmfTuning tuning{};
  tuning.leastPower = static_cast<float>(MeanSquareOfDbm0(LeastDbm0(profile)));
  tuning.leastTwist = static_cast<float>(PowerRatio(profile.leastTwistDb - kTwistErrorDb));
  tuning.mostTwist = static_cast<float>(PowerRatio(profile.mostTwistDb + kTwistErrorDb));
  for (int i = 0; i < 4; ++i) {
    tuning.tangent[i] = TangentOf(kDtmfLowHertz[i], deviation);
    tuning.tangent[4 + i] = TangentOf(kDtmfHighHertz[i], deviation);
  }
  tuning.beginShare = kBeginShare;
  tuning.meanShare = kMeanShare;
  tuning.keepShare = kKeepShare;
  tuning.keepLevel = static_cast<float>(PowerRatio(-kFallDb));
  tuning.standOut = static_cast<float>(PowerRatio(kStandOutDb));
  tuning.mostDialTone = static_cast<float>(PowerRatio(kDialToneDb));
  // The memory holds eight hops; a longer digit is waited for by windows.
  tuning.leastHops = static_cast<float>(std::min(onMs / kHopMs, kDtmfMemory - 0.5));
  tuning.windowsToBegin =
      std::max(kWindowsToBegin, static_cast<int>((onMs - 3 * kHopMs) / kHopMs) + 1);
  tuning.windowsToEnd = std::max(1, static_cast<int>((offMs + kPauseSpreadMs) / kHopMs));
  tuning.column = settings.letters ? 4 : 3;
  return tuning;
}

}  // namespace spillway
