// SPDX-License-Identifier: GPL-2.0-or-later
// Can any signal harm the DTMF detector, or make its paths differ? Octets as A-law and keys pressed
// among them, in chunks of any size to the detector, in ticks to the bank on every path.
#include <algorithm>
#include <vector>

#include "native/dsp/dtmf/dtmf_bank.h"
#include "native/dsp/dtmf/dtmf_detector.h"
#include "native/dsp/dtmf/dtmf_generator.h"
#include "native/dsp/g711.h"
#include "native/dsp/simd/paths.h"
#include "native/test/fuzz/input.h"

using namespace spillway;
using namespace spillway::test;

namespace {

using Codes = std::vector<uint8_t>;
using Events = std::vector<DtmfEvent>;

constexpr size_t kMostSamples = 16'000;
constexpr int kChannels = 18;  // a group and a part of another
constexpr size_t kShift = 53;  // samples by which each channel is ahead of the one before

DtmfSettings ReadSettings(FuzzInput* input) {
  DtmfSettings settings{};
  settings.profile = &DtmfProfiles()[input->Octet() % DtmfProfiles().size()];
  settings.letters = input->Octet() % 2 == 0;
  settings.leastOnMs = input->Octet() % 4 == 0 ? input->Octet() : 0;
  settings.leastOffMs = input->Octet() % 4 == 0 ? input->Octet() : 0;
  return settings;
}

void AddKey(FuzzInput* input, Codes* codes) {
  const char digit = "0123456789*#ABCD"[input->Octet() % 16];
  const uint32_t onSamples = input->Octet() * 8u, offSamples = input->Octet() * 8u;
  const double lowDbm0 = -(input->Octet() % 48), highDbm0 = -(input->Octet() % 48);
  DtmfGenerator generator;
  generator.Start(&digit, 1, {onSamples, offSamples}, {lowDbm0, highDbm0});
  std::vector<int16_t> samples(onSamples + offSamples);
  const size_t count = generator.Generate(samples.data(), samples.size());
  for (size_t i = 0; i < count; ++i) codes->push_back(LinearToAlaw(samples[i]));
}

/// What is on the line: whole ticks.
Codes ReadLine(FuzzInput* input) {
  Codes codes;
  while (!input->Empty() && codes.size() < kMostSamples) {
    const uint8_t kind = input->Octet();
    if (kind % 3 == 0) AddKey(input, &codes);
    if (kind % 3 == 1) codes.insert(codes.end(), input->Octet() * 4u, input->Octet());
    if (kind % 3 == 2) {
      const Codes raw = input->Block();
      codes.insert(codes.end(), raw.begin(), raw.end());
    }
  }
  codes.resize((codes.size() / kFrameSamples + 1) * kFrameSamples, kSilence);
  return codes;
}

void CheckOrder(const Events& events, size_t fed) {
  char sounding = 0;
  uint64_t before = 0;
  for (const DtmfEvent& event : events) {
    const bool begins = event.kind == DtmfEvent::Kind::kBegan;
    Demand(begins == (sounding == 0), "digits begin and end in turn");
    Demand(begins || event.digit == sounding, "what ends had begun");
    Demand(event.at <= fed, "a digit begins and ends in what was fed");
    Demand(begins || event.at >= before, "a digit ends after it began");
    Demand(event.dbm0 <= 10, "a level is one that A-law can carry");
    sounding = begins ? event.digit : 0;
    before = event.at;
  }
}

/// By the detector, in chunks that the line itself draws.
Events HearInChunks(const Codes& codes, const DtmfSettings& settings) {
  std::vector<int16_t> samples(codes.size());
  DecodeAlaw(codes.data(), codes.size(), samples.data());
  DtmfDetector detector(settings);
  Events events;
  for (size_t at = 0; at < samples.size();) {
    const size_t count = std::min<size_t>(samples.size() - at, codes[at] % 97 * (at % 5) + 1);
    detector.Feed(&samples[at], count, [&](const DtmfEvent& event) { events.push_back(event); });
    at += count;
  }
  return events;
}

std::vector<Events> HearByBank(const std::vector<Codes>& lines, const DtmfSettings& settings,
                               const DtmfPath& path) {
  DtmfBank bank(kChannels, settings, path);
  std::vector<Events> heard(kChannels);
  for (int i = 0; i < kChannels; ++i) bank.Start(i);
  Codes frames(kChannels * kFrameSamples);
  for (size_t at = 0; at < lines[0].size(); at += kFrameSamples) {
    for (int i = 0; i < kChannels; ++i)
      std::copy_n(&lines[i][at], kFrameSamples, &frames[i * kFrameSamples]);
    bank.Tick(frames.data(),
              [&](ChannelIndex index, const DtmfEvent& event) { heard[index].push_back(event); });
  }
  return heard;
}

bool Same(const Events& one, const Events& other) {
  const auto same = [](const DtmfEvent& a, const DtmfEvent& b) {
    return a.kind == b.kind && a.digit == b.digit && a.at == b.at && a.dbm0 == b.dbm0;
  };
  return std::equal(one.begin(), one.end(), other.begin(), other.end(), same);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* octets, size_t size) {
  FuzzInput input(octets, size);
  const DtmfSettings settings = ReadSettings(&input);
  std::vector<Codes> lines{ReadLine(&input)};
  while (lines.size() < kChannels) {
    Codes next = lines.back();
    std::rotate(next.begin(), next.begin() + kShift, next.end());
    lines.push_back(std::move(next));
  }
  std::vector<Events> expected;
  for (const Codes& line : lines) {
    expected.push_back(HearInChunks(line, settings));
    CheckOrder(expected.back(), line.size());
  }
  for (const DtmfPath* path : PathsOf<DtmfPath>()) {
    const auto heard = HearByBank(lines, settings, *path);
    for (int channel = 0; channel < kChannels; ++channel)
      Demand(Same(heard[channel], expected[channel]), "every path hears what the detector hears");
  }
  return 0;
}
