// SPDX-License-Identifier: GPL-2.0-or-later
// Do all paths of the DTMF detector decide alike, and does the bank hear on each channel what the
// detector hears?
#include "native/dsp/dtmf/dtmf_bank.h"

#include <doctest/doctest.h>

#include <map>

#include "native/test/dsp/signals.h"

using namespace spillway;

namespace {

constexpr int kChannels = 37;  // two groups and a part of a third
constexpr int kTicks = 150;

/// Digits, noise, speech-like pairs, vowels that hold harmonics on a digit, and silence, another
/// mixture on each channel; channels x ticks x 160 bytes.
std::vector<std::vector<uint8_t>> MakeTown(uint32_t seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> uniform(0, 1);
  std::normal_distribution<double> normal(0, 1);
  std::vector<std::vector<uint8_t>> town(kChannels);
  for (auto& channel : town) {
    Samples samples;
    const double noise = PeakOfDbm0(-60 + 50 * uniform(random));
    while (samples.size() < kTicks * kFrameSamples) {
      const std::string digit(1, kDtmfDigits[static_cast<int>(16 * uniform(random))]);
      const double level = -30 * uniform(random);
      samples = std::move(samples) + Silence(Ms(60 * uniform(random)));
      samples = std::move(samples) + Digits(digit, 20 + 60 * uniform(random), 0, level, level - 4);
      const double pitch = 233 + 8 * uniform(random);  // 4 and 5 make *, 3 and 7 make A
      const Samples loud = uniform(random) < 0.5 ? Pair(4 * pitch, 5 * pitch, 60, level)
                                                 : Pair(3 * pitch, 7 * pitch, 60, level);
      Samples vowel = Pair(pitch, 2 * pitch, 60, level - 10);
      for (size_t i = 0; i < vowel.size(); ++i) vowel[i] = Saturate(vowel[i] + loud[i]);
      samples = std::move(samples) + Silence(Ms(60 * uniform(random))) + vowel;
      samples = std::move(samples) +
                Pair(300 + 1500 * uniform(random), 1500 * uniform(random), 40, level);
    }
    samples.resize(kTicks * kFrameSamples);
    for (int16_t sample : samples) {
      channel.push_back(
          LinearToAlaw(Saturate(sample + static_cast<int32_t>(noise * normal(random)))));
    }
  }
  return town;
}

std::vector<uint8_t> FramesOf(const std::vector<std::vector<uint8_t>>& town, int tick) {
  std::vector<uint8_t> frames;
  for (const auto& channel : town) {
    frames.insert(frames.end(), &channel[tick * kFrameSamples],
                  &channel[tick * kFrameSamples] + kFrameSamples);
  }
  return frames;
}

using Heard = std::map<ChannelIndex, std::vector<DtmfEvent>>;

bool Same(const std::vector<DtmfEvent>& one, const std::vector<DtmfEvent>& other) {
  const auto same = [](const DtmfEvent& a, const DtmfEvent& b) {
    return a.kind == b.kind && a.digit == b.digit && a.at == b.at && a.dbm0 == b.dbm0;
  };
  return std::equal(one.begin(), one.end(), other.begin(), other.end(), same);
}

Heard HearByBank(const std::vector<std::vector<uint8_t>>& town, const DtmfPath& path) {
  DtmfBank bank(kChannels, {}, path);
  for (ChannelIndex i = 0; i < kChannels; ++i) bank.Start(i);
  Heard heard;
  for (int tick = 0; tick < kTicks; ++tick) {
    bank.Tick(FramesOf(town, tick).data(),
              [&](ChannelIndex index, const DtmfEvent& event) { heard[index].push_back(event); });
  }
  return heard;
}

}  // namespace

TEST_CASE("every path finds on every channel what the detector finds, to the last bit") {
  const auto town = MakeTown(3);
  size_t found = 0;
  for (const DtmfPath* path : PathsOf<DtmfPath>()) {
    CAPTURE(path->name);
    Heard heard = HearByBank(town, *path);
    for (ChannelIndex channel = 0; channel < kChannels; ++channel) {
      CAPTURE(channel);
      Samples samples;
      for (uint8_t byte : town[channel]) samples.push_back(AlawToLinear(byte));
      const auto expected = EventsInChunks(samples, [] { return size_t{160}; });
      found += expected.size();
      CHECK(Same(heard[channel], expected));
    }
  }
  CHECK(found > 200u * PathsOf<DtmfPath>().Count());
}

