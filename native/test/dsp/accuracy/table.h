// SPDX-License-Identifier: GPL-2.0-or-later
// Which rows has the table of the default profile, in which order?
#pragma once

#include <vector>

#include "native/test/dsp/accuracy/trials.h"

namespace spillway::accuracy {

/// The seed by which the detector was tuned, and those by which it is judged.
constexpr uint32_t kTuningSeed = 1;
constexpr uint32_t kSeeds[] = {2, 3, 4};

/// Delay of the report at most, ms: what half of the digits and 99 of 100 must keep.
constexpr double kDelayP50Ms = 45, kDelayP99Ms = 60;
constexpr double kStretchP50Ms = 40, kStretchP99Ms = 55;

inline Trial As(Trial::Goal goal, Trial trial) {
  trial.goal = goal;
  return trial;
}

/// All rows but delay, by this seed. `speech`: at least a minute, for the rows of speech.
inline std::vector<Trial> MakeTable(uint32_t seed, const Wave& speech) {
  const BandNoise noise(seed + 1000);
  std::vector<Trial> table{
      Sequences(seed, 50),
      Sequences(seed, 40),
      BothOff(seed, 0.015, "both tones 1.5 % off, -20 dBm0"),
      BothOff(seed, 0.018, "both tones 1.8 % off, -20 dBm0"),
      TooFarOff(seed),
      Twists(seed),
      Levels(seed, 0, -27, 1, "level 0 to -27 dBm0"),
      Levels(seed, -35, -35, 0.99, "level -35 dBm0"),
  };
  for (double decibels : {24, 18, 15, 12}) table.push_back(Noisy(seed, decibels, noise));
  table.push_back(As(Trial::Goal::kStretch, Noisy(seed, 9, noise)));
  table.push_back(TooShort(seed));
  table.push_back(Breaks(seed));
  table.push_back(Pauses(seed));
  table.push_back(Echoes(seed));
  table.push_back(Anything(seed));
  for (double dbm0 : {-30, -23, -18, -15}) table.push_back(OverDialTone(seed, dbm0));
  table.push_back(As(Trial::Goal::kShown, OverDialTone(seed, -12)));
  table.push_back(OverHum(seed, -22));
  table.push_back(As(Trial::Goal::kShown, OverHum(seed, -16)));
  table.push_back(OverDirectCurrent(seed, -16));
  table.push_back(Slips(seed));
  table.push_back(BitErrors(seed));
  for (double decibels : {9, 6, 3, 0}) table.push_back(OverSpeech(seed, decibels, speech));
  for (double decibels : {10, 6}) table.push_back(OverOwnPrompt(seed, decibels, speech));
  return table;
}

}  // namespace spillway::accuracy
