// SPDX-License-Identifier: GPL-2.0-or-later
// What does the DTMF detector correlate with? Made once, at start-up, by dtmf_tables.cc.
#pragma once

#include "native/dsp/dtmf/dtmf_lanes.h"

namespace spillway {

/// The first and the last hop of a window count less: its side lobes, through which one group would
/// disturb the other, are lower for it.
constexpr float kDtmfEdgeWeight = 0.6f;
/// Sum of the weights of a window.
constexpr float kDtmfWeight = 2 + 2 * kDtmfEdgeWeight;
/// From the square of a window's sum to the mean square of its wave: a sine of peak A sums to A/2 a
/// sample.
constexpr float kDtmfToMeanSquare = 2 / (kDtmfWeight * kDtmfWeight * kDtmfHop * kDtmfHop);

constexpr double kDialToneHertz = 450;  // zone cn

struct DtmfTables {
  // Of half a sample, one and a half ... away from the middle of a hop.
  float cosine[kDtmfHop / 2][kDtmfFilters];
  float sine[kDtmfHop / 2][kDtmfFilters];
  // Phase at the middle of hop n.
  float turnCosine[kDtmfFilters][kDtmfTurn];
  float turnSine[kDtmfFilters][kDtmfTurn];
};

extern const DtmfTables kDtmfTables;

}  // namespace spillway
