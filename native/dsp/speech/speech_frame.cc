// SPDX-License-Identifier: GPL-2.0-or-later
// What is known of each 10 ms of one stream of samples?
#include "native/dsp/speech/speech_frame.h"

#include <algorithm>

#include "native/dsp/speech/speech_path.h"

namespace spillway {
namespace {

/// Direct current can be foretold from any sample, and hum nearly so: beside either a voice would
/// look like a tone, and the noise of the line loud. Hertz; a voice's own pitch counts, so it is
/// lower than that of the detectors of tones: from 130 Hz on words are lost in noise.
constexpr double kHighPassHertz = 110;

}  // namespace

const HighPass kSpeechHighPass = MakeHighPass(kHighPassHertz);

void ClearSpeechLane(SpeechLanes* lanes, int lane) noexcept {
  ClearHighPassLane(&lanes->highPass, lane);
  for (auto& past : lanes->past) past[lane] = 0;
}

size_t SpeechFrames::Read(const int16_t* samples, size_t count) noexcept {
  const size_t read = std::min<size_t>(count, kSpeechFrame - filled_);
  for (size_t i = 0; i < read; ++i) samples_[(filled_ + i) * kSpeechLanes] = samples[i];
  filled_ += static_cast<int>(read);
  return read;
}

SpeechFrame SpeechFrames::Take() noexcept {
  SpeechPath::kScalar.frame(lanes_, samples_, kSpeechHighPass, 1);
  filled_ = 0;
  return FrameOf(lanes_, 0);
}

}  // namespace spillway
