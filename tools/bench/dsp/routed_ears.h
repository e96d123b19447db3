// SPDX-License-Identifier: GPL-2.0-or-later
// What do benchmarks measure as the mixing of a tick? The engine's router by itself.
#pragma once

#include <algorithm>
#include <vector>

#include "native/core/ids.h"
#include "native/media/router.h"
#include "tools/bench/dsp/measure.h"

namespace spillway::bench {

/// Who hears whom, and the 20 ms of everybody, as the engine has them.
class RoutedEars {
 public:
  explicit RoutedEars(int channels)
      : channels_(channels),
        sources_(channels),
        router_(channels, sources_.Count()),
        sent_(static_cast<size_t>(channels) * kFrameSamples) {}

  /// Conferences of `size`, one after the other over all channels.
  void Confer(int size) {
    for (ChannelIndex i = 0; i < channels_; ++i) {
      std::vector<HeardSource> others;
      for (int k = i / size * size; k < std::min(channels_, (i / size + 1) * size); ++k) {
        if (k != i) others.push_back({k, 1, false});
      }
      router_.Set(i, others.data(), static_cast<int>(others.size()));
    }
    router_.Settle();
  }

  void Tick(const uint8_t* received) {
    for (ChannelIndex i = 0; i < channels_; ++i) sources_.Give(i, received + i * kFrameSamples);
    for (ChannelIndex i = 0; i < channels_; ++i)
      router_.Write(i, sources_, &sent_[static_cast<size_t>(i) * kFrameSamples]);
    router_.EndTick();
    Use(sent_[0]);
  }

 private:
  const int channels_;
  SoundSources sources_;
  Router router_;
  std::vector<uint8_t> sent_;
};

}  // namespace spillway::bench
