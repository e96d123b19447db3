// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/line/fxs_ringing.h"

#include <algorithm>

namespace spillway {

int64_t RingCadence::Whole() const noexcept {
  int64_t whole = 0;
  for (size_t step = 0; step < count; ++step) whole += stepNs[step];
  return whole;
}

/// Now, or where another one's ring ends: nowhere else a place becomes free.
int64_t FxsRinging::Begin(size_t port, int64_t now) noexcept {
  const int64_t whole = cadence_.Whole();
  int64_t best = Fits(now) ? now : kSilent;
  if (best == kSilent) {
    for (const int64_t begun : begins_) {
      if (begun == kSilent) continue;
      const int64_t end = begun + cadence_.Loaded();
      // Its next end from now on; one that begins later rings to the same times before it.
      const int64_t away = (end - now) % whole;
      const int64_t at = now + (away < 0 ? away + whole : away);
      if ((best == kSilent || at < best) && Fits(at)) best = at;
    }
  }
  if (best != kSilent) begins_[port] = best;
  return best;
}

/// Nowhere in the time that it would ring too many do: it is most at its beginning, or where
/// another one begins.
bool FxsRinging::Fits(int64_t at) const noexcept {
  if (RingingAt(at) >= most_) return false;
  const int64_t whole = cadence_.Whole();
  return std::all_of(begins_.begin(), begins_.end(), [&](int64_t begun) {
    if (begun == kSilent) return true;
    const int64_t after = ((begun - at) % whole + whole) % whole;
    return after >= cadence_.Loaded() || RingingAt(begun) < most_;
  });
}

size_t FxsRinging::RingingAt(int64_t at) const noexcept {
  const int64_t whole = cadence_.Whole();
  return static_cast<size_t>(std::count_if(begins_.begin(), begins_.end(), [&](int64_t begun) {
    if (begun == kSilent) return false;
    const int64_t into = ((at - begun) % whole + whole) % whole;
    return into < cadence_.Loaded();
  }));
}

}  // namespace spillway
