// SPDX-License-Identifier: GPL-2.0-or-later
// What does the DTMF detector remember of sixteen channels, and by which limits does it judge them?
// Plain arrays: every path, whatever processor it is compiled for, works on the same ones.
#pragma once

#include <cstdint>

#include "native/dsp/simd/high_pass.h"

namespace spillway {

/// Channels side by side in one set of arrays; the width of the widest path.
constexpr int kDtmfLanes = 16;
/// Samples of a hop, the step in which the detector goes (5 ms).
constexpr int kDtmfHop = 40;
/// Hops of a window (20 ms), in which two frequencies are told apart.
constexpr int kDtmfWindow = 4;
/// Hops whose power is remembered (50 ms), to tell how long a digit has sounded, and what before
/// it. A divisor of kDtmfTurn.
constexpr int kDtmfMemory = 10;
/// Four low, four high frequencies, and the dial tone of zone cn, 450 Hz.
constexpr int kDtmfFilters = 9;
constexpr int kDialToneFilter = 8;
/// Hops after which the phase of every whole number of hertz begins anew (1 s).
constexpr int kDtmfTurn = 200;

/// Limits as the hop applies them; made from a profile and settings (dtmf_profile.cc).
struct DtmfTuning {
  float leastPower;  // mean square of the weaker frequency
  float leastTwist;  // power of the high frequency to that of the low one
  float mostTwist;
  float tangent[8];      // of the phase that a frequency may be ahead or behind after one hop
  float meanTangent[8];  // the same in the mean of the windows of a beginning digit
  float beginShare;      // of the power that the two frequencies must have, in each window of a
                         // beginning digit
  float meanShare;       // in the mean of those windows
  float beginLevel;      // power to its loudest window that a digit must still have when it is told
  float offPlaceShare;   // more than that when it is told, for each frequency that is at its limit
  float keepShare;       // in a window of a digit that goes on
  float keepLevel;       // power to the loudest window of the digit, below which it does not go on
  float standOut;        // power to that of the second strongest frequency of the group
  float mostDialTone;    // power to that of the digit, up to which dial tone is forgiven
  float mostBefore;      // hops before its windows that may have sounded as loud
  float dialToneGrowth;  // power to that before the digit, up to which it is dial tone
  float leastHops;       // that a digit must have sounded, counted by power
  int32_t windowsToBegin;  // in a row
  int32_t windowsToEnd;    // in a row
  int32_t column;          // columns of the keypad that count: 4, or 3 without A-D
  HighPass highPass;       // before all
};

/// Sixteen channels. A lane is one index of the innermost arrays.
struct alignas(64) DtmfLanes {
  HighPassLanes highPass;
  // What was heard: rings by hop.
  float real[kDtmfWindow][kDtmfFilters][kDtmfLanes];  // of each frequency, phase counted from hop 0
  float imaginary[kDtmfWindow][kDtmfFilters][kDtmfLanes];
  float power[kDtmfMemory][kDtmfLanes];     // mean square
  float dialTone[kDtmfMemory][kDtmfLanes];  // mean square of 450 Hz in each window
  float beforeReal[8][kDtmfLanes];          // the window one hop before
  float beforeImaginary[8][kDtmfLanes];

  // The digit under way: its place in kDtmfDigits and 1, or 0.
  int32_t digit[kDtmfLanes];
  int32_t missed[kDtmfLanes];  // windows in a row without it
  float loudest[kDtmfLanes];   // mean square of its frequencies in the loudest window
  // The digit that may begin.
  int32_t candidate[kDtmfLanes];
  int32_t windows[kDtmfLanes];    // in a row with it
  float shares[kDtmfLanes];       // sum over them
  float lastShare[kDtmfLanes];    // of the last window, dial tone not forgiven
  float shareBefore[kDtmfLanes];  // of the window before that one
  float candidateLoudest[kDtmfLanes];
  float lowTurn[2][kDtmfLanes];  // sum of the waves of length 1 by which its phases went on
  float highTurn[2][kDtmfLanes];

  // What this hop has found: non-zero where so.
  int32_t ended[kDtmfLanes];       // the digit that ended
  int32_t began[kDtmfLanes];       // the digit that began
  float endedLoudest[kDtmfLanes];  // mean square of the one that ended
  int32_t endedAgo[kDtmfLanes];    // windows since it was last heard
  float lastPower[kDtmfLanes];     // mean square of the last window in which the digit was heard
  float soundedHops[kDtmfLanes];   // how long what begins has sounded, counted by power
};

}  // namespace spillway
