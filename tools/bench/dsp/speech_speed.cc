// SPDX-License-Identifier: GPL-2.0-or-later
// How many channels can one core watch for speech? spandsp has nothing like it to stand beside.
#include "native/dsp/speech/speech_detector.h"
#include "tools/bench/dsp/measure.h"
#include "tools/bench/dsp/voice_feed.h"

namespace spillway::bench {
namespace {

constexpr int kFrame = 160;  // samples of a tick

void MeasureSpeech(const Options& options) {
  for (const int channels : kChannelCounts) {
    const Feed voices = VoiceFeed(channels);
    std::vector<SpeechDetector> detectors(channels);
    int found = 0;
    int16_t samples[kFrame];
    const auto watch = [&](const uint8_t* frames) {
      for (int i = 0; i < channels; ++i) {
        DecodeAlaw(frames + i * kFrame, kFrame, samples);
        detectors[i].Feed(samples, kFrame, [&](const SpeechEvent&) { ++found; });
      }
    };
    const auto decode = [&](const uint8_t* frames) {
      for (int i = 0; i < channels; ++i) {
        DecodeAlaw(frames + i * kFrame, kFrame, samples);
        Use(samples);
      }
    };
    // The second contender is decoding alone, so that the first is measured as the others are.
    const Speed speed = Compare(voices, options, watch, decode);
    Use(found);
    Row row;
    row.what = "speech, voices, " + std::to_string(channels) + " channels";
    row.method =
        "A-law in, one SpeechDetector a channel, median of " + std::to_string(speed.rounds);
    row.figure = Thousands(speed.ours) + " channels in real time per core";
    row.values = {{"channels", static_cast<double>(channels)}, {"channelsPerCore", speed.ours}};
    PrintRow(row);
  }
}

const Registered kSpeech{"speech-speed", MeasureSpeech};

}  // namespace
}  // namespace spillway::bench
