// SPDX-License-Identifier: GPL-2.0-or-later
// The listener for speech's path "avx2".
#include "native/dsp/simd/alaw_lanes.h"
#include "native/dsp/speech/speech_measure.h"
#include "native/dsp/speech/speech_path.h"

namespace spillway {

const SpeechPath SpeechPath::kAvx2 = {"avx2", 8, RunSpeechFrame<8>, DecodeAlawLanes<8>};

}  // namespace spillway
