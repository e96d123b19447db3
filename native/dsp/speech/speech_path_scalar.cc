// SPDX-License-Identifier: GPL-2.0-or-later
// The listener for speech's path "scalar".
#include "native/dsp/simd/alaw_lanes.h"
#include "native/dsp/speech/speech_measure.h"
#include "native/dsp/speech/speech_path.h"

namespace spillway {

const SpeechPath SpeechPath::kScalar = {"scalar", 1, RunSpeechFrame<1>, DecodeAlawLanes<1>};

}  // namespace spillway