TEST_CASE(
    "every path expands every A-law byte as G.711 says, sixteen channels to samples side by side") {
  uint8_t rows[16][16];
  const uint8_t* starts[16];
  for (int i = 0; i < 256; ++i) rows[i / 16][i % 16] = static_cast<uint8_t>(i);
  for (int i = 0; i < 16; ++i) starts[i] = rows[i];
  for (const DtmfPath* path : PathsOf<DtmfPath>()) {
    CAPTURE(path->name);
    float samples[16 * 16];
    path->decode(starts, 1, samples);
    for (int code = 0; code < 256; ++code) {
      CAPTURE(code);
      CHECK(samples[code % 16 * 16 + code / 16] ==
            static_cast<float>(AlawToLinear(static_cast<uint8_t>(code))));
    }
  }
}

TEST_CASE(
    "a channel that begins to listen in the middle of a digit counts from there, and its "
    "neighbours go on") {
  const Samples digit = ThroughAlaw(Digits("5", 400, 100, -10, -10));
  DtmfBank bank(17);
  bank.Start(0);
  std::vector<uint8_t> frames(17 * kFrameSamples);
  std::string told;
  for (int tick = 0; tick < 25; ++tick) {
    if (tick == 5) bank.Start(1);
    if (tick == 10) bank.Stop(1);
    for (int channel = 0; channel < 17; ++channel) {
      EncodeAlaw(&digit[tick * kFrameSamples], kFrameSamples, &frames[channel * kFrameSamples]);
    }
    bank.Tick(frames.data(), [&](ChannelIndex index, const DtmfEvent& event) {
      told += std::to_string(index) + (event.kind == DtmfEvent::Kind::kBegan ? "+" : "-");
      if (index == 1) CHECK(event.at < 40);
    });
  }
  CHECK(told == "0+1+0-");
}

TEST_CASE("a channel with settings of its own hears by them, and its neighbours by the bank's") {
  const Samples letter = ThroughAlaw(Silence(400) + Digits("A5", 50, 50, -10, -10) + Silence(800));
  const Samples weak = ThroughAlaw(Silence(400) + Digits("A5", 50, 50, -33, -33) + Silence(800));
  const DtmfSettings ntt{FindDtmfProfile("q24-ntt")};
  const DtmfSettings digitsOnly{nullptr, 0, 0, false};
  for (const DtmfPath* path : PathsOf<DtmfPath>()) {
    CAPTURE(path->name);
    DtmfBank bank(18, {}, *path);
    for (ChannelIndex i = 0; i < 18; ++i) bank.Start(i);
    bank.Tune(1, &ntt);
    bank.Tune(2, &digitsOnly);
    bank.Tune(3, &digitsOnly);
    bank.Tune(3, nullptr);  // by the bank's again
    std::map<ChannelIndex, std::string> told;
    std::vector<uint8_t> frames(18 * kFrameSamples);
    for (size_t tick = 0; tick < letter.size() / kFrameSamples; ++tick) {
      for (int channel = 0; channel < 18; ++channel) {
        const Samples& samples = channel < 2 ? weak : letter;
        EncodeAlaw(&samples[tick * kFrameSamples], kFrameSamples, &frames[channel * kFrameSamples]);
      }
      bank.Tick(frames.data(), [&](ChannelIndex index, const DtmfEvent& event) {
        if (event.kind == DtmfEvent::Kind::kBegan) told[index] += event.digit;
      });
    }
    CHECK(told[0] == "A5");
    CHECK(told[1].empty());  // -33 dBm0 is too weak for NTT
    CHECK(told[2] == "5");
    CHECK(told[3] == "A5");
    CHECK(told[17] == "A5");
  }
}

TEST_CASE("a group in which one channel has settings of its own decides as before on the others") {
  const auto town = MakeTown(4);
  const DtmfSettings own{FindDtmfProfile("q24-att")};
  Heard alike = HearByBank(town, WidestPath<DtmfPath>());
  DtmfBank bank(kChannels);
  for (ChannelIndex i = 0; i < kChannels; ++i) bank.Start(i);
  Heard heard;
  for (int tick = 0; tick < kTicks; ++tick) {
    if (tick == 40) bank.Tune(5, &own);
    if (tick == 90) bank.Stop(5);
    bank.Tick(FramesOf(town, tick).data(),
              [&](ChannelIndex index, const DtmfEvent& event) { heard[index].push_back(event); });
  }
  for (ChannelIndex channel = 0; channel < kChannels; ++channel) {
    CAPTURE(channel);
    if (channel != 5) CHECK(Same(heard[channel], alike[channel]));
  }
}
