// SPDX-License-Identifier: GPL-2.0-or-later
// What does spandsp's receiver of fax and modem tones make of the same signals?
#pragma once

#include "native/dsp/tone/tone_plan.h"
#include "tools/bench/dsp/spandsp.h"

namespace spillway::bench {

/// modem_connect_tones_rx for one tone: CNG, or the answer with and without turns and swell.
class SpandspFax {
 public:
  explicit SpandspFax(ToneKind kind)
      : state_(modem_connect_tones_rx_init(nullptr,
                                           kind == ToneKind::kFaxCalling
                                               ? MODEM_CONNECT_TONES_FAX_CNG
                                               : MODEM_CONNECT_TONES_ANS_PR,
                                           Take, this)) {}
  ~SpandspFax() { modem_connect_tones_rx_free(state_); }
  SpandspFax(const SpandspFax&) = delete;
  SpandspFax& operator=(const SpandspFax&) = delete;

  void Feed(const int16_t* samples, size_t count) {
    modem_connect_tones_rx(state_, samples, static_cast<int>(count));
  }
  /// How often a tone began.
  int Heard() const { return heard_; }

 private:
  static void Take(void* self, int code, int, int) {
    auto* fax = static_cast<SpandspFax*>(self);
    if (code != MODEM_CONNECT_TONES_NONE && fax->last_ == MODEM_CONNECT_TONES_NONE) ++fax->heard_;
    fax->last_ = code;
  }

  modem_connect_tones_rx_state_t* state_;
  int last_{MODEM_CONNECT_TONES_NONE};
  int heard_{0};
};

}  // namespace spillway::bench
