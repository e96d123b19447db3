// SPDX-License-Identifier: GPL-2.0-or-later
// What signals do the tests of dsp/ feed?
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "native/dsp/dtmf/dtmf.h"
#include "native/dsp/dtmf/dtmf_detector.h"
#include "native/dsp/dtmf/dtmf_generator.h"
#include "native/dsp/g711.h"
#include "native/dsp/gain.h"

namespace spillway {

using Samples = std::vector<int16_t>;

/// Samples of so many milliseconds.
constexpr uint32_t Ms(double milliseconds) { return static_cast<uint32_t>(milliseconds * 8); }

inline Samples Silence(uint32_t count) { return Samples(count, 0); }

/// Digits with their pauses, each group at its level.
inline Samples Digits(const std::string& digits, double onMs, double offMs, double lowDbm0,
                      double highDbm0) {
  DtmfGenerator generator;
  generator.Start(digits.data(), digits.size(), {Ms(onMs), Ms(offMs)}, {lowDbm0, highDbm0});
  Samples samples(digits.size() * (Ms(onMs) + Ms(offMs)));
  samples.resize(generator.Generate(samples.data(), samples.size()));
  return samples;
}

/// Two sines with no regard to Q.23's frequencies.
inline Samples Pair(double hertz1, double hertz2, double milliseconds, double dbm0) {
  Samples samples(Ms(milliseconds));
  for (size_t i = 0; i < samples.size(); ++i) {
    const double turn = 2 * M_PI * static_cast<double>(i) / kSampleRate;
    const double value = PeakOfDbm0(dbm0) * (std::sin(turn * hertz1) + std::sin(turn * hertz2));
    samples[i] = Saturate(static_cast<int32_t>(std::lrint(value)));
  }
  return samples;
}

inline Samples operator+(Samples first, const Samples& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

/// What is left of it behind an A-law line.
inline Samples ThroughAlaw(Samples samples) {
  for (int16_t& sample : samples) sample = AlawToLinear(LinearToAlaw(sample));
  return samples;
}

/// The digits that begin and end when the samples come in chunks of `chunk()`.
template <typename Chunk>
std::vector<DtmfEvent> EventsInChunks(const Samples& samples, Chunk chunk,
                                      const DtmfSettings& settings = {}) {
  DtmfDetector detector(settings);
  std::vector<DtmfEvent> events;
  for (size_t at = 0; at < samples.size();) {
    const size_t count = std::min<size_t>(samples.size() - at, chunk());
    detector.Feed(&samples[at], count, [&](const DtmfEvent& event) { events.push_back(event); });
    at += count;
  }
  return events;
}

/// The digits found, as a string.
inline std::string Detect(const Samples& samples, const DtmfSettings& settings = {}) {
  std::string digits;
  for (const DtmfEvent& event : EventsInChunks(
           samples, [] { return size_t{160}; }, settings)) {
    if (event.kind == DtmfEvent::Kind::kBegan) digits += event.digit;
  }
  return digits;
}

}  // namespace spillway
