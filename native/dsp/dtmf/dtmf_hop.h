// SPDX-License-Identifier: GPL-2.0-or-later
// What does one hop (5 ms) of sixteen channels tell of their digits? The DTMF detector itself,
// written once for lanes of any width; dtmf_hop_scalar.cc, _narrow.cc, _avx2.cc and _avx512.cc are
// its paths. How it works: docs/dsp.md.
//
// Unnamed namespace and few includes on purpose: see pack.h.
#pragma once

#include <cstdint>

#include "native/dsp/dtmf/dtmf_lanes.h"
#include "native/dsp/dtmf/dtmf_tables.h"
#include "native/dsp/simd/pack.h"

namespace spillway {
namespace {

template <int kWidth>
class DtmfHop {
  using P = Pack<kWidth>;
  using Floats = typename P::Floats;
  using Ints = typename P::Ints;

  struct Wave {
    Floats real;
    Floats imaginary;
  };

  /// The strongest frequency of a group, where it stands out: what its filter has heard in each hop
  /// of the window.
  struct Strongest {
    Ints place;  // 0-3 in its group
    Ints clear;  // mask: the second strongest is far below
    Wave hops[kDtmfWindow];
    Wave window;
    Wave before;     // the window one hop before
    Floats tangent;  // limit
  };

  /// What the window that ends here says.
  struct Verdict {
    Ints digit;    // place in kDtmfDigits and 1, or 0
    Floats share;  // of the window's power in the two frequencies
    Floats power;  // mean square of the two frequencies
  };

 public:
  /// `samples`: kDtmfHop x kDtmfLanes, the lanes side by side; the first `count` lanes count.
  /// `hop`: 0 to kDtmfTurn - 1.
  static void Run(DtmfLanes& lanes, const float* samples, const DtmfTuning& tuning, uint32_t hop,
                  int count) noexcept {
    for (int lane = 0; lane < count; lane += kWidth) {
      DtmfHop one(lanes, tuning, hop, lane);
      one.Filter(samples + lane);
      one.Follow(one.Judge());
    }
  }

 private:
  DtmfHop(DtmfLanes& lanes, const DtmfTuning& tuning, uint32_t hop, int lane) noexcept
      : lanes_(lanes), tuning_(tuning), hop_(hop), lane_(lane) {}

  /// Correlates the hop with each frequency. Around the middle of the hop cosines are even and
  /// sines are odd: a sample and its mirror image are added for the one and subtracted for the
  /// other, which halves the products.
  void Filter(const float* samples) noexcept {
    Floats even[kDtmfHop / 2], odd[kDtmfHop / 2];
    Floats power{};
    for (int i = 0; i < kDtmfHop / 2; ++i) {
      const Floats early = P::Load(samples + (kDtmfHop / 2 - 1 - i) * kDtmfLanes);
      const Floats late = P::Load(samples + (kDtmfHop / 2 + i) * kDtmfLanes);
      even[i] = late + early;
      odd[i] = late - early;
      power += early * early + late * late;
    }
    P::Store(power * (1.0f / kDtmfHop), lanes_.power[hop_ % kDtmfMemory] + lane_);

    constexpr int kTogether = 3;  // filters whose sums fit the registers
    for (int first = 0; first < kDtmfFilters; first += kTogether) {
      Floats real[kTogether]{}, imaginary[kTogether]{};
      for (int i = 0; i < kDtmfHop / 2; ++i) {
        for (int k = 0; k < kTogether; ++k) {
          real[k] += even[i] * kDtmfTables.cosine[first + k][i];
          imaginary[k] -= odd[i] * kDtmfTables.sine[first + k][i];
        }
      }
      for (int k = 0; k < kTogether; ++k) Keep(first + k, {real[k], imaginary[k]});
    }
  }

  /// Puts a filter's sum in its ring, turned so that a wave of just its frequency keeps its phase
  /// from hop to hop.
  void Keep(int filter, Wave sum) noexcept {
    const float cosine = kDtmfTables.turnCosine[filter][hop_ % kDtmfTurn];
    const float sine = kDtmfTables.turnSine[filter][hop_ % kDtmfTurn];
    const int slot = hop_ % kDtmfWindow;
    P::Store(sum.real * cosine + sum.imaginary * sine, lanes_.real[slot][filter] + lane_);
    P::Store(sum.imaginary * cosine - sum.real * sine, lanes_.imaginary[slot][filter] + lane_);
  }

