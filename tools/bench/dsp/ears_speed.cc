// SPDX-License-Identifier: GPL-2.0-or-later
// What does it cost that calls are listened in to and whispered into? Whole ticks of two engines,
// one with plain calls.
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "native/media/disk_link.h"
#include "native/media/media_engine.h"
#include "native/test/media/routes.h"
#include "tools/bench/dsp/measure.h"
#include "tools/bench/dsp/voice_feed.h"

namespace spillway::bench {
namespace {

constexpr int kCalls = 240;
constexpr int kChannels = 3 * kCalls;  // caller, agent, supervisor
constexpr double kMostTimes = 2;

class NoSink : public Sink {
 public:
  void Push(const Record&) noexcept override {}
  void PushMeter(const Record&) noexcept override {}
};

/// Two parties a call, both under DTMF detection.
class Calls {
 public:
  explicit Calls(bool watched)
      : link_({kChannels, 1, 1}),
        engine_({kChannels, 1, 1}, &link_, &sink_),
        sent_(kChannels * 160) {
    for (ChannelIndex caller = 0; caller < kChannels; caller += 3) {
      const ChannelIndex agent = caller + 1, supervisor = caller + 2;
      std::vector<RoutedEar> ears{{caller, {ReceivedOf(agent)}}, {agent, {ReceivedOf(caller)}}};
      if (watched) {
        ears[1].hears.push_back(ReceivedOf(supervisor));
        ears.push_back({supervisor, {ReceivedOf(caller), ReceivedOf(agent)}});
      }
      engine_.Execute(RouteOf(1, ears));
      DiskRequest block;  // the route's, to be freed
      while (link_.requests.TryPop(&block)) std::free(block.file);
      for (const ChannelIndex channel : {caller, agent}) Detect(channel);
    }
  }

  void Tick(const uint8_t* received) {
    engine_.Tick(received, sent_.data());
    Use(sent_[0]);
  }

 private:
  void Detect(ChannelIndex channel) {
    MediaCommand detect{};
    detect.kind = MediaCommand::Kind::kDetect;
    detect.channel = channel;
    detect.on = true;
    engine_.Execute(detect);
  }

  NoSink sink_;
  DiskLink link_;
  MediaEngine engine_;
  std::vector<uint8_t> sent_;
};

void MeasureEars(const Options& options) {
  const Feed voices = VoiceFeed(kChannels);
  Calls watched(true), plain(false);
  const Speed speed = Compare(
      voices, options, [&](const uint8_t* frames) { watched.Tick(frames); },
      [&](const uint8_t* frames) { plain.Tick(frames); });
  const auto microseconds = [](double channels) { return 20'000 * kChannels / channels; };
  const double times = speed.spandsp / speed.ours;
  char figure[96];
  std::snprintf(figure, sizeof figure, "%.0f us a tick, plain %.0f us: %.2f times",
                microseconds(speed.ours), microseconds(speed.spandsp), times);
  Row row;
  row.what = std::to_string(kCalls) + " calls, each monitored and whispered";
  row.method = "whole ticks with DTMF detection, beside the same calls plain; medians";
  row.figure = figure;
  row.values = {{"watchedUs", microseconds(speed.ours)}, {"plainUs", microseconds(speed.spandsp)}};
  row.toReach = "at most twice";
  row.reached = times <= kMostTimes ? Row::Reached::kYes : Row::Reached::kNo;
  PrintRow(row);
}

const Registered kEars{"ears-speed", MeasureEars};

}  // namespace
}  // namespace spillway::bench
