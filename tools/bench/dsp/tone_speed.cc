// SPDX-License-Identifier: GPL-2.0-or-later
// How many channels can one core listen to for call-progress and fax tones?
#include <memory>

#include "native/dsp/tone/tone_bank.h"
#include "native/test/dsp/tones.h"
#include "native/test/dsp/voice.h"
#include "tools/bench/dsp/measure.h"
#include "tools/bench/dsp/spandsp.h"

namespace spillway::bench {
namespace {

std::vector<uint8_t> Encoded(const Samples& samples) {
  std::vector<uint8_t> codes(samples.size());
  EncodeAlaw(samples.data(), samples.size(), codes.data());
  return codes;
}

/// A busy tone, each channel in another place of its cadence.
std::vector<uint8_t> BusyOf(int channel) {
  const PlannedTone busy = Planned(ToneKind::kBusy, {{450, 0, 350}, {0, 0, 350}});
  return Encoded(Silence(channel * 211 % 5600) + Play(busy, 2000, -15));
}

std::vector<uint8_t> VoiceOf(int channel) { return Encoded(MakeVoice(channel, 1)); }

/// spandsp's receiver with the same tones of the zone as the plan; it knows no fax tones.
class SpandspTones {
 public:
  SpandspTones(const std::string& zone, int* found)
      : descriptor_(super_tone_rx_make_descriptor(nullptr)) {
    for (const PlannedTone& planned : ZoneTones(zone)) {
      const int tone = super_tone_rx_add_tone(descriptor_);
      for (int i = 0; i < planned.stepCount; ++i) {
        const ToneStep& step = planned.steps[i];
        const int least = step.milliseconds == 0 ? 1500 : step.milliseconds * 4 / 5;
        const int most = step.milliseconds == 0 ? 0 : step.milliseconds * 6 / 5;
        super_tone_rx_add_element(descriptor_, tone, step.hertz1, step.hertz2, least, most);
      }
    }
    state_ = super_tone_rx_init(nullptr, descriptor_, Count, found);
  }
  ~SpandspTones() {
    super_tone_rx_free(state_);
    super_tone_rx_free_descriptor(descriptor_);
  }
  SpandspTones(const SpandspTones&) = delete;
  SpandspTones& operator=(const SpandspTones&) = delete;

  void Feed(const int16_t* samples) { super_tone_rx(state_, samples, kFrameSamples); }

 private:
  static void Count(void* found, int, int, int) { ++*static_cast<int*>(found); }

  super_tone_rx_descriptor_t* descriptor_;
  super_tone_rx_state_t* state_;
};

TonePlan ProgressPlan(const std::string& zone) {
  TonePlan plan;
  for (const PlannedTone& tone : ZoneTones(zone)) plan.Add(tone);
  return plan;
}

Speed CompareOn(const Feed& feed, const Options& options, const TonePlan& plan,
                const std::string& zone) {
  const int channels = feed.Channels();
  int found = 0, spandspFound = 0;
  ToneBank bank(channels, plan);
  std::vector<std::unique_ptr<SpandspTones>> receivers;
  for (int i = 0; i < channels; ++i) {
    bank.Start(i);
    receivers.push_back(std::make_unique<SpandspTones>(zone, &spandspFound));
  }
  const auto ours = [&](const uint8_t* frames) {
    bank.Tick(frames, [&](ChannelIndex, const ToneEvent&) { ++found; });
  };
  const auto spandsp = [&](const uint8_t* frames) {
    int16_t samples[kFrameSamples];
    for (int i = 0; i < channels; ++i) {
      DecodeAlaw(frames + i * kFrameSamples, kFrameSamples, samples);  // faster than spandsp's own
      receivers[i]->Feed(samples);
    }
  };
  const Speed speed = Compare(feed, options, ours, spandsp);
  Use(found);
  Use(spandspFound);
  return speed;
}

void MeasureTones(const Options& options) {
  const Goal goal{150000, 0};
  for (const int channels : kChannelCounts) {
    const Feed busy(channels, BusyOf), voices(channels, VoiceOf);
    for (const std::string zone : {"cn", "us"}) {
      const TonePlan progress = ProgressPlan(zone), all = PlanOf(zone);
      PrintRow(SpeedRow("call-progress tones, zone " + zone + ", busy tones", busy,
                        CompareOn(busy, options, progress, zone), goal));
      PrintRow(SpeedRow("the same and SIT, CNG, CED, busy tones", busy,
                        CompareOn(busy, options, all, zone), goal));
      PrintRow(SpeedRow("the same and SIT, CNG, CED, voices", voices,
                        CompareOn(voices, options, all, zone), goal));
    }
  }
}

const Registered kTones{"tone-speed", MeasureTones};

}  // namespace
}  // namespace spillway::bench
