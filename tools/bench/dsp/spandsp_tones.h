// SPDX-License-Identifier: GPL-2.0-or-later
// What does spandsp's receiver of call-progress tones make of the same signals?
#pragma once

#include <vector>

#include "native/dsp/tone/tone_limits.h"
#include "native/test/dsp/tones.h"
#include "tools/bench/dsp/spandsp.h"

namespace spillway::bench {

/// super_tone_rx with a plan's tones, in its words: times within our thresholds. It tells a tone
/// when its steps have been heard once; it knows no number of cadences. (Its header says -1 for no
/// frequency; its code takes 0.)
class SpandspTones {
 public:
  explicit SpandspTones(const TonePlan& plan)
      : descriptor_(super_tone_rx_make_descriptor(nullptr)) {
    constexpr double kShare = kTimeShare + kTimeMargin / 2;
    for (int i = 0; i < plan.toneCount; ++i) {
      const PlannedTone& planned = plan.tones[i];
      const int tone = super_tone_rx_add_tone(descriptor_);
      kinds_.push_back(planned.kind);
      for (int k = 0; k < planned.stepCount; ++k) {
        const ToneStep& step = planned.steps[k];
        const bool endless = step.milliseconds == 0;
        const int least = endless ? 1500 : static_cast<int>(step.milliseconds * (1 - kShare));
        const int most = endless ? 0 : static_cast<int>(step.milliseconds * (1 + kShare));
        super_tone_rx_add_element(descriptor_, tone, step.hertz1, step.hertz2, least, most);
      }
    }
    state_ = super_tone_rx_init(nullptr, descriptor_, Take, this);
  }
  ~SpandspTones() {
    super_tone_rx_free(state_);
    super_tone_rx_free_descriptor(descriptor_);
  }
  SpandspTones(const SpandspTones&) = delete;
  SpandspTones& operator=(const SpandspTones&) = delete;

  void Feed(const int16_t* samples, size_t count) {
    super_tone_rx(state_, samples, static_cast<int>(count));
  }
  /// The kinds that were told, in order.
  const std::vector<ToneKind>& Heard() const { return heard_; }

 private:
  static void Take(void* self, int code, int, int) {
    auto* tones = static_cast<SpandspTones*>(self);
    if (code >= 0 && code < static_cast<int>(tones->kinds_.size()))
      tones->heard_.push_back(tones->kinds_[code]);
  }

  super_tone_rx_descriptor_t* descriptor_;
  super_tone_rx_state_t* state_;
  std::vector<ToneKind> kinds_;
  std::vector<ToneKind> heard_;
};

}  // namespace spillway::bench
