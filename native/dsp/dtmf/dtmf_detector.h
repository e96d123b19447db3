// SPDX-License-Identifier: GPL-2.0-or-later
// Which digits are in one stream of samples? ITU-T Q.23, Q.24.
#pragma once

#include <cstddef>
#include <cstdint>

#include "native/dsp/dtmf/dtmf_event.h"
#include "native/dsp/dtmf/dtmf_profile.h"
#include "native/dsp/dtmf/dtmf_voice.h"

namespace spillway {

/// Finds DTMF digits in 16 bit samples, on the scalar path: the reference, and what reads files.
/// Any number of samples a call; no thread, clock or allocation. A digit's beginning is told about
/// 35 ms after it began, while its key is still down. How it works and what it reaches:
/// docs/dsp.md.
class DtmfDetector {
 public:
  explicit DtmfDetector(const DtmfSettings& settings = {}) noexcept;

  /// Forgets what it heard; positions count from here again.
  void Reset() noexcept;

  /// Reads samples and calls `tell(const DtmfEvent&)` for each digit that begins or ends. The
  /// digits are the same however the samples are cut into calls.
  template <typename Tell>
  void Feed(const int16_t* samples, size_t count, Tell&& tell) noexcept {
    while (count > 0) {
      const size_t read = Read(samples, count);
      samples += read;
      count -= read;
      if (!HopDone()) continue;
      DtmfEvent events[2];
      const int found = TakeDtmfEvents(lanes_, 0, heard_, events);
      for (int i = 0; i < found; ++i) tell(events[i]);
    }
  }

 private:
  size_t Read(const int16_t* samples, size_t count) noexcept;
  bool HopDone() noexcept;
  void Doubt() noexcept;

  const DtmfTuning tuning_;
  DtmfLanes lanes_{};
  alignas(64) float samples_[kDtmfHop * kDtmfLanes]{};  // only lane 0 is used
  float last_[kDtmfVoiceSamples]{};                     // the oldest first
  int inHop_{0};
  uint32_t hop_{0};
  uint64_t heard_{0};  // samples of whole hops
};

}  // namespace spillway
