// SPDX-License-Identifier: GPL-2.0-or-later
// The listener for speech's path "narrow".
#include "native/dsp/simd/alaw_lanes.h"
#include "native/dsp/speech/speech_measure.h"
#include "native/dsp/speech/speech_path.h"

namespace spillway {

const SpeechPath SpeechPath::kNarrow = {"narrow", 4, RunSpeechFrame<4>, DecodeAlawLanes<4>};

}  // namespace spillway
