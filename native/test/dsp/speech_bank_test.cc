// SPDX-License-Identifier: GPL-2.0-or-later
// Does the bank measure on each channel, by every path, the frames that the detector measures?
#include "native/dsp/speech/speech_bank.h"

#include <doctest/doctest.h>

#include <cstring>

#include "native/test/dsp/odd_voice.h"
#include "native/test/dsp/signals.h"

using namespace spillway;

namespace {

constexpr int kChannels = 37;  // two groups and a part of a third
constexpr int kTicks = 150;

using Town = std::vector<std::vector<uint8_t>>;
using Frames = std::vector<SpeechFrame>;

/// Voices, tones, noise, direct current, silence and any bytes, another mixture on each channel.
Town MakeTown(uint32_t seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> uniform(0, 1);
  std::normal_distribution<double> normal(0, 1);
  Town town(kChannels);
  for (size_t i = 0; i < town.size(); ++i) {
    Samples samples = Silence(Ms(300 * uniform(random)));
    samples = std::move(samples) + MakeVoice(seed + static_cast<uint32_t>(i), 1);
    samples =
        std::move(samples) + Pair(300 + 2000 * uniform(random), 1500, 300, -30 * uniform(random));
    samples = std::move(samples) + Pair(1000 * uniform(random), 0, 500, 3.1);
    samples.resize(kTicks * kFrameSamples);
    const double noise = PeakOfDbm0(-70 + 50 * uniform(random));
    const double direct = i % 3 == 0 ? 3000 * normal(random) : 0;
    for (const int16_t sample : samples) {
      const auto value = static_cast<int32_t>(sample + direct + noise * normal(random));
      town[i].push_back(i % 11 == 10 ? static_cast<uint8_t>(random())
                                     : LinearToAlaw(Saturate(value)));
    }
  }
  return town;
}

std::vector<uint8_t> FramesOf(const Town& town, int tick) {
  std::vector<uint8_t> frames;
  for (const auto& channel : town) {
    const uint8_t* frame = &channel[static_cast<size_t>(tick) * kFrameSamples];
    frames.insert(frames.end(), frame, frame + kFrameSamples);
  }
  return frames;
}

/// What the reference measures, the samples cut anyhow.
Frames Expected(const std::vector<uint8_t>& codes, uint32_t seed) {
  std::mt19937 random(seed);
  Samples samples(codes.size());
  DecodeAlaw(codes.data(), codes.size(), samples.data());
  SpeechFrames reference;
  Frames frames;
  for (size_t at = 0; at < samples.size();) {
    const size_t count = std::min<size_t>(1 + random() % 300, samples.size() - at);
    reference.Feed(&samples[at], count, [&](const SpeechFrame& frame) { frames.push_back(frame); });
    at += count;
  }
  return frames;
}

bool Same(const Frames& one, const Frames& other) {
  return one.size() == other.size() &&
         std::memcmp(one.data(), other.data(), one.size() * sizeof(SpeechFrame)) == 0;
}

}  // namespace

TEST_CASE("every path measures on every channel what the reference measures, to the last bit") {
  for (const uint32_t seed : {3u, 4u}) {
    const Town town = MakeTown(seed);
    for (const SpeechPath* path : PathsOf<SpeechPath>()) {
      CAPTURE(path->name);
      SpeechBank bank(kChannels, *path);
      for (ChannelIndex i = 0; i < kChannels; ++i) bank.Start(i);
      std::vector<Frames> heard(kChannels);
      for (int tick = 0; tick < kTicks; ++tick) {
        bank.Tick(FramesOf(town, tick).data(), [&](ChannelIndex index, const SpeechFrame& frame) {
          heard[index].push_back(frame);
        });
      }
      for (ChannelIndex channel = 0; channel < kChannels; ++channel) {
        CAPTURE(channel);
        CHECK(Same(heard[channel], Expected(town[channel], seed)));
      }
    }
  }
}

TEST_CASE("a channel that begins to listen hears from there, anew, and its neighbours go on") {
  const Town town = MakeTown(5);
  const auto later = [&](ChannelIndex channel, int tick) {
    return std::vector<uint8_t>(town[channel].begin() + tick * static_cast<int>(kFrameSamples),
                                town[channel].end());
  };
  SpeechBank bank(kChannels);
  std::vector<Frames> heard(kChannels);
  bank.Start(0);
  for (int tick = 0; tick < kTicks; ++tick) {
    if (tick == 20) bank.Start(1);
    if (tick == 30) bank.Start(36);
    if (tick == 60) {  // anew
      heard[1].clear();
      bank.Start(1);
    }
    if (tick == 90) bank.Stop(36);
    bank.Tick(FramesOf(town, tick).data(),
              [&](ChannelIndex index, const SpeechFrame& frame) { heard[index].push_back(frame); });
  }
  CHECK(Same(heard[0], Expected(town[0], 1)));
  CHECK(Same(heard[1], Expected(later(1, 60), 1)));
  CHECK(heard[36].size() == 120);
  CHECK(heard[2].empty());
}
