// SPDX-License-Identifier: GPL-2.0-or-later
// The listener for speech's path "avx512".
#include "native/dsp/simd/alaw_lanes.h"
#include "native/dsp/speech/speech_measure.h"
#include "native/dsp/speech/speech_path.h"

namespace spillway {

const SpeechPath SpeechPath::kAvx512 = {"avx512", 16, RunSpeechFrame<16>, DecodeAlawLanes<16>};

}  // namespace spillway
