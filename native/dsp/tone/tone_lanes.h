// SPDX-License-Identifier: GPL-2.0-or-later
// What does the tone detector remember of sixteen channels, and by which limits does it judge them?
// Plain arrays: every path, whatever processor it is compiled for, works on the same ones.
#pragma once

#include <cstdint>

#include "native/dsp/simd/high_pass.h"

namespace spillway {

/// Channels side by side in one set of arrays; the width of the widest path.
constexpr int kToneLanes = 16;
/// Samples that a frequency is correlated with at a time (5 ms): what is heard then is one complex
/// number.
constexpr int kTonePart = 40;
/// Samples of a hop, the step in which the detector goes (10 ms).
constexpr int kToneHop = 2 * kTonePart;
/// Hops of a window: 40 ms of steps from part to part, which takes 45 ms of signal.
constexpr int kToneWindow = 4;
constexpr int kTonePairs = 2 * kToneWindow;
/// Frequencies at most; correlated three at a time.
constexpr int kToneTogether = 3;
constexpr int kMostFilters = 18;
/// Frequencies as sounds have them: one that is in two pairs counts twice.
constexpr int kMostProbes = 20;
constexpr int kMostSounds = 16;

/// One frequency of one sound. What its filter hears is freed from the other frequency of a pair by
/// a notch: each part less the part before, turned as far as the other frequency turns.
struct ToneProbe {
  int32_t filter;
  int32_t notched;  // whether there is a notch
  float notchReal;  // the turn of the other frequency in a part
  float notchImaginary;
  float backReal;  // turns a part of the nominal frequency back
  float backImaginary;
  float besideReal;  // the turn of the other frequency beside that of this one
  float besideImaginary;
  float leastCosine;  // of the turn that the frequency may be off in a part
};

/// One or two frequencies.
struct ToneSound {
  int32_t probe;
  int32_t second;  // the probe of the other frequency; -1: none
};

/// Limits as the hop applies them, and what it correlates with; made from a plan (tone_tuning.cc).
struct ToneTuning {
  HighPass highPass;    // before all
  int32_t filterCount;  // a multiple of kToneTogether; the last ones may be empty
  int32_t probeCount;
  int32_t soundCount;
  float leastPower;  // mean square of each frequency
  float mostTwist;   // power of one frequency of a pair to that of the other
  float beginShare;  // of the power that must be in the sound, in each window of a beginning one
  float keepShare;   // in a window of a sound that goes on
  float keepLevel;   // power to the sound's loudest window, below which it does not go on
  int32_t windowsToBegin;  // in a row
  int32_t windowsToEnd;    // in a row
  ToneProbe probes[kMostProbes];
  ToneSound sounds[kMostSounds];
  // Of half a sample, one and a half ... away from the middle of a part.
  float cosine[kMostFilters][kTonePart / 2];
  float sine[kMostFilters][kTonePart / 2];
};

/// Sixteen channels. A lane is one index of the innermost arrays.
struct alignas(64) ToneLanes {
  HighPassLanes highPass;
  // The last part: what each filter heard, and each probe.
  float heardReal[kMostFilters][kToneLanes];
  float heardImaginary[kMostFilters][kToneLanes];
  float freeReal[kMostProbes][kToneLanes];
  float freeImaginary[kMostProbes][kToneLanes];
  float partPower[kToneLanes];  // sum of squares
  // What the hops of the window had: rings by hop.
  float turnReal[kToneWindow][kMostProbes][kToneLanes];  // from part to part
  float turnImaginary[kToneWindow][kMostProbes][kToneLanes];
  float power[kToneWindow][kToneLanes];  // sum of squares

  // The sound under way: its place in the tuning's sounds and 1, or 0.
  int32_t sound[kToneLanes];
  int32_t missed[kToneLanes];   // windows in a row without it
  float loudest[kToneLanes];    // mean square of its frequencies in the loudest window
  float lastPower[kToneLanes];  // in the last window with it
  // The sound that may begin.
  int32_t candidate[kToneLanes];
  int32_t windows[kToneLanes];         // in a row with it
  float candidateFirst[kToneLanes];    // mean square in the first of them
  float candidateLoudest[kToneLanes];  // in the loudest
  // The pause under way: sum of the mean squares of its windows, and how many they are.
  float pausePower[kToneLanes];
  int32_t pauseWindows[kToneLanes];
  // Hops until something is due that no sound tells; 0: nothing.
  int32_t hopsLeft[kToneLanes];

  // What this hop has found: non-zero where so.
  int32_t ended[kToneLanes];       // the sound that ended
  int32_t began[kToneLanes];       // the sound that began
  int32_t due[kToneLanes];         // hopsLeft has run out
  int32_t endedAgo[kToneLanes];    // windows since the one that ended was last heard
  float endedLoudest[kToneLanes];  // mean square of the one that ended
  float beganFirst[kToneLanes];    // mean square of the one that began, in its first window
  float beganLoudest[kToneLanes];
  int32_t beganWindows[kToneLanes];  // windows that heard it, this one included
};

/// Forgets what a lane has heard. tone_news.cc, as the next.
void ClearToneLane(ToneLanes* lanes, int lane) noexcept;

/// Whether the hop tells anything of a lane, or of any of all lanes.
inline bool HasToneNews(const ToneLanes& lanes, int lane) noexcept {
  return (lanes.ended[lane] | lanes.began[lane] | lanes.due[lane]) != 0;
}
bool HasToneNews(const ToneLanes& lanes) noexcept;

}  // namespace spillway
