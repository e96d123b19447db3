// SPDX-License-Identifier: GPL-2.0-or-later
// What do the last 20 ms say: which digit, how purely, how loud? Lanes side by side.
// Unnamed namespace and few includes on purpose: see pack.h.
#pragma once

#include <cstdint>

#include "native/dsp/dtmf/dtmf_filter.h"
#include "native/dsp/dtmf/dtmf_lanes.h"

namespace spillway {
namespace {

/// What the window that ends here says.
template <int kWidth>
struct DtmfVerdict {
  typename Pack<kWidth>::Ints digit;         // place in kDtmfDigits and 1, or 0
  typename Pack<kWidth>::Floats share;       // of the window's power in the two frequencies
  typename Pack<kWidth>::Floats wholeShare;  // the same, but nothing forgiven
  typename Pack<kWidth>::Floats power;       // mean square of the two frequencies
  DtmfWave<kWidth> lowTurn;                  // of length 1: how far its phase went in this hop
  DtmfWave<kWidth> highTurn;
  typename Pack<kWidth>::Floats lowMeanTangent;  // limits of the mean of the turns
  typename Pack<kWidth>::Floats highMeanTangent;
};

/// Mask: the wave's phase is at most that of the tangent, either way.
template <int kWidth>
typename Pack<kWidth>::Ints IsWithin(const DtmfWave<kWidth>& wave,
                                     typename Pack<kWidth>::Floats tangent) noexcept {
  const auto bound = wave.real * tangent;
  return (wave.imaginary <= bound) & (-wave.imaginary <= bound);
}

template <int kWidth>
class DtmfJudge {
  using P = Pack<kWidth>;
  using Floats = typename P::Floats;
  using Ints = typename P::Ints;
  using Wave = DtmfWave<kWidth>;
  using Filters = DtmfFilters<kWidth>;

  /// The strongest frequency of a group, where it stands out: what its filter has heard in each hop
  /// of the window.
  struct Strongest {
    Ints place;  // 0-3 in its group
    Ints clear;  // mask: the second strongest is far below
    Wave hops[kDtmfWindow];
    Wave window;
    Wave before;     // the window one hop before
    Floats tangent;  // limits
    Floats meanTangent;
  };

 public:
  DtmfJudge(DtmfLanes& lanes, Filters& filters, const DtmfTuning& tuning, int lane) noexcept
      : lanes_(lanes), filters_(filters), tuning_(tuning), lane_(lane) {}

  DtmfVerdict<kWidth> Judge() noexcept {
    const Strongest low = Choose(0);
    const Strongest high = Choose(4);
    Wave lowTurn, highTurn;
    Ints good = low.clear & high.clear & Advance(low, &lowTurn) & Advance(high, &highTurn);
    const Floats lowPower = Steer(low, lowTurn);
    const Floats highPower = Steer(high, highTurn);

    good &= (lowPower >= tuning_.leastPower) & (highPower >= tuning_.leastPower);
    good &=
        (highPower >= lowPower * tuning_.leastTwist) & (highPower <= lowPower * tuning_.mostTwist);
    good &= high.place < tuning_.column;
    const Floats both = lowPower + highPower;
    const Floats window = filters_.WindowPower() + 1e-9f;
    const Floats share = both / (window - DialTone(both));
    good &= share >= tuning_.keepShare;
    return {good & (low.place * 4 + high.place + 1),
            share,
            both / window,
            both,
            lowTurn,
            highTurn,
            low.meanTangent,
            high.meanTangent};
  }

