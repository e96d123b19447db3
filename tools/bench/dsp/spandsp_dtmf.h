// SPDX-License-Identifier: GPL-2.0-or-later
// What does spandsp's DTMF receiver make of the same cases?
#pragma once

#include <memory>

#include "native/test/dsp/accuracy/trial.h"
#include "tools/bench/dsp/spandsp.h"

namespace spillway::bench {

struct FreeReceiver {
  void operator()(dtmf_rx_state_t* state) const { dtmf_rx_free(state); }
};
using SpandspReceiver = std::unique_ptr<dtmf_rx_state_t, FreeReceiver>;

/// As HearByBank: each case to a receiver as spandsp makes it, fed 20 ms at a time.
inline accuracy::Answers HearBySpandsp(const std::vector<accuracy::Case>& cases) {
  const auto hear = [](void* digits, const char* found, int count) {
    static_cast<std::string*>(digits)->append(found, count);
  };
  accuracy::Answers answers;
  for (const accuracy::Case& one : cases) {
    accuracy::Answer answer;
    const SpandspReceiver receiver(dtmf_rx_init(nullptr, hear, &answer.digits));
    for (size_t at = 0; at < one.codes.size(); at += kFrameSamples) {
      int16_t samples[kFrameSamples]{};
      const size_t count = std::min<size_t>(kFrameSamples, one.codes.size() - at);
      DecodeAlaw(&one.codes[at], count, samples);
      const bool first = answer.digits.empty();
      dtmf_rx(receiver.get(), samples, kFrameSamples);
      if (first && !answer.digits.empty())
        answer.reportedMs = static_cast<double>(at) * 1000 / kSampleRate + accuracy::kTickMs;
    }
    answers.push_back(answer);
  }
  return answers;
}

}  // namespace spillway::bench
