// SPDX-License-Identifier: GPL-2.0-or-later
// Does a sound begin, go on, or end? Lanes side by side.
// Unnamed namespace and few includes on purpose: see pack.h.
#pragma once

#include <cstdint>

#include "native/dsp/tone/tone_judge.h"
#include "native/dsp/tone/tone_lanes.h"

namespace spillway {
namespace {

template <int kWidth>
class ToneFollow {
  using P = Pack<kWidth>;
  using Floats = typename P::Floats;
  using Ints = typename P::Ints;
  using Verdict = ToneVerdict<kWidth>;

 public:
  ToneFollow(ToneLanes& lanes, const ToneTuning& tuning, int lane) noexcept
      : lanes_(lanes), tuning_(tuning), lane_(lane) {}

  /// Goes on with the sound under way, ends it, begins another.
  ///
  ///     windows of 45 ms, one each 10 ms; B: good for a beginning, -: not even good for going on
  ///     -BBBB          a sound
  ///     BBBB----BB     still the same (a break of 20 ms, a reversal of the phase)
  ///     BBBB-----BBBB  a pause (90 ms and more spoil at least six)
  void Follow(const Verdict& verdict) noexcept {
    const Ints before = P::Load(lanes_.sound + lane_);
    const Floats loudestBefore = P::Load(lanes_.loudest + lane_);
    const Ints under = before != 0;
    const Ints heard =
        under & (verdict.sound == before) & (verdict.power > loudestBefore * tuning_.keepLevel);
    const Floats loudest =
        (heard & (verdict.power > loudestBefore)) ? verdict.power : loudestBefore;
    const Ints missed = heard ? P::All(0) : P::Load(lanes_.missed + lane_) + 1;
    const Ints lost = under & (missed >= tuning_.windowsToEnd);
    const Ints sound = lost ? P::All(0) : before;

    const Ints fresh =
        (verdict.sound != 0) & (verdict.sound != sound) & (verdict.share >= tuning_.beginShare);
    const Ints begins = Wait(verdict, fresh);
    P::Store(lost ? before : (begins & sound), lanes_.ended + lane_);
    P::Store(missed, lanes_.endedAgo + lane_);
    P::Store(loudest, lanes_.endedLoudest + lane_);
    P::Store(begins & verdict.sound, lanes_.began + lane_);
    P::Store(begins ? verdict.sound : sound, lanes_.sound + lane_);
    P::Store(begins ? P::All(0) : missed, lanes_.missed + lane_);
    P::Store(begins ? P::Load(lanes_.beganLoudest + lane_) : loudest, lanes_.loudest + lane_);
    P::Store(heard ? verdict.power : P::Load(lanes_.lastPower + lane_), lanes_.lastPower + lane_);
    Pause(verdict, (sound == 0) & (verdict.sound == 0), lost | (begins & (sound != 0)));
    CountDown();
  }

 private:
  /// How loud a pause is. Windows at its ends that have some of a sound are left out.
  void Pause(const Verdict& verdict, Ints pauses, Ints anew) noexcept {
    constexpr int32_t kMostWindows = 60'000;  // ten minutes
    const Ints count = anew ? P::All(0) : P::Load(lanes_.pauseWindows + lane_);
    const Floats sum = anew ? Floats{} : P::Load(lanes_.pausePower + lane_);
    const Ints counts = pauses & (count < kMostWindows);
    P::Store(count + (counts & 1), lanes_.pauseWindows + lane_);
    P::Store(counts ? sum + verdict.whole : sum, lanes_.pausePower + lane_);
  }

  /// Counts the windows of a sound that may begin; a mask of those that do.
  Ints Wait(const Verdict& verdict, Ints fresh) noexcept {
    const Ints same = fresh & (verdict.sound == P::Load(lanes_.candidate + lane_));
    const Floats loudestBefore = P::Load(lanes_.candidateLoudest + lane_);
    const Floats loudest = (same & (loudestBefore > verdict.power)) ? loudestBefore : verdict.power;
    const Floats first = same ? P::Load(lanes_.candidateFirst + lane_) : verdict.power;
    const Ints windows = same ? P::Load(lanes_.windows + lane_) + 1 : fresh & 1;
    const Ints begins = fresh & (windows >= tuning_.windowsToBegin);
    P::Store(begins ? P::All(0) : fresh & verdict.sound, lanes_.candidate + lane_);
    P::Store(windows, lanes_.windows + lane_);
    P::Store(first, lanes_.candidateFirst + lane_);
    P::Store(loudest, lanes_.candidateLoudest + lane_);
    P::Store(first, lanes_.beganFirst + lane_);
    P::Store(loudest, lanes_.beganLoudest + lane_);
    P::Store(windows, lanes_.beganWindows + lane_);
    return begins;
  }

  void CountDown() noexcept {
    const Ints left = P::Load(lanes_.hopsLeft + lane_);
    P::Store(left == 1, lanes_.due + lane_);
    P::Store(left > 0 ? left - 1 : left, lanes_.hopsLeft + lane_);
  }

  ToneLanes& lanes_;
  const ToneTuning& tuning_;
  const int lane_;
};

}  // namespace
}  // namespace spillway
