// SPDX-License-Identifier: GPL-2.0-or-later
// Which call-progress and fax tones are in one stream of samples?
#pragma once

#include <cstddef>
#include <cstdint>

#include "native/dsp/tone/tone_cadence.h"
#include "native/dsp/tone/tone_event.h"
#include "native/dsp/tone/tone_lanes.h"
#include "native/dsp/tone/tone_plan.h"
#include "native/dsp/tone/tone_tuning.h"

namespace spillway {

/// Finds a plan's tones in 16 bit samples, on the scalar path: the reference, and what reads files.
/// Any number of samples a call; no thread, clock or allocation. A tone is told when as many whole
/// cadences as its plan asks for have been heard. How it works and what it reaches: docs/dsp.md.
class ToneDetector {
 public:
  /// `wanted`: kinds of the plan that are told (kFaxTones, kProgressTones, bits of ToneBit).
  explicit ToneDetector(const TonePlan& plan, unsigned wanted = kAllTones) noexcept;

  /// Forgets what it heard; positions count from here again.
  void Reset() noexcept;

  /// Reads samples and calls `tell(const ToneEvent&)` for each tone that begins or ends. The tones
  /// are the same however the samples are cut into calls.
  template <typename Tell>
  void Feed(const int16_t* samples, size_t count, Tell&& tell) noexcept {
    while (count > 0) {
      const size_t read = Read(samples, count);
      samples += read;
      count -= read;
      ToneEvent events[kMostToneEvents];
      const int found = HopDone(events);
      for (int i = 0; i < found; ++i) tell(events[i]);
    }
  }

 private:
  size_t Read(const int16_t* samples, size_t count) noexcept;
  int HopDone(ToneEvent* events) noexcept;

  const ToneTuning tuning_;
  const TimedTones tones_;
  const unsigned wanted_;
  ToneLanes lanes_{};
  ToneCadence cadence_;
  alignas(64) float samples_[kToneHop * kToneLanes]{};  // only lane 0 is used
  int inHop_{0};
  uint32_t hop_{0};
  uint64_t heard_{0};  // samples of whole hops
};

}  // namespace spillway
