// SPDX-License-Identifier: GPL-2.0-or-later
// How many channels can one core decode from A-law, and encode to it?
#include <memory>

#include "native/core/ids.h"
#include "native/dsp/g711.h"
#include "tools/bench/dsp/measure.h"
#include "tools/bench/dsp/spandsp.h"
#include "tools/bench/dsp/voice_feed.h"

namespace spillway::bench {
namespace {

constexpr double kDecodeGoal = 1'000'000;
constexpr double kEncodeGoal = 600'000;

using SpandspG711 = std::unique_ptr<g711_state_t, int (*)(g711_state_t*)>;

SpandspG711 MakeSpandsp() { return {g711_init(nullptr, G711_ALAW), g711_free}; }

Speed CompareDecoding(const Feed& feed, const Options& options) {
  const int channels = feed.Channels();
  std::vector<int16_t> samples(static_cast<size_t>(channels) * kFrameSamples);
  const SpandspG711 state = MakeSpandsp();
  const auto ours = [&](const uint8_t* frames) {
    for (int i = 0; i < channels; ++i)
      DecodeAlaw(frames + i * kFrameSamples, kFrameSamples, &samples[i * kFrameSamples]);
    Use(samples[0]);
  };
  const auto spandsp = [&](const uint8_t* frames) {
    for (int i = 0; i < channels; ++i) {
      g711_decode(state.get(), &samples[i * kFrameSamples], frames + i * kFrameSamples,
                  kFrameSamples);
    }
    Use(samples[0]);
  };
  return Compare(feed, options, ours, spandsp);
}

/// The samples of one tick of the feed are encoded again and again: what they are does not matter
/// to us, and little to spandsp, which seeks a segment by their highest bit.
Speed CompareEncoding(const Feed& feed, const Options& options) {
  const int channels = feed.Channels();
  std::vector<int16_t> samples(static_cast<size_t>(channels) * kFrameSamples);
  DecodeAlaw(feed.Tick(Feed::kTicks / 2), samples.size(), samples.data());
  std::vector<uint8_t> codes(samples.size());
  const SpandspG711 state = MakeSpandsp();
  const auto ours = [&](const uint8_t*) {
    for (int i = 0; i < channels; ++i)
      EncodeAlaw(&samples[i * kFrameSamples], kFrameSamples, &codes[i * kFrameSamples]);
    Use(codes[0]);
  };
  const auto spandsp = [&](const uint8_t*) {
    for (int i = 0; i < channels; ++i) {
      g711_encode(state.get(), &codes[i * kFrameSamples], &samples[i * kFrameSamples],
                  kFrameSamples);
    }
    Use(codes[0]);
  };
  return Compare(feed, options, ours, spandsp);
}

void MeasureG711(const Options& options) {
  for (const int channels : kChannelCounts) {
    const Feed voices = VoiceFeed(channels);
    PrintRow(SpeedRow("A-law decoded", voices, CompareDecoding(voices, options), {kDecodeGoal}));
    PrintRow(SpeedRow("A-law encoded", voices, CompareEncoding(voices, options), {kEncodeGoal}));
  }
}

const Registered kG711{"g711-speed", MeasureG711};

}  // namespace
}  // namespace spillway::bench
