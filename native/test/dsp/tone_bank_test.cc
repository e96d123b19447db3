// SPDX-License-Identifier: GPL-2.0-or-later
// Do all paths of the tone detector decide alike, and does the bank hear on each channel what the
// detector hears?
#include "native/dsp/tone/tone_bank.h"

#include <doctest/doctest.h>

#include <map>

#include "native/test/dsp/tones.h"

using namespace spillway;

namespace {

constexpr int kChannels = 37;  // two groups and a part of a third
constexpr int kTicks = 900;

using Town = std::vector<std::vector<uint8_t>>;

/// Tones, now and then changed, at another level and with other noise on each channel.
Town MakeTown(const TonePlan& plan, uint32_t seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> uniform(0, 1);
  Town town(kChannels);
  for (auto& channel : town) {
    Samples samples;
    while (samples.size() < kTicks * kFrameSamples) {
      const int which = static_cast<int>(uniform(random) * plan.toneCount);
      Change change;
      change.hertz = 20 * uniform(random) - 10;
      change.onTimes = 0.9 + 0.2 * uniform(random);
      samples = std::move(samples) + Silence(Ms(400 * uniform(random)));
      samples = std::move(samples) +
                Play(plan.tones[which], 6000 * uniform(random), -35 * uniform(random), change);
    }
    samples.resize(kTicks * kFrameSamples);
    samples = WithNoise(std::move(samples), -70 + 50 * uniform(random), random());
    for (int16_t sample : samples) channel.push_back(LinearToAlaw(sample));
  }
  return town;
}

std::vector<uint8_t> FramesOf(const Town& town, int tick) {
  std::vector<uint8_t> frames;
  for (const auto& channel : town) {
    const uint8_t* frame = &channel[tick * kFrameSamples];
    frames.insert(frames.end(), frame, frame + kFrameSamples);
  }
  return frames;
}

using Heard = std::map<ChannelIndex, std::vector<ToneEvent>>;

Heard HearByBank(const TonePlan& plan, const Town& town, const TonePath& path) {
  ToneBank bank(kChannels, plan, path);
  for (ChannelIndex i = 0; i < kChannels; ++i) bank.Start(i);
  Heard heard;
  for (int tick = 0; tick < kTicks; ++tick) {
    bank.Tick(FramesOf(town, tick).data(),
              [&](ChannelIndex index, const ToneEvent& event) { heard[index].push_back(event); });
  }
  return heard;
}

Samples Decoded(const std::vector<uint8_t>& codes) {
  Samples samples(codes.size());
  DecodeAlaw(codes.data(), codes.size(), samples.data());
  return samples;
}

}  // namespace

TEST_CASE("every path finds on every channel what the detector finds, to the last bit") {
  for (const std::string zone : {"cn", "us", "uk"}) {
    CAPTURE(zone);
    const TonePlan plan = PlanOf(zone);
    const Town town = MakeTown(plan, 3);
    for (const TonePath* path : PathsOf<TonePath>()) {
      CAPTURE(path->name);
      size_t found = 0;
      Heard heard = HearByBank(plan, town, *path);
      for (ChannelIndex channel = 0; channel < kChannels; ++channel) {
        CAPTURE(channel);
        const auto expected = TonesIn(plan, Decoded(town[channel]));
        found += expected.size();
        CHECK(std::equal(heard[channel].begin(), heard[channel].end(), expected.begin(),
                         expected.end(), SameTone));
      }
      CHECK(found > 100);
    }
  }
}

TEST_CASE("a channel listens for its kinds from where it began, and its neighbours go on") {
  const TonePlan plan = PlanOf("cn");
  const Samples busy = ThroughAlaw(Play(ToneOf(plan, ToneKind::kBusy), 8000, -15));
  ToneBank bank(17, plan);
  bank.Start(0);
  std::string told;
  std::vector<uint8_t> frames(17 * kFrameSamples);
  for (int tick = 0; tick < 400; ++tick) {
    if (tick == 70) bank.Start(1);
    if (tick == 80) bank.Start(16, kFaxTones);
    if (tick == 160) bank.Stop(0);
    for (int channel = 0; channel < 17; ++channel) {
      EncodeAlaw(&busy[tick * kFrameSamples], kFrameSamples, &frames[channel * kFrameSamples]);
    }
    bank.Tick(frames.data(), [&](ChannelIndex index, const ToneEvent& event) {
      told += std::to_string(index) + (event.kind == ToneEvent::Kind::kBegan ? "+" : "-");
      if (index == 1) CHECK(event.at < 100);
    });
  }
  CHECK(told == "0+1+");
}
