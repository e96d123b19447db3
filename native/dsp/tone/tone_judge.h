// SPDX-License-Identifier: GPL-2.0-or-later
// What do the last 45 ms say: which sound, how purely, how loud? Lanes side by side.
// Unnamed namespace and few includes on purpose: see pack.h.
#pragma once

#include <cstdint>

#include "native/dsp/tone/tone_filter.h"
#include "native/dsp/tone/tone_lanes.h"

namespace spillway {
namespace {

/// What the window that ends here says.
template <int kWidth>
struct ToneVerdict {
  typename Pack<kWidth>::Ints sound;    // place in the tuning's sounds and 1, or 0
  typename Pack<kWidth>::Floats share;  // of the window's power in the sound
  typename Pack<kWidth>::Floats power;  // mean square of the sound
  typename Pack<kWidth>::Floats whole;  // of all that is in the window
};

template <int kWidth>
class ToneJudge {
  using P = Pack<kWidth>;
  using Floats = typename P::Floats;
  using Ints = typename P::Ints;
  using Wave = ToneWave<kWidth>;
  using Part = TonePart<kWidth>;

  /// What a probe has found.
  struct Found {
    Ints good;     // mask: near enough to its place, loud enough
    Floats power;  // mean square
    Floats near;   // the same, less the farther it is off its place
  };

 public:
  ToneJudge(ToneLanes& lanes, const ToneTuning& tuning, uint32_t hop, int lane) noexcept
      : lanes_(lanes), tuning_(tuning), slot_(hop % kToneWindow), lane_(lane) {}

  ToneVerdict<kWidth> Judge(const Part (&parts)[2]) noexcept {
    const Floats whole = WindowPower(parts);
    ToneVerdict<kWidth> best{};
    Floats nearest = P::All(-1.0f);
    Ints bestIsPair{};
    for (int i = 0; i < tuning_.soundCount; ++i) {
      const ToneSound& sound = tuning_.sounds[i];
      Found found = Probe(sound.probe, parts);
      const bool pair = sound.second >= 0;
      if (pair) found = Both(found, Probe(sound.second, parts));
      const Ints share = found.power >= whole * tuning_.keepShare;
      // Two frequencies look like one between them, but one never like two.
      const Ints outranks =
          pair ? (bestIsPair == 0) | (found.near > nearest) : found.near > nearest;
      const Ints better = found.good & share & outranks;
      best.sound = better ? P::All(i + 1) : best.sound;
      best.power = better ? found.power : best.power;
      nearest = better ? found.near : nearest;
      if (pair) bestIsPair = bestIsPair | better;
    }
    best.whole = whole;
    best.share = best.power / (whole + 1e-9f);
    Keep(parts);
    return best;
  }

 private:
  /// Mean square of the window: each step from part to part counts half of both.
  Floats WindowPower(const Part (&parts)[2]) noexcept {
    const Floats before = P::Load(lanes_.partPower + lane_);
    P::Store((before + parts[1].power) * 0.5f + parts[0].power, lanes_.power[slot_] + lane_);
    P::Store(parts[1].power, lanes_.partPower + lane_);
    Floats sum = P::Load(lanes_.power[0] + lane_);
    SPILLWAY_UNROLL
    for (int i = 1; i < kToneWindow; ++i) sum += P::Load(lanes_.power[i] + lane_);
    return sum * (1.0f / (kTonePairs * kTonePart));
  }

  /// A wave that turns alike from part to part adds up; noise, speech and breaks do not.
  Found Probe(int index, const Part (&parts)[2]) noexcept {
    const ToneProbe& probe = tuning_.probes[index];
    Wave heard[2];
    Free(probe, parts, heard);
    float* lastReal = lanes_.freeReal[index] + lane_;
    float* lastImaginary = lanes_.freeImaginary[index] + lane_;
    const Wave first = heard[0].Since(Wave::Load(lastReal, lastImaginary));
    const Wave second = heard[1].Since(heard[0]);
    heard[1].Store(lastReal, lastImaginary);
    const Wave both{first.real + second.real, first.imaginary + second.imaginary};
    both.Store(lanes_.turnReal[slot_][index] + lane_, lanes_.turnImaginary[slot_][index] + lane_);

    Wave sum =
        Wave::Load(lanes_.turnReal[0][index] + lane_, lanes_.turnImaginary[0][index] + lane_);
    SPILLWAY_UNROLL
    for (int i = 1; i < kToneWindow; ++i) {
      sum.real += P::Load(lanes_.turnReal[i][index] + lane_);
      sum.imaginary += P::Load(lanes_.turnImaginary[i][index] + lane_);
    }
    return Weigh(probe, sum.Turned(probe.backReal, probe.backImaginary));
  }

  /// What the filter hears without the other frequency of a pair.
  void Free(const ToneProbe& probe, const Part (&parts)[2], Wave (&heard)[2]) const noexcept {
    heard[0] = parts[0].waves[probe.filter];
    heard[1] = parts[1].waves[probe.filter];
    if (probe.notched == 0) return;
    const Wave before = Wave::Load(lanes_.heardReal[probe.filter] + lane_,
                                   lanes_.heardImaginary[probe.filter] + lane_);
    const Wave other[2] = {before.Turned(probe.notchReal, probe.notchImaginary),
                           heard[0].Turned(probe.notchReal, probe.notchImaginary)};
    SPILLWAY_UNROLL
    for (int i = 0; i < 2; ++i) {
      heard[i].real -= other[i].real;
      heard[i].imaginary -= other[i].imaginary;
    }
  }

  /// From the sum of the window's turns, the nominal one taken off, to a frequency's power.
  Found Weigh(const ToneProbe& probe, const Wave& turns) const noexcept {
    const Floats length =
        P::Root(turns.real * turns.real + turns.imaginary * turns.imaginary) + 1e-20f;
    const Floats cosine = turns.real / length;
    // Off its place it loses (sin(d/2) / (d/2))^2 in a part, d the turn; a polynomial of 1 - cos d,
    // true to 0.5 % up to 105 degrees.
    const Floats fall = 1.0f - cosine;
    Floats kept = 1.0f - fall * (1.0f / 6) - fall * fall * 0.0247f;
    if (probe.notched != 0) {
      // The notch lets through |1 - w|^2, w the turn beside that of the other frequency.
      const Floats sine = turns.imaginary / length;
      const Floats beside = probe.besideReal * cosine - probe.besideImaginary * sine;
      const Floats through = 2.0f - 2.0f * beside;
      kept = kept * (through > 0.05f ? through : P::All(0.05f));
    }
    constexpr float kToMeanSquare = 2.0f / (kTonePairs * kTonePart * kTonePart);
    Found found;
    found.power = length * kToMeanSquare / kept;
    found.near = found.power * (1.0f + cosine);
    found.good = (cosine >= probe.leastCosine) & (found.power >= tuning_.leastPower);
    return found;
  }

  Found Both(const Found& one, const Found& other) const noexcept {
    const Ints twist = (one.power <= other.power * tuning_.mostTwist) &
                       (other.power <= one.power * tuning_.mostTwist);
    return {one.good & other.good & twist, one.power + other.power, one.near + other.near};
  }

  void Keep(const Part (&parts)[2]) noexcept {
    for (int k = 0; k < tuning_.filterCount; ++k) {
      parts[1].waves[k].Store(lanes_.heardReal[k] + lane_, lanes_.heardImaginary[k] + lane_);
    }
  }

  ToneLanes& lanes_;
  const ToneTuning& tuning_;
  const uint32_t slot_;
  const int lane_;
};

}  // namespace
}  // namespace spillway
