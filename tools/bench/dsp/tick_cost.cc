// SPDX-License-Identifier: GPL-2.0-or-later
// What of a tick costs how much? Each function of the media thread by itself, on the same voices on
// 480 channels (16 E1s) of a virtual board.
#include <algorithm>
#include <cstdio>
#include <cstring>

#include "native/board/virtual_board.h"
#include "native/dsp/dtmf/dtmf_bank.h"
#include "native/dsp/signal_level.h"
#include "native/dsp/tone/tone_bank.h"
#include "native/media/own_echo.h"
#include "native/media/recorders.h"
#include "native/media/speech_watch.h"
#include "native/test/dsp/tones.h"
#include "tools/bench/dsp/measure.h"
#include "tools/bench/dsp/routed_ears.h"
#include "tools/bench/dsp/voice_feed.h"

namespace spillway::bench {
namespace {

constexpr int kChannels = 480;
constexpr double kTickUs = 20'000;
constexpr double kMostOfDtmf = 1.5;

/// Nobody hears it, nobody waits for it.
class DeafSink final : public Sink {
 public:
  void Push(const Record&) noexcept override {}
  void PushMeter(const Record&) noexcept override {}
};

class StillClock final : public Clock {
 public:
  int64_t Now() const noexcept override { return 0; }
  void SleepUntil(int64_t) noexcept override {}
};

VirtualBoardOptions SixteenSpans() {
  VirtualBoardOptions options;
  options.stepped = true;
  options.spans.resize(16);
  for (int i = 0; i < 16; ++i) {
    options.spans[i].name = std::to_string(i);
    options.spans[i].peer = i ^ 1;
  }
  return options;
}

/// Microseconds of a tick.
double CostOf(const Feed& voices, const Options& options, const Contender& function) {
  const Speed speed = Compare(voices, options, function, function);
  return voices.Channels() * kTickUs / speed.ours;
}

void Print(const std::string& what, double us, double ofDtmf = 0) {
  char figure[80];
  std::snprintf(figure, sizeof figure, "%.0f us, %.2f %% of 20 ms", us, 100 * us / kTickUs);
  Row row;
  row.what = "a tick of 480 channels: " + what;
  row.method = "voices on all channels, one core";
  row.figure = figure;
  row.values = {{"us", us}};
  if (ofDtmf > 0) {
    row.figure += ", " + Times(ofDtmf) + " the digits'";
    row.toReach = "at most " + Times(kMostOfDtmf) + " the digits'";
    row.reached = ofDtmf <= kMostOfDtmf ? Row::Reached::kYes : Row::Reached::kNo;
  }
  PrintRow(row);
}

double BoardCost(const Feed& voices, const Options& options) {
  StillClock clock;
  VirtualBoard board(SixteenSpans(), clock);
  for (ChannelIndex i = 0; i < board.ChannelCount(); ++i) board.Use(i, true);
  std::vector<uint8_t> received(board.Channels().size() * kFrameSamples);
  std::vector<uint8_t> sent(received.size(), kSilence);
  return CostOf(voices, options, [&](const uint8_t* frames) {
    board.Await();
    board.Read(received.data());
    std::memcpy(sent.data(), frames, static_cast<size_t>(kChannels) * kFrameSamples);
    board.Write(sent.data());
  });
}

double DigitsCost(const Feed& voices, const Options& options) {
  DtmfBank bank(kChannels);
  for (ChannelIndex i = 0; i < kChannels; ++i) bank.Start(i);
  return CostOf(voices, options, [&](const uint8_t* frames) {
    bank.Tick(frames, [](ChannelIndex, const DtmfEvent&) {});
  });
}

/// A prompt on every channel, which comes back whole after 60 ms.
double OwnEchoCost(const Feed& voices, const Options& options) {
  constexpr int kTicksLater = 3;
  OwnEcho echo(kChannels);
  std::vector<std::vector<uint8_t>> back(
      kTicksLater, std::vector<uint8_t>(static_cast<size_t>(kChannels) * kFrameSamples, kSilence));
  uint64_t tick = 0;
  const auto run = [&](const uint8_t* frames) {
    std::vector<uint8_t>& now = back[tick++ % kTicksLater];
    Use(echo.Without(now.data(), [](ChannelIndex) { return true; })[0]);
    echo.Play(frames);
    std::memcpy(now.data(), frames, now.size());
  };
  for (uint64_t i = 0; i < Feed::kTicks; ++i) run(voices.Tick(i));  // by then all are found
  return CostOf(voices, options, run);
}

double TonesCost(const Feed& voices, const Options& options) {
  ToneBank bank(kChannels, PlanOf("cn"));
  for (ChannelIndex i = 0; i < kChannels; ++i) bank.Start(i);
  return CostOf(voices, options, [&](const uint8_t* frames) {
    bank.Tick(frames, [](ChannelIndex, const ToneEvent&) {});
  });
}

double SpeechCost(const Feed& voices, const Options& options) {
  DeafSink sink;
  SpeechWatch watch(kChannels, &sink);
  for (ChannelIndex i = 0; i < kChannels; ++i) watch.Hear(i, true, 0);
  return CostOf(voices, options, [&](const uint8_t* frames) { watch.Tick(frames, 0); });
}

double MixCost(const Feed& voices, const Options& options, int size) {
  RoutedEars ears(kChannels);
  ears.Confer(size);
  return CostOf(voices, options, [&](const uint8_t* frames) { ears.Tick(frames); });
}

/// Into the rings; what the disk thread would take from them goes nowhere.
double RecordCost(const Feed& voices, const Options& options) {
  const MediaLimits limits{kChannels, kChannels, 1};
  DiskLink link(limits);
  Recorders recorders(limits, &link);
  DiskRequest request;
  for (ChannelIndex i = 0; i < kChannels; ++i) {
    MediaCommand record{};
    record.kind = MediaCommand::Kind::kRecord;
    record.channel = i;
    record.operation = static_cast<OperationId>(i + 1);
    recorders.Start(record, 0);
    link.requests.TryPop(&request);
  }
  uint64_t tick = 0;
  RecorderFrame frame;
  return CostOf(voices, options, [&](const uint8_t* frames) {
    recorders.Tick(tick++, frames, frames, [](ChannelIndex, OperationId) {});
    if (tick % 100 != 0) return;
    for (auto& ring : link.frames) {
      while (ring->TryPop(&frame)) continue;
    }
  });
}

double MetersCost(const Feed& voices, const Options& options) {
  std::vector<SignalLevel> levels(2 * kChannels);
  return CostOf(voices, options, [&](const uint8_t* frames) {
    for (int i = 0; i < 2 * kChannels; ++i)
      levels[i].Feed(frames + static_cast<size_t>(i / 2) * kFrameSamples, kFrameSamples);
  });
}

void MeasureTick(const Options& options) {
  const Feed voices = VoiceFeed(kChannels);
  Print("read and write, virtual board", BoardCost(voices, options));
  const double digits = DigitsCost(voices, options);
  Print("detect digits", digits);
  Print("take the echo of a prompt out of each channel", OwnEchoCost(voices, options));
  Print("detect tones, zone cn with SIT and fax", TonesCost(voices, options));
  const double speech = SpeechCost(voices, options);
  Print("detect speech", speech, speech / digits);
  Print("bridge, 240 pairs", MixCost(voices, options, 2));
  Print("mix, 16 conferences of 30", MixCost(voices, options, 30));
  Print("record both sides, into the rings and out again", RecordCost(voices, options));
  Print("meter both directions", MetersCost(voices, options));
}

const Registered kTick{"tick-cost", MeasureTick, Registered::When::kAsked};

}  // namespace
}  // namespace spillway::bench
