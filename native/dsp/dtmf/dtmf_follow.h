// SPDX-License-Identifier: GPL-2.0-or-later
// Does a digit begin, go on, or end? Lanes side by side.
// Unnamed namespace and few includes on purpose: see pack.h.
#pragma once

#include <cstdint>

#include "native/dsp/dtmf/dtmf_judge.h"
#include "native/dsp/dtmf/dtmf_lanes.h"

namespace spillway {
namespace {

template <int kWidth>
class DtmfFollow {
  using P = Pack<kWidth>;
  using Floats = typename P::Floats;
  using Ints = typename P::Ints;
  using Wave = DtmfWave<kWidth>;
  using Verdict = DtmfVerdict<kWidth>;

 public:
  DtmfFollow(DtmfLanes& lanes, const DtmfTuning& tuning, int lane) noexcept
      : lanes_(lanes), tuning_(tuning), lane_(lane) {}

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
    loudest = (heard & (verdict.power > loudest)) ? verdict.power : loudest;
    Ints missed = P::Load(lanes_.missed + lane_);
    missed = heard ? P::All(0) : missed + 1;
    const Ints ended = under & (missed >= tuning_.windowsToEnd);
    Ints endedDigit = ended & digit;
    digit = ended ? P::All(0) : digit;

    const Ints fresh =
        (verdict.digit != 0) & (verdict.digit != digit) & (verdict.share >= tuning_.beginShare);
    const Ints begins = Wait(verdict, fresh, digit != 0);
    const Ints begun = begins & verdict.digit;
    endedDigit = (begins & (digit != 0)) ? digit : endedDigit;
    P::Store(begins ? verdict.digit : digit, lanes_.digit + lane_);
    P::Store(begins ? P::All(0) : missed, lanes_.missed + lane_);
    P::Store(begins ? P::Load(lanes_.candidateLoudest + lane_) : loudest, lanes_.loudest + lane_);
    P::Store(endedDigit, lanes_.ended + lane_);
    P::Store(begun, lanes_.began + lane_);
    P::Store(loudest, lanes_.endedLoudest + lane_);
    P::Store(missed, lanes_.endedAgo + lane_);
    P::Store(heard ? verdict.power : P::Load(lanes_.lastPower + lane_), lanes_.lastPower + lane_);
  }

 private:
  /// Counts the windows of a digit that may begin; a mask of those that do.
  Ints Wait(const Verdict& verdict, Ints fresh, Ints under) noexcept {
    const Ints candidate = P::Load(lanes_.candidate + lane_);
    const Floats loudestBefore = P::Load(lanes_.candidateLoudest + lane_);
    const Ints same =
        fresh & (verdict.digit == candidate) & (verdict.power > loudestBefore * tuning_.keepLevel);
    const Floats loudest = (same & (loudestBefore > verdict.power)) ? loudestBefore : verdict.power;
    const Ints windows = same ? P::Load(lanes_.windows + lane_) + 1 : fresh & 1;
    const Floats shares = same ? P::Load(lanes_.shares + lane_) + verdict.share : verdict.share;

    Wave lowTurns = verdict.lowTurn, highTurns = verdict.highTurn;
    Add(same, lanes_.lowTurn, &lowTurns);
    Add(same, lanes_.highTurn, &highTurns);
    const Ints onPlace = IsWithin<kWidth>(lowTurns, verdict.lowMeanTangent) &
                         IsWithin<kWidth>(highTurns, verdict.highMeanTangent);
    const Floats sounded = Sounded(loudest);
    const Floats count = P::ToFloats(windows);
    // What began with the digit is the digit; what sounded as loud before it was a voice, but for
    // another digit.
    const Ints alone = under | (sounded <= count + (kDtmfWindow - 1 + tuning_.mostBefore));
    const Floats offPlace =
        OffPlace(lowTurns, verdict.lowMeanTangent) + OffPlace(highTurns, verdict.highMeanTangent);
    const Floats leastShare = offPlace * tuning_.offPlaceShare + tuning_.beginShare;
    const Ints begins = fresh & onPlace & alone & (windows >= tuning_.windowsToBegin) &
                        (verdict.power >= loudest * tuning_.beginLevel) &
                        (sounded >= tuning_.leastHops) & (shares >= count * tuning_.meanShare) &
                        (verdict.share >= leastShare);
    P::Store(begins ? P::All(0) : fresh & verdict.digit, lanes_.candidate + lane_);
    P::Store(windows, lanes_.windows + lane_);
    P::Store(shares, lanes_.shares + lane_);
    P::Store(P::Load(lanes_.lastShare + lane_), lanes_.shareBefore + lane_);
    P::Store(verdict.wholeShare, lanes_.lastShare + lane_);
    P::Store(loudest, lanes_.candidateLoudest + lane_);
    P::Store(sounded, lanes_.soundedHops + lane_);
    return begins;
  }

  /// How far a frequency is off its place, of what it may be; squared.
  static Floats OffPlace(const Wave& turns, Floats tangent) noexcept {
    const Floats off = turns.imaginary / (turns.real * tangent);
    return off * off;
  }

  /// Adds to a turn the sum of those before, where it is the same digit still, and keeps it.
  void Add(Ints same, float (&sum)[2][kDtmfLanes], Wave* turn) noexcept {
    turn->real += same ? P::Load(sum[0] + lane_) : P::All(0.0f);
    turn->imaginary += same ? P::Load(sum[1] + lane_) : P::All(0.0f);
    P::Store(turn->real, sum[0] + lane_);
    P::Store(turn->imaginary, sum[1] + lane_);
  }

  /// How many of the last hops sounded as loud as the digit, fractions counted.
  Floats Sounded(Floats loudest) const noexcept {
    const Floats share = 1.0f / loudest;
    Floats hops{};
    SPILLWAY_UNROLL
    for (int i = 0; i < kDtmfMemory; ++i) {
      const Floats fill = P::Load(lanes_.power[i] + lane_) * share;
      hops += fill < 1.0f ? fill : P::All(1.0f);
    }
    return hops;
  }

  DtmfLanes& lanes_;
  const DtmfTuning& tuning_;
  const int lane_;
};

}  // namespace
}  // namespace spillway
