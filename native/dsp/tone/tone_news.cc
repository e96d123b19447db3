// SPDX-License-Identifier: GPL-2.0-or-later
// Which sounds began and ended in a hop, and when?
#include "native/dsp/tone/tone_news.h"

#include <algorithm>

namespace spillway {
namespace {

/// Fewer windows of a pause are its edges in the main, and are not judged.
constexpr int kLeastPauseWindows = 8;

/// A window that is filled by a share has so many parts of the sound, and one more that the first
/// of its steps from part to part goes out from; behind a notch it takes yet one more.
double PartsOf(float share, bool notched) noexcept {
  return std::min(share, 1.0f) * kTonePairs + (notched ? 2 : 1);
}

/// The first window that heard it had its beginning, and is as much weaker as it misses.
uint64_t BeginOf(const ToneLanes& lanes, int lane, const ToneTuning& tuning,
                 uint64_t heard) noexcept {
  const ToneSound& sound = tuning.sounds[lanes.began[lane] - 1];
  const bool notched = tuning.probes[sound.probe].notched != 0;
  const double parts = PartsOf(lanes.beganFirst[lane] / lanes.beganLoudest[lane], notched);
  const uint64_t since = uint64_t{kToneHop} * (lanes.beganWindows[lane] - 1) +
                         static_cast<uint64_t>(parts * kTonePart);
  return heard > since ? heard - since : 0;
}

/// The last window that heard it may have had its end.
uint64_t EndOf(const ToneLanes& lanes, int lane, uint64_t heard) noexcept {
  const float filled = std::min(1.0f, lanes.lastPower[lane] / lanes.endedLoudest[lane]);
  const uint64_t window = heard - uint64_t{kToneHop} * lanes.endedAgo[lane];
  return window - static_cast<uint64_t>((1 - filled) * kTonePairs * kTonePart);
}

}  // namespace

ToneNews ReadToneNews(const ToneLanes& lanes, int lane, const ToneTuning& tuning,
                      uint64_t heard) noexcept {
  ToneNews news{};
  if (lanes.ended[lane] != 0) {
    news.ended = lanes.ended[lane];
    news.endedAt = EndOf(lanes, lane, heard);
    news.endedPower = lanes.endedLoudest[lane];
  }
  if (lanes.began[lane] != 0) {
    news.began = lanes.began[lane];
    news.beganAt = BeginOf(lanes, lane, tuning, heard);
  }
  if (lanes.pauseWindows[lane] >= kLeastPauseWindows)
    news.pausePower = lanes.pausePower[lane] / static_cast<float>(lanes.pauseWindows[lane]);
  if (lanes.sound[lane] != 0) news.power = lanes.loudest[lane];
  return news;
}

bool HasToneNews(const ToneLanes& lanes) noexcept {
  int32_t any = 0;
  for (int lane = 0; lane < kToneLanes; ++lane) {
    any |= lanes.ended[lane] | lanes.began[lane] | lanes.due[lane];
  }
  return any != 0;
}

void ClearToneLane(ToneLanes* lanes, int lane) noexcept {
  ClearHighPassLane(&lanes->highPass, lane);
  const auto clear = [lane](auto& rows) {
    for (auto& row : rows) row[lane] = 0;
  };
  clear(lanes->heardReal);
  clear(lanes->heardImaginary);
  clear(lanes->freeReal);
  clear(lanes->freeImaginary);
  for (auto& hop : lanes->turnReal) clear(hop);
  for (auto& hop : lanes->turnImaginary) clear(hop);
  clear(lanes->power);
  for (int32_t* counts :
       {lanes->sound, lanes->missed, lanes->candidate, lanes->windows, lanes->hopsLeft,
        lanes->pauseWindows, lanes->ended, lanes->began, lanes->due}) {
    counts[lane] = 0;
  }
  for (float* powers : {lanes->partPower, lanes->loudest, lanes->lastPower, lanes->candidateFirst,
                        lanes->candidateLoudest, lanes->pausePower}) {
    powers[lane] = 0;
  }
}

}  // namespace spillway
