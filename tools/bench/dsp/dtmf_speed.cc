// SPDX-License-Identifier: GPL-2.0-or-later
// How many channels can one core listen to for digits?
#include <memory>
#include <random>

#include "native/dsp/dtmf/dtmf_bank.h"
#include "native/dsp/g711.h"
#include "tools/bench/dsp/measure.h"
#include "tools/bench/dsp/spandsp_dtmf.h"
#include "tools/bench/dsp/voice_feed.h"
namespace spillway::bench {
namespace {

/// Digits of 50 ms with 50 ms between them, each channel others, not in step: the most that a
/// detector can be given to do.
std::vector<uint8_t> DigitsOf(int channel) {
  std::string digits;
  for (int i = 0; i < 12; ++i) digits += kDtmfDigits[(channel * 7 + i * 5) % 16];
  return Encoded(Silence(channel * 37 % 800) + Digits(digits, 50, 50, -12, -10));
}

std::vector<uint8_t> SilenceOf(int) { return std::vector<uint8_t>(8000, kSilence); }

void CountDigits(void* count, const char*, int digits) { *static_cast<int*>(count) += digits; }

Speed CompareOn(const Feed& feed, const Options& options) {
  const int channels = feed.Channels();
  int found = 0, spandspFound = 0;
  DtmfBank bank(channels);
  std::vector<SpandspReceiver> receivers;
  for (int i = 0; i < channels; ++i) {
    bank.Start(i);
    receivers.emplace_back(dtmf_rx_init(nullptr, CountDigits, &spandspFound));
  }
  const auto ours = [&](const uint8_t* frames) {
    bank.Tick(frames, [&](ChannelIndex, const DtmfEvent&) { ++found; });
  };
  const auto spandsp = [&](const uint8_t* frames) {
    int16_t samples[kFrameSamples];
    for (int i = 0; i < channels; ++i) {
      DecodeAlaw(frames + i * kFrameSamples, kFrameSamples, samples);  // faster than spandsp's own
      dtmf_rx(receivers[i].get(), samples, kFrameSamples);
    }
  };
  const Speed speed = Compare(feed, options, ours, spandsp);
  Use(found);
  Use(spandspFound);
  return speed;
}

void MeasureDtmf(const Options& options) {
  const Goal goal{100000, 5};
  for (const int channels : kChannelCounts) {
    const Feed digits(channels, DigitsOf), silence(channels, SilenceOf);
    const Feed voices = VoiceFeed(channels);
    PrintRow(SpeedRow("DTMF, digits without end", digits, CompareOn(digits, options), goal));
    PrintRow(SpeedRow("DTMF, voices", voices, CompareOn(voices, options), goal));
    PrintRow(SpeedRow("DTMF, silence", silence, CompareOn(silence, options), {}));
  }
}

const Registered kDtmf{"dtmf-speed", MeasureDtmf};

}  // namespace
}  // namespace spillway::bench
