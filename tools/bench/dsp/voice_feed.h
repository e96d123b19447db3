// SPDX-License-Identifier: GPL-2.0-or-later
// What is fed where any voices will do?
#pragma once

#include "native/dsp/g711.h"
#include "native/test/dsp/odd_voice.h"
#include "tools/bench/dsp/measure.h"

namespace spillway::bench {

/// In A-law.
inline std::vector<uint8_t> Encoded(const Samples& samples) {
  std::vector<uint8_t> codes(samples.size());
  EncodeAlaw(samples.data(), samples.size(), codes.data());
  return codes;
}

/// A second of another made-up voice on each channel.
inline Feed VoiceFeed(int channels) {
  return Feed(channels, [](int channel) { return Encoded(MakeVoice(channel, 1)); });
}

}  // namespace spillway::bench
