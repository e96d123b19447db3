// SPDX-License-Identifier: GPL-2.0-or-later
// Which signals must be taken for a tone, and which must not? In between a detector may do as it
// likes; thresholds are put there.
//
// Sources are named as they are known to this project; none of these texts was at hand to be
// checked against but where it says so.
#pragma once

#include <array>

#include "native/dsp/tone/tone_plan.h"

namespace spillway {

/// A frequency may be off by so much, hertz: 25 in the plan of China (YD/T 1103 and GB/T 3380:
/// 450 +-25 Hz), wider than what most others in ITU-T E.180, supplement 2, allow.
constexpr double kDeviationHertz = 25;
/// Each of the three of the special information tone, hertz; ITU-T E.180 and Q.35: +-50 Hz.
constexpr double kInformationDeviationHertz = 50;
constexpr std::array<int, 3> kInformationHertz = {950, 1400, 1800};
/// CNG, hertz; ITU-T T.30: 1100 +-38 Hz.
constexpr double kFaxCallingDeviationHertz = 38;
/// CED and ANSam, hertz; ITU-T T.30, V.25, V.8: 2100 +-15 Hz.
constexpr double kFaxAnswerDeviationHertz = 15;
/// Each frequency of a pair, share of its nominal value: North America's precise tones keep 0.5 %
/// (ANSI T1.401), others in ITU-T E.180, supplement 2, about 1 %.
constexpr double kPairDeviation = 0.015;
/// What is off by so much more must not be taken, hertz. Chosen here.
constexpr double kDeviationMarginHertz = 15;

/// On and off times may be off by this share; ITU-T E.180: +-10 %.
constexpr double kTimeShare = 0.10;
/// The same of the special information tone; E.180: 330 +-70 ms.
constexpr double kInformationTimeShare = 70.0 / 330;
/// The same of CNG; ITU-T T.30: 0.5 s and 3 s +-15 %.
constexpr double kFaxCallingTimeShare = 0.15;
/// What is off by so much more must not be taken, share. Chosen here.
constexpr double kTimeMargin = 0.15;
/// Times are measured to about 10 ms on a quiet line: no limit is closer to the nominal value, ms.
constexpr double kTimeFloorMs = 25;

/// A frequency must be taken down to this level, dBm0: zone cn sends -10 +-3 dBm, of which a long
/// trunk, a two-wire line and a digital network's pads may take 22 dB. Up to the loudest that A-law
/// carries.
constexpr double kToneOperateDbm0 = -35;
/// It must not be taken from this down, dBm0: crosstalk. Chosen here.
constexpr double kToneRejectDbm0 = -42;
/// The two frequencies of a pair may differ by so much, dB; the lines of far exchanges slope.
constexpr double kPairTwistOperateDb = 6;
/// They must not differ by so much, dB. Chosen here.
constexpr double kPairTwistRejectDb = 12;

/// A pause must be so far below the tone in the mean, dB: who speaks or plays in it is no exchange.
/// Noise and the echo of one's own voice are not so loud. Chosen here.
constexpr double kPauseOperateDb = 9;
constexpr double kPauseRejectDb = 5;

/// A sound shorter than this may not be heard, ms.
constexpr double kLeastSoundMs = 70;
/// Nor a pause shorter than this; one that is may stand in a plan only between different sounds.
constexpr double kLeastPauseMs = 90;

/// A tone that does not pause is told after so long, ms, and not before it has lasted a quarter
/// longer than any step of the plan with the same sound: a ringing tone begins like a dial tone.
constexpr double kContinuousMs = 1500;
/// CED and ANSam are told after so long, ms; ITU-T T.30: 2.6 to 4 s; V.25: 3.3 +-0.7 s.
constexpr double kFaxAnswerMs = 800;
/// After a tone that sounds once, and after the burst of CNG that makes it certain, so long a pause
/// must follow, ms.
constexpr double kAfterMs = 100;

/// How many whole cadences must be heard before a tone is told. Busy and congestion clear calls:
/// three, as other exchanges ask for. The last beep of a busy tone and the silence after it are one
/// cadence of a call waiting tone: two.
constexpr int LeastCadences(ToneKind kind) noexcept {
  if (kind == ToneKind::kBusy || kind == ToneKind::kCongestion) return 3;
  return kind == ToneKind::kCallWaiting ? 2 : 1;
}

}  // namespace spillway
