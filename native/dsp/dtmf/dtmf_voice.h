// SPDX-License-Identifier: GPL-2.0-or-later
// Is what passes for a digit a voice? A vowel can hold two of its harmonics on the frequencies of a
// digit for 40 ms; its other harmonics give it away. A digit has none, and noise lies everywhere
// between them, too.
#pragma once

#include <cstdint>
#include <optional>

#include "native/dsp/dtmf/dtmf_lanes.h"

namespace spillway {

/// Samples that tell a voice from a digit (35 ms): what is heard of a digit when it begins.
constexpr int kDtmfVoiceSamples = 7 * kDtmfHop;

/// The voice that a digit may be.
struct DtmfSuspect {
  double lowHertz;  // of the two frequencies, as they are
  double highHertz;
  int lowHarmonic;  // which of the voice's harmonics they would be; 1 is its pitch
  int highHarmonic;
  bool dialTone;  // 450 Hz were there before
};

/// The voice that the digit that began in this hop may be, if there is one.
std::optional<DtmfSuspect> SuspectVoice(const DtmfLanes& lanes, int lane, uint32_t hop) noexcept;

/// Whether it is that voice. `samples`: the last ones, the newest last.
bool IsVoice(const DtmfSuspect& suspect, const float (&samples)[kDtmfVoiceSamples]) noexcept;

/// Makes it as if the digit had not begun in this hop: the one before it goes on, and it may still
/// begin in the next hop.
void TakeBackDigit(DtmfLanes* lanes, int lane, const DtmfTuning& tuning) noexcept;

}  // namespace spillway