 private:
  /// The strongest of the group of four filters from `first`.
  Strongest Choose(int first) noexcept {
    Strongest best{};
    Floats most = P::All(-1.0f), second = P::All(-1.0f);
    SPILLWAY_UNROLL
    for (int k = 0; k < 4; ++k) {
      Wave hops[kDtmfWindow];
      SPILLWAY_UNROLL
      for (int age = 0; age < kDtmfWindow; ++age) hops[age] = filters_.Heard(first + k, age);
      const Wave window = Filters::Weigh(hops);
      const Floats power = window.Power();
      const Ints better = power > most;
      second = better ? most : (power > second ? power : second);
      most = better ? power : most;
      best.place = better ? P::All(k) : best.place;
      SPILLWAY_UNROLL
      for (int age = 0; age < kDtmfWindow; ++age) Replace(better, hops[age], &best.hops[age]);
      Replace(better, window, &best.window);
      float* beforeReal = lanes_.beforeReal[first + k] + lane_;
      float* beforeImaginary = lanes_.beforeImaginary[first + k] + lane_;
      Replace(better, {P::Load(beforeReal), P::Load(beforeImaginary)}, &best.before);
      P::Store(window.real, beforeReal);
      P::Store(window.imaginary, beforeImaginary);
      best.tangent = better ? P::All(tuning_.tangent[first + k]) : best.tangent;
      best.meanTangent = better ? P::All(tuning_.meanTangent[first + k]) : best.meanTangent;
    }
    best.clear = second * tuning_.standOut <= most;
    return best;
  }

  static void Replace(Ints where, Wave wave, Wave* target) noexcept {
    target->real = where ? wave.real : target->real;
    target->imaginary = where ? wave.imaginary : target->imaginary;
  }

  /// How far the phase went from the window before to this one, as a wave of length 1 and a check
  /// against the limit. A frequency that is off by d Hz goes ahead by 360 d / 200 degrees a hop.
  static Ints Advance(const Strongest& best, Wave* turn) noexcept {
    const Floats real =
        best.window.real * best.before.real + best.window.imaginary * best.before.imaginary;
    const Floats imaginary =
        best.window.imaginary * best.before.real - best.window.real * best.before.imaginary;
    const Floats length = P::Root(real * real + imaginary * imaginary) + 1e-20f;
    turn->real = real / length;
    turn->imaginary = imaginary / length;
    return IsWithin<kWidth>({real, imaginary}, best.tangent);
  }

  /// Mean square of the wave that is really there: its hops are turned back to the frequency it
  /// has, so that one at the edge of its tolerance loses nothing.
  static Floats Steer(const Strongest& best, Wave turn) noexcept {
    Wave hops[kDtmfWindow];
    hops[0] = best.hops[0];
    Wave back = turn;  // a hop of age a must be turned ahead by a turns
    SPILLWAY_UNROLL
    for (int age = 1; age < kDtmfWindow; ++age) {
      const Wave& hop = best.hops[age];
      hops[age] = {hop.real * back.real - hop.imaginary * back.imaginary,
                   hop.imaginary * back.real + hop.real * back.imaginary};
      back = {back.real * turn.real - back.imaginary * turn.imaginary,
              back.imaginary * turn.real + back.real * turn.imaginary};
    }
    // Within a hop it loses (sin(d/2) / (d/2))^2, d the turn; a polynomial of 1 - cos d, true to
    // 0.2 % up to 80 degrees.
    const Floats fall = 1.0f - turn.real;
    const Floats kept = 1.0f - fall * (1.0f / 6) - fall * fall * 0.0247f;
    return Filters::Weigh(hops).Power() * kDtmfToMeanSquare / kept;
  }

  /// Mean square of dial tone beneath the digit, as far as it is forgiven: dial tone was there
  /// before the digit, what begins with it is a voice.
  Floats DialTone(Floats digit) noexcept {
    const auto heard = filters_.HearDialTone();
    const Floats most = digit * tuning_.mostDialTone;
    const Floats steady = heard.before * tuning_.dialToneGrowth;
    const Floats power = heard.now < steady ? heard.now : steady;
    return power < most ? power : most;
  }

  DtmfLanes& lanes_;
  Filters& filters_;
  const DtmfTuning& tuning_;
  const int lane_;
};

}  // namespace
}  // namespace spillway