  /// A filter's sum `age` hops ago.
  Wave Heard(int filter, int age) const noexcept {
    const int slot = (hop_ - age) % kDtmfWindow;
    return {P::Load(lanes_.real[slot][filter] + lane_),
            P::Load(lanes_.imaginary[slot][filter] + lane_)};
  }

  static Floats PowerOf(Wave wave) noexcept {
    return wave.real * wave.real + wave.imaginary * wave.imaginary;
  }

  static Wave Weigh(const Wave (&hops)[kDtmfWindow]) noexcept {
    return {(hops[0].real + hops[3].real) * kDtmfEdgeWeight + (hops[1].real + hops[2].real),
            (hops[0].imaginary + hops[3].imaginary) * kDtmfEdgeWeight +
                (hops[1].imaginary + hops[2].imaginary)};
  }

  /// The strongest of the group of four filters from `first`.
  Strongest Choose(int first) noexcept {
    Strongest best{};
    Floats most = P::All(-1.0f), second = P::All(-1.0f);
    for (int k = 0; k < 4; ++k) {
      Wave hops[kDtmfWindow];
      for (int age = 0; age < kDtmfWindow; ++age) hops[age] = Heard(first + k, age);
      const Wave window = Weigh(hops);
      const Floats power = PowerOf(window);
      const Ints better = power > most;
      second = better ? most : (power > second ? power : second);
      most = better ? power : most;
      best.place = better ? P::All(k) : best.place;
      for (int age = 0; age < kDtmfWindow; ++age) Replace(better, hops[age], &best.hops[age]);
      Replace(better, window, &best.window);
      float* beforeReal = lanes_.beforeReal[first + k] + lane_;
      float* beforeImaginary = lanes_.beforeImaginary[first + k] + lane_;
      Replace(better, {P::Load(beforeReal), P::Load(beforeImaginary)}, &best.before);
      P::Store(window.real, beforeReal);
      P::Store(window.imaginary, beforeImaginary);
      best.tangent = better ? P::All(tuning_.tangent[first + k]) : best.tangent;
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
    const Floats bound = best.tangent * real;
    return (imaginary <= bound) & (-imaginary <= bound);
  }

  /// Mean square of the wave that is really there: its hops are turned back to the frequency it
  /// has, so that one at the edge of its tolerance loses nothing.
  static Floats Steer(const Strongest& best, Wave turn) noexcept {
    Wave hops[kDtmfWindow];
    hops[0] = best.hops[0];
    Wave back = turn;  // a hop of age a must be turned ahead by a turns
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
    return PowerOf(Weigh(hops)) * kDtmfToMeanSquare / kept;
  }

  Verdict Judge() noexcept {
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
    const Floats share = both / (WindowPower() - DialTone(both) + 1e-9f);
    good &= share >= tuning_.keepShare;
    return {good & (low.place * 4 + high.place + 1), share, both};
  }

  /// Mean square of the window, weighted as the filters are.
  Floats WindowPower() const noexcept {
    Floats age[kDtmfWindow];
    for (int i = 0; i < kDtmfWindow; ++i)
      age[i] = P::Load(lanes_.power[(hop_ - i) % kDtmfMemory] + lane_);
    return ((age[0] + age[3]) * kDtmfEdgeWeight + (age[1] + age[2])) * (1.0f / kDtmfWeight);
  }

  /// Mean square of dial tone beneath the digit, as far as it is forgiven.
  Floats DialTone(Floats digit) const noexcept {
    Wave hops[kDtmfWindow];
    for (int age = 0; age < kDtmfWindow; ++age) hops[age] = Heard(kDialToneFilter, age);
    const Floats power = PowerOf(Weigh(hops)) * kDtmfToMeanSquare;
    const Floats most = digit * tuning_.mostDialTone;
    return power < most ? power : most;
  }

  /// How many of the last hops sounded as loud as the digit, fractions counted.
  Floats Sounded(Floats loudest) const noexcept {
    Floats hops{};
    for (int i = 0; i < kDtmfMemory; ++i) {
      const Floats fill = P::Load(lanes_.power[i] + lane_) / loudest;
      hops += fill < 1.0f ? fill : P::All(1.0f);
    }
    return hops;
  }

  /// Goes on with the digit under way, ends it, begins another.
  ///
  ///     windows of 20 ms, one each 5 ms; B: good for a beginning, -: not even good for going on
  ///     -BBBB           a digit, if it has sounded long enough by now
  ///     BBBB-----BB     still the same digit (a break of 10 ms spoils at most five windows)
  ///     BBBB------BBBB  two digits (a pause of 30 ms spoils at least eight)
  void Follow(const Verdict& verdict) noexcept {
    Ints digit = P::Load(lanes_.digit + lane_);
    Floats loudest = P::Load(lanes_.loudest + lane_);
    const Ints under = digit != 0;
    const Ints heard =
        under & (verdict.digit == digit) & (verdict.power > loudest * tuning_.keepLevel);
    loudest = heard & (verdict.power > loudest) ? verdict.power : loudest;
    Ints missed = P::Load(lanes_.missed + lane_);
    missed = heard ? P::All(0) : missed + 1;
    const Ints ended = under & (missed >= tuning_.windowsToEnd);
    Ints endedDigit = ended & digit;
    digit = ended ? P::All(0) : digit;

    const Ints fresh =
        (verdict.digit != 0) & (verdict.digit != digit) & (verdict.share >= tuning_.beginShare);
    const Ints begins = Wait(verdict, fresh);
    const Ints begun = begins & verdict.digit;
    endedDigit = begins & (digit != 0) ? digit : endedDigit;
    P::Store(begins ? verdict.digit : digit, lanes_.digit + lane_);
    P::Store(begins ? P::All(0) : missed, lanes_.missed + lane_);
    P::Store(begins ? P::Load(lanes_.candidateLoudest + lane_) : loudest, lanes_.loudest + lane_);
    P::Store(endedDigit, lanes_.ended + lane_);
    P::Store(begun, lanes_.began + lane_);
    P::Store(loudest, lanes_.endedLoudest + lane_);
    P::Store(missed, lanes_.endedAgo + lane_);
    P::Store(heard ? verdict.power : P::Load(lanes_.lastPower + lane_), lanes_.lastPower + lane_);
  }

  /// Counts the windows of a digit that may begin; a mask of those that do.
  Ints Wait(const Verdict& verdict, Ints fresh) noexcept {
    const Ints candidate = P::Load(lanes_.candidate + lane_);
    const Floats loudestBefore = P::Load(lanes_.candidateLoudest + lane_);
    const Ints same =
        fresh & (verdict.digit == candidate) & (verdict.power > loudestBefore * tuning_.keepLevel);
    const Floats loudest = same & (loudestBefore > verdict.power) ? loudestBefore : verdict.power;
    const Ints windows = same ? P::Load(lanes_.windows + lane_) + 1 : fresh & 1;
    const Floats shares = same ? P::Load(lanes_.shares + lane_) + verdict.share : verdict.share;

    const Floats sounded = Sounded(loudest);
    const Floats count = P::ToFloats(windows);
    const Ints begins = fresh & (windows >= tuning_.windowsToBegin) &
                        (sounded >= tuning_.leastHops) & (shares >= count * tuning_.meanShare);
    P::Store(begins ? P::All(0) : fresh & verdict.digit, lanes_.candidate + lane_);
    P::Store(windows, lanes_.windows + lane_);
    P::Store(shares, lanes_.shares + lane_);
    P::Store(loudest, lanes_.candidateLoudest + lane_);
    P::Store(sounded, lanes_.soundedHops + lane_);
    return begins;
  }

  DtmfLanes& lanes_;
  const DtmfTuning& tuning_;
  const uint32_t hop_;
  const int lane_;
};

}  // namespace
}  // namespace spillway
