// SPDX-License-Identifier: GPL-2.0-or-later
// What does the DTMF detector tell?
#include "native/dsp/dtmf/dtmf_event.h"

#include <algorithm>
#include <cmath>

#include "native/dsp/dtmf/dtmf.h"
#include "native/dsp/gain.h"

namespace spillway {
namespace {

/// Hops from the begin of the first window of a digit to the end of its last one, beyond the
/// windows' number.
constexpr int kWindowRest = kDtmfWindow - 1;

/// A window counts the digit from 16 of its 20 ms on, so it begins at most so many hops before its
/// windows' first end.
uint64_t BeginOf(const DtmfLanes& lanes, int lane, uint64_t heard) noexcept {
  const float most = static_cast<float>(lanes.windows[lane] + kWindowRest);
  const auto sounded = static_cast<uint64_t>(std::min(lanes.soundedHops[lane], most) * kDtmfHop);
  return heard > sounded ? heard - sounded : 0;
}

/// The last window that heard it may have heard its end: it is as much weaker as the digit is
/// missing in it.
uint64_t EndOf(const DtmfLanes& lanes, int lane, uint64_t heard) noexcept {
  const uint64_t window = heard - uint64_t{kDtmfHop} * lanes.endedAgo[lane];
  const double filled = std::sqrt(std::min(1.0f, lanes.lastPower[lane] / lanes.endedLoudest[lane]));
  return window - static_cast<uint64_t>((1 - filled) * kDtmfWindow * kDtmfHop);
}

}  // namespace

int TakeDtmfEvents(const DtmfLanes& lanes, int lane, uint64_t heard, DtmfEvent events[2]) noexcept {
  int count = 0;
  if (lanes.ended[lane] != 0) {
    events[count++] = {DtmfEvent::Kind::kEnded, kDtmfDigits[lanes.ended[lane] - 1],
                       EndOf(lanes, lane, heard), Dbm0OfMeanSquare(lanes.endedLoudest[lane])};
  }
  if (lanes.began[lane] != 0) {
    events[count++] = {DtmfEvent::Kind::kBegan, kDtmfDigits[lanes.began[lane] - 1],
                       BeginOf(lanes, lane, heard), Dbm0OfMeanSquare(lanes.candidateLoudest[lane])};
  }
  return count;
}

bool HasDtmfEvents(const DtmfLanes& lanes, int count) noexcept {
  int32_t any = 0;
  for (int lane = 0; lane < count; ++lane) any |= lanes.ended[lane] | lanes.began[lane];
  return any != 0;
}

void ClearDtmfLane(DtmfLanes* lanes, int lane) noexcept {
  ClearHighPassLane(&lanes->highPass, lane);
  for (int filter = 0; filter < kDtmfFilters; ++filter) {
    for (int slot = 0; slot < kDtmfWindow; ++slot) {
      lanes->real[slot][filter][lane] = 0;
      lanes->imaginary[slot][filter][lane] = 0;
    }
  }
  for (int filter = 0; filter < kDialToneFilter; ++filter) {
    lanes->beforeReal[filter][lane] = 0;
    lanes->beforeImaginary[filter][lane] = 0;
  }
  for (auto& power : lanes->power) power[lane] = 0;
  for (auto& power : lanes->dialTone) power[lane] = 0;
  lanes->digit[lane] = 0;
  lanes->candidate[lane] = 0;
  lanes->began[lane] = 0;
  lanes->ended[lane] = 0;
}

}  // namespace spillway
