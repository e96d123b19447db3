// SPDX-License-Identifier: GPL-2.0-or-later
// Can a plan or a line confuse the tone detector? Any plan, then tones of it, pauses and noise in
// chunks of any size; every path must tell what the detector tells, in order.
#include <algorithm>
#include <memory>
#include <vector>

#include "native/dsp/g711.h"
#include "native/dsp/gain.h"
#include "native/dsp/oscillator.h"
#include "native/dsp/tone/tone_bank.h"
#include "native/dsp/tone/tone_detector.h"
#include "native/test/fuzz/input.h"

using namespace spillway;
using namespace spillway::test;

namespace {

constexpr size_t kMostBytes = 48'000;  // 6 s

uint16_t Hertz(FuzzInput& input) {
  constexpr uint16_t kUsual[] = {0, 350, 400, 440, 450, 480, 620, 950, 1100, 1400, 1800, 2100};
  const uint8_t octet = input.Octet();
  if (octet < sizeof kUsual / sizeof kUsual[0]) return kUsual[octet];
  return static_cast<uint16_t>(octet * 17);
}

PlannedTone ReadTone(FuzzInput& input) {
  PlannedTone tone{};
  tone.kind = static_cast<ToneKind>(input.Octet() % (kToneKinds + 1));
  tone.stepCount = input.Octet() % (PlannedTone::kMostSteps + 2);
  for (int i = 0; i < std::min(tone.stepCount, PlannedTone::kMostSteps); ++i) {
    const uint16_t hertz1 = Hertz(input), hertz2 = Hertz(input);
    tone.steps[i] = {hertz1, hertz2, static_cast<uint16_t>(input.Octet() * 10)};
  }
  tone.repeatFrom = input.Octet() % (PlannedTone::kMostSteps + 1) - 1;
  tone.cadences = input.Octet() % 5 - 1;
  return tone;
}

TonePlan ReadPlan(FuzzInput& input) {
  TonePlan plan;
  const int count = input.Octet() % (TonePlan::kMostTones + 4);
  for (int i = 0; i < count; ++i) {
    const int before = plan.toneCount;
    const bool added = plan.Add(ReadTone(input));
    Demand(plan.toneCount == before + (added ? 1 : 0), "a tone is added or not");
    Demand(plan.toneCount <= TonePlan::kMostTones, "a plan has room for so many");
  }
  AddInformationTone(&plan);
  AddFaxTones(&plan);
  return plan;
}

/// So many milliseconds of one or two frequencies.
void Sound(const ToneStep& step, double peak, size_t milliseconds, std::vector<uint8_t>* line) {
  Oscillator one, other;
  one.SetFrequency(step.hertz1);
  other.SetFrequency(step.hertz2);
  for (size_t i = 0; i < milliseconds * 8; ++i) {
    const double value = peak * (one.Next() + other.Next());
    line->push_back(LinearToAlaw(Saturate(static_cast<int32_t>(value))));
  }
}

/// Tones of the plan for some cadences, frequencies of no plan, and bytes as they come.
std::vector<uint8_t> ReadLine(FuzzInput& input, const TonePlan& plan) {
  std::vector<uint8_t> line;
  while (!input.Empty() && line.size() < kMostBytes) {
    const uint8_t what = input.Octet();
    const double peak = 16000.0 / (1 + what % 16 * 4);
    if (what < 64) {
      const std::vector<uint8_t> bytes = input.Block();
      line.insert(line.end(), bytes.begin(), bytes.end());
      continue;
    }
    if (what < 128 || plan.toneCount == 0) {
      const uint16_t hertz1 = Hertz(input), hertz2 = Hertz(input);
      Sound({hertz1, hertz2, 0}, peak, input.Octet() * size_t{8}, &line);
      continue;
    }
    const PlannedTone& tone = plan.tones[input.Octet() % plan.toneCount];
    const double share = 0.75 + (input.Octet() % 51) / 100.0;
    for (int i = 0; i < (what % 8 + 1) * tone.stepCount && line.size() < kMostBytes; ++i) {
      const ToneStep& step = tone.steps[i % tone.stepCount];
      const size_t ms = step.milliseconds == 0 ? 2000 : step.milliseconds;
      Sound(step, peak, static_cast<size_t>(static_cast<double>(ms) * share), &line);
    }
  }
  line.resize(std::min(line.size(), kMostBytes) / kFrameSamples * kFrameSamples);
  return line;
}

struct Heard {
  ToneEvent event;
  bool operator==(const Heard& other) const {
    return event.kind == other.event.kind && event.tone == other.event.tone &&
           event.at == other.event.at && event.cadences == other.event.cadences &&
           event.dbm0 == other.event.dbm0;
  }
};

/// Tones begin and end in turn, in what was fed, and each with its kind.
class Order {
 public:
  void Take(const ToneEvent& event, uint64_t fed) {
    Demand(event.at <= fed, "a tone begins and ends in what was fed");
    Demand(event.cadences > 0, "a tone was heard");
    if (event.kind == ToneEvent::Kind::kBegan) {
      Demand(!under_, "one tone at a time");
      began_ = event;
    } else {
      Demand(under_ && event.tone == began_.tone, "what began ends");
      Demand(event.at >= began_.at, "after it began");
      Demand(event.cadences >= began_.cadences, "its cadences are counted on");
    }
    under_ = event.kind == ToneEvent::Kind::kBegan;
  }

 private:
  bool under_{false};
  ToneEvent began_{};
};

std::vector<Heard> HearByDetector(const TonePlan& plan, const std::vector<uint8_t>& line,
                                  FuzzInput chunks) {
  const auto detector = std::make_unique<ToneDetector>(plan);
  std::vector<int16_t> samples(line.size());
  DecodeAlaw(line.data(), line.size(), samples.data());
  std::vector<Heard> heard;
  Order order;
  for (size_t at = 0; at < samples.size();) {
    const size_t count = std::min<size_t>(1 + chunks.Octet() * size_t{3}, samples.size() - at);
    at += count;
    detector->Feed(&samples[at - count], count, [&](const ToneEvent& event) {
      order.Take(event, at);
      heard.push_back({event});
    });
  }
  return heard;
}

std::vector<Heard> HearByBank(const TonePlan& plan, const std::vector<uint8_t>& line,
                              const TonePath& path) {
  const auto bank = std::make_unique<ToneBank>(1, plan, path);
  bank->Start(0);
  std::vector<Heard> heard;
  for (size_t at = 0; at < line.size(); at += kFrameSamples) {
    bank->Tick(&line[at], [&](ChannelIndex, const ToneEvent& event) { heard.push_back({event}); });
  }
  return heard;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* octets, size_t size) {
  FuzzInput input(octets, size);
  const TonePlan plan = ReadPlan(input);
  const FuzzInput chunks = input;
  const std::vector<uint8_t> line = ReadLine(input, plan);
  const std::vector<Heard> heard = HearByDetector(plan, line, chunks);
  for (const TonePath* path : PathsOf<TonePath>()) {
    Demand(HearByBank(plan, line, *path) == heard, "every path decides alike");
  }
  return 0;
}
