// SPDX-License-Identifier: GPL-2.0-or-later
// When does a box give up something, because its ticks cost too much, and when does it take it
// back? When must its media thread stand aside? Pure: what a tick cost and what time it is go in.
#pragma once

#include <cstdint>

#include "native/contract/records.h"

namespace spillway {

/// What is known of a box's load. One thread.
struct OverloadState {
  Shed shed{Shed::kNothing};  // that, and all before it in the list, has been given up
  double tickShare{0};        // of its 20 ms that a tick cost in the mean of the last second
  int64_t secondBegan{-1};    // -1: no tick yet
  int64_t cost{0};            // of the ticks since then, ns
  int ticks{0};               // since then
  int64_t calmSince{-1};      // since when each second was cheap; -1: the last one was not
};

/// Takes a tick that cost so many nanoseconds and has ended at `now`. True when `state->shed` has
/// changed: by one step at a time.
///
///     mean of a second   above 70 %   one step more: meters, speech, tones; no further: digits,
///                                     bridges and recordings are what calls are made of
///                        below 50 %   for 10 s: one step back
bool JudgeOverload(OverloadState* state, int64_t costNs, int64_t now) noexcept;

/// Keeps a media thread of real-time rank from taking a whole processor: the kernel would stop it
/// for 50 ms in each second, and on a small box nothing else would run, JavaScript and what watches
/// over the process included.
class Breather {
 public:
  /// A tick has cost so much.
  void Busy(int64_t ns) noexcept;
  /// The thread has waited so long for the board.
  void Idle(int64_t ns) noexcept;
  /// How long it must sleep now; counts as slept.
  int64_t Rest() noexcept;

 private:
  int64_t owed_{0};
};

}  // namespace spillway
