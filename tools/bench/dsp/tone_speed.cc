// SPDX-License-Identifier: GPL-2.0-or-later
// How many channels can one core listen to for call-progress and fax tones?
#include <memory>

#include "native/dsp/tone/tone_bank.h"
#include "native/test/dsp/tones.h"
#include "tools/bench/dsp/measure.h"
#include "tools/bench/dsp/spandsp_tones.h"
#include "tools/bench/dsp/voice_feed.h"

namespace spillway::bench {
namespace {

/// A busy tone, each channel in another place of its cadence.
std::vector<uint8_t> BusyOf(int channel) {
  const PlannedTone busy = Planned(ToneKind::kBusy, {{450, 0, 350}, {0, 0, 350}});
  return Encoded(Silence(channel * 211 % 5600) + Play(busy, 2000, -15));
}

TonePlan ProgressPlan(const std::string& zone) {
  TonePlan plan;
  for (const PlannedTone& tone : ZoneTones(zone)) plan.Add(tone);
  return plan;
}

Speed CompareOn(const Feed& feed, const Options& options, const TonePlan& plan,
                const TonePlan& progress) {
  const int channels = feed.Channels();
  int found = 0;
  ToneBank bank(channels, plan);
  std::vector<std::unique_ptr<SpandspTones>> receivers;
  for (int i = 0; i < channels; ++i) {
    bank.Start(i);
    receivers.push_back(std::make_unique<SpandspTones>(progress));
  }
  const auto ours = [&](const uint8_t* frames) {
    bank.Tick(frames, [&](ChannelIndex, const ToneEvent&) { ++found; });
  };
  const auto spandsp = [&](const uint8_t* frames) {
    int16_t samples[kFrameSamples];
    for (int i = 0; i < channels; ++i) {
      DecodeAlaw(frames + i * kFrameSamples, kFrameSamples, samples);  // faster than spandsp's own
      receivers[i]->Feed(samples, kFrameSamples);
    }
  };
  const Speed speed = Compare(feed, options, ours, spandsp);
  Use(found);
  Use(receivers);
  return speed;
}

/// spandsp has the zone's tones alone: it has no receiver for all of them in one.
void MeasureTones(const Options& options) {
  const Goal goal{150000, 0};
  for (const int channels : kChannelCounts) {
    const Feed busy(channels, BusyOf), voices = VoiceFeed(channels);
    for (const std::string zone : {"cn", "us"}) {
      const std::string what = "tones of zone " + zone;
      const TonePlan progress = ProgressPlan(zone), all = PlanOf(zone);
      const auto print = [&](const std::string& kind, const Feed& feed, const TonePlan& plan,
                             const Goal& toReach) {
        PrintRow(SpeedRow(kind, feed, CompareOn(feed, options, plan, progress), toReach));
      };
      print(what + ", busy tones", busy, progress, goal);
      print(what + ", voices", voices, progress, goal);
      print(what + " with SIT, CNG, CED, busy tones", busy, all, {});
      print(what + " with SIT, CNG, CED, voices", voices, all, {});
    }
  }
}

const Registered kTones{"tone-speed", MeasureTones};

}  // namespace
}  // namespace spillway::bench
