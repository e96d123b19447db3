// SPDX-License-Identifier: GPL-2.0-or-later
// What does the media thread know of one channel?
#pragma once

#include <array>
#include <cstdint>

#include "native/contract/records.h"
#include "native/core/ids.h"
#include "native/dsp/prompt_listener.h"
#include "native/dsp/signal_level.h"
#include "native/media/prompt.h"

namespace spillway {

/// Listen operations that a channel can have at a time.
constexpr int kListensPerChannel = 8;

/// A listen operation under way; `operation` 0: none.
struct Listening {
  OperationId operation{0};
  const Prompt* prompt{nullptr};
  PromptIndex index{0};
  double since{0};  // media time of its first sample, ms
  PromptListener listener;
};

/// The state of one channel but for its ear, its players and its recorder. Media thread only.
struct Channel {
  double detectingSince{0};  // media time, ms, of the first sample that the bank of detectors heard
  double digitStarted{0};    // media time, ms, of the digit that sounds

  double hearingSince{0};   // media time, ms, of the first sample that the bank of tones heard
  double toneStarted{0};    // media time, ms, of the tone that was told
  bool toneSounds{false};   // it has not ended
  unsigned tonesWanted{0};  // that are told
  bool watchesFax{false};   // a fax tone is noted besides
  HeardTone tone{};         // which; how loud, and how many cadences were heard when it was told
  float toneDbm0{0};
  uint16_t toneCadences{0};

  uint32_t meterTicks{0};  // interval; 0: off
  uint32_t meterCount{0};  // ticks since the last one
  SignalLevel receivedLevel;
  SignalLevel sentLevel;

  std::array<Listening, kListensPerChannel> listens;
};

}  // namespace spillway
