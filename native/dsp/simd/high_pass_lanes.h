// SPDX-License-Identifier: GPL-2.0-or-later
// How does a high-pass go over samples, lanes side by side?
// Unnamed namespace and few includes on purpose: see pack.h.
#pragma once

#include "native/dsp/simd/high_pass.h"
#include "native/dsp/simd/pack.h"

namespace spillway {
namespace {

/// Filters `count` samples of the lanes from `samples` on, sixteen floats from one to the next, to
/// `to`, kWidth floats from one to the next.
template <int kWidth>
void RunHighPass(HighPassLanes& lanes, const HighPass& filter, int lane, const float* samples,
                 int count, typename Pack<kWidth>::Floats* to) noexcept {
  using P = Pack<kWidth>;
  using Floats = typename P::Floats;
  // Else silence would fade to numbers so small that a processor takes a hundred times as long for
  // each.
  constexpr float kNeverNothing = 1e-6f;
  Floats before[4], last[2], older[2];
  SPILLWAY_UNROLL
  for (int i = 0; i < 4; ++i) before[i] = P::Load(lanes.difference[i] + lane);
  SPILLWAY_UNROLL
  for (int pair = 0; pair < 2; ++pair) {
    last[pair] = P::Load(lanes.output[pair][0] + lane);
    older[pair] = P::Load(lanes.output[pair][1] + lane);
  }
  last[0] += kNeverNothing;
  for (int i = 0; i < count; ++i) {
    Floats value = P::Load(samples + i * 16);
    SPILLWAY_UNROLL
    for (int order = 0; order < 4; ++order) {
      const Floats difference = value - before[order];
      before[order] = value;
      value = difference;
    }
    value = value * filter.gain;
    SPILLWAY_UNROLL
    for (int pair = 0; pair < 2; ++pair) {
      value = (value + older[pair] * filter.pole[pair][1]) + last[pair] * filter.pole[pair][0];
      older[pair] = last[pair];
      last[pair] = value;
    }
    to[i] = value;
  }
  SPILLWAY_UNROLL
  for (int i = 0; i < 4; ++i) P::Store(before[i], lanes.difference[i] + lane);
  SPILLWAY_UNROLL
  for (int pair = 0; pair < 2; ++pair) {
    P::Store(last[pair], lanes.output[pair][0] + lane);
    P::Store(older[pair], lanes.output[pair][1] + lane);
  }
}

}  // namespace
}  // namespace spillway
