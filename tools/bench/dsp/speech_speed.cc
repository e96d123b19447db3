// SPDX-License-Identifier: GPL-2.0-or-later
// How many channels can one core watch for speech, beside the bank that listens for digits?
// (spandsp has nothing like it.)
#include "native/core/sink.h"
#include "native/dsp/dtmf/dtmf_bank.h"
#include "native/media/speech_watch.h"
#include "tools/bench/dsp/measure.h"
#include "tools/bench/dsp/voice_feed.h"

namespace spillway::bench {
namespace {

constexpr double kMostOfDtmf = 1.5;  // of what the DTMF bank costs on the same channels

/// Counts what is told.
class CountingSink : public Sink {
 public:
  void Push(const Record&) noexcept override { ++count; }
  void PushMeter(const Record&) noexcept override { ++count; }
  int count{0};
};

void MeasureSpeech(const Options& options) {
  for (const int channels : kChannelCounts) {
    const Feed voices = VoiceFeed(channels);
    CountingSink sink;
    SpeechWatch watch(channels, &sink);
    DtmfBank digits(channels);
    for (int i = 0; i < channels; ++i) {
      watch.Hear(i, true, 0);
      digits.Start(i);
    }
    const Speed speed = Compare(
        voices, options, [&](const uint8_t* frames) { watch.Tick(frames, 0); },
        [&](const uint8_t* frames) {
          digits.Tick(frames, [&](ChannelIndex, const DtmfEvent&) { ++sink.count; });
        });
    Use(sink.count);
    Row row;
    row.what = "speech, voices, " + std::to_string(channels) + " channels";
    row.method =
        "A-law in, facts out, the DTMF bank in turn, median of " + std::to_string(speed.rounds);
    const double cost = 1 / speed.Ratio();
    row.figure = Thousands(speed.ours) + " channels in real time per core; " + Times(cost) +
                 " the DTMF bank's cost";
    row.values = {{"channels", static_cast<double>(channels)},
                  {"channelsPerCore", speed.ours},
                  {"ofDtmfBank", cost}};
    row.toReach = "at most " + Times(kMostOfDtmf) + " the DTMF bank";
    row.reached = cost <= kMostOfDtmf ? Row::Reached::kYes : Row::Reached::kNo;
    PrintRow(row);
  }
}

const Registered kSpeech{"speech-speed", MeasureSpeech};

}  // namespace
}  // namespace spillway::bench
