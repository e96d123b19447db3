// SPDX-License-Identifier: GPL-2.0-or-later
// How many participants of conferences can one core bear, A-law in and out?
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "native/core/ids.h"
#include "native/dsp/g711.h"
#include "tools/bench/dsp/measure.h"
#include "tools/bench/dsp/routed_ears.h"
#include "tools/bench/dsp/spandsp.h"
#include "tools/bench/dsp/voice_feed.h"

namespace spillway::bench {
namespace {

constexpr double kGoal = 200'000;
constexpr int kSizes[] = {3, 8, 30};  // participants of a conference

/// As spandsp's user would do it: sum once, subtract self, cut by its `saturate`.
class SpandspConference {
 public:
  SpandspConference() : state_(g711_init(nullptr, G711_ALAW), g711_free) {}

  void Mix(const uint8_t* received, int count, uint8_t* sent) {
    int32_t sum[kFrameSamples]{};
    for (int i = 0; i < count; ++i) {
      g711_decode(state_.get(), samples_[i], received + i * kFrameSamples, kFrameSamples);
      for (int k = 0; k < kFrameSamples; ++k) sum[k] += samples_[i][k];
    }
    for (int i = 0; i < count; ++i) {
      int16_t mixed[kFrameSamples];
      for (int k = 0; k < kFrameSamples; ++k) mixed[k] = saturate(sum[k] - samples_[i][k]);
      g711_encode(state_.get(), sent + i * kFrameSamples, mixed, kFrameSamples);
    }
  }

 private:
  std::unique_ptr<g711_state_t, int (*)(g711_state_t*)> state_;
  int16_t samples_[30][kFrameSamples];
};

Speed CompareMixing(const Feed& feed, int size, const Options& options) {
  const int channels = feed.Channels();
  RoutedEars ears(channels);
  ears.Confer(size);
  std::vector<uint8_t> sent(static_cast<size_t>(channels) * kFrameSamples);
  SpandspConference conference;
  const auto ours = [&](const uint8_t* frames) { ears.Tick(frames); };
  const auto spandsp = [&](const uint8_t* frames) {
    for (int i = 0; i < channels; i += size)
      conference.Mix(frames + i * kFrameSamples, size, &sent[i * kFrameSamples]);
    Use(sent[0]);
  };
  return Compare(feed, options, ours, spandsp);
}

void MeasureMixing(const Options& options) {
  for (const int channels : kChannelCounts) {
    const Feed voices = VoiceFeed(channels);
    for (const int size : kSizes) {
      const std::string what = "conferences of " + std::to_string(size) + ", A-law in and out";
      PrintRow(SpeedRow(what, voices, CompareMixing(voices, size, options), {kGoal}));
    }
  }
}

const Registered kMix{"mix-speed", MeasureMixing};

}  // namespace
}  // namespace spillway::bench
