// SPDX-License-Identifier: GPL-2.0-or-later
// How does a test know who is heard? Everybody says something of his own.
#pragma once

#include <vector>

#include "native/dsp/g711.h"
#include "native/test/media/media_fixture.h"

namespace spillway {

/// Channels that receive something different in each tick, `softer` times less than all that A-law
/// holds, so that as many together are not cut.
class TalkingTown : public MediaFixture {
 public:
  TalkingTown(int channels, int softer)
      : MediaFixture(channels), talk(static_cast<size_t>(channels)), softer_(softer) {}

  void Talk(uint32_t seed) {
    for (ChannelIndex i = 0; i < limits.channels; ++i) {
      talk[i] = Words(seed * 100 + static_cast<uint32_t>(i), kFrameSamples);
      Receive(i, talk[i].data());
    }
    Step();
  }
  /// The same, behind a tick in which what has changed fades.
  void TalkOn(uint32_t seed) {
    Talk(seed + 1000);
    Talk(seed);
  }
  Bytes Words(uint32_t seed, size_t count) const {
    Bytes bytes = RandomBytes(seed, count);
    for (uint8_t& byte : bytes) byte = LinearToAlaw(AlawToLinear(byte) / softer_);
    return bytes;
  }
  /// The sum of these channels, as A-law.
  Bytes Sum(const std::vector<ChannelIndex>& channels) const {
    std::vector<Bytes> frames;
    for (const ChannelIndex channel : channels) frames.push_back(talk[channel]);
    return SumOf(frames);
  }
  static Bytes SumOf(const std::vector<Bytes>& frames) {
    Bytes sum(kFrameSamples);
    for (int i = 0; i < kFrameSamples; ++i) {
      int value = 0;
      for (const Bytes& frame : frames) value += AlawToLinear(frame[i]);
      sum[i] = LinearToAlaw(static_cast<int16_t>(value));
    }
    return sum;
  }

  std::vector<Bytes> talk;
  const Bytes silence = Bytes(kFrameSamples, kSilence);

 private:
  const int softer_;
};

}  // namespace spillway
