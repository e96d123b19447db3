// SPDX-License-Identifier: GPL-2.0-or-later
// How much louder or softer does a line become on its way in and out?
#include "native/media/line_gains.h"

#include <cmath>

#include "native/dsp/g711.h"
#include "native/dsp/gain.h"

namespace spillway {
namespace {

/// Silence stays as it is: a quiet line is not made to hum at the lowest step.
std::array<uint8_t, 256> TableOf(double decibels) {
  const double ratio = AmplitudeRatio(decibels);
  std::array<uint8_t, 256> table;
  for (int code = 0; code < 256; ++code) {
    const double louder = AlawToLinear(static_cast<uint8_t>(code)) * ratio;
    table[code] = LinearToAlaw(Saturate(static_cast<int32_t>(std::lround(louder))));
  }
  table[kSilence] = kSilence;
  return table;
}

}  // namespace

LineGains::LineGains(const std::vector<LineGain>& gains) {
  for (const LineGain& gain : gains) {
    if (gain.receiveDb != 0) received_.push_back({gain.channel, TableOf(gain.receiveDb)});
    if (gain.sendDb != 0) sent_.push_back({gain.channel, TableOf(gain.sendDb)});
  }
}

void LineGains::Receive(uint8_t* received) const noexcept { Apply(received_, received); }

void LineGains::Send(uint8_t* sent) const noexcept { Apply(sent_, sent); }

void LineGains::Apply(const std::vector<Line>& lines, uint8_t* frames) noexcept {
  for (const Line& line : lines) {
    uint8_t* frame = frames + static_cast<size_t>(line.channel) * kFrameSamples;
    for (int i = 0; i < kFrameSamples; ++i) frame[i] = line.louder[frame[i]];
  }
}

}  // namespace spillway
