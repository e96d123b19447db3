// SPDX-License-Identifier: GPL-2.0-or-later
// What do the tests of speech listen to? Recorded prompts, noise, and where in a prompt somebody
// speaks.
#pragma once

#include <algorithm>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "native/dsp/speech/speech_detector.h"
#include "native/test/dsp/recordings.h"
#include "native/test/dsp/signals.h"

namespace spillway {

/// Debian's Asterisk prompts (asterisk-core-sounds-en-wav) without those that are no speech, in the
/// order of their names. Set-up installs them; without them there is nothing to test.
inline std::vector<std::filesystem::path> Prompts() {
  std::vector<std::filesystem::path> files;
  for (const auto& path : RecordingsIn("/usr/share/asterisk/sounds/en_US_f_Allison")) {
    const std::string name = path.stem().string();
    const bool sound = name.rfind("beep", 0) == 0 || name.find("tone") != std::string::npos ||
                       path.string().find("/silence/") != std::string::npos;
    if (!sound) files.push_back(path);
  }
  if (files.size() < 400) throw std::runtime_error("install asterisk-core-sounds-en-wav");
  return files;
}

/// White noise; `tilt` above 0: low frequencies are stronger.
inline Samples Noise(uint32_t count, double dbm0, uint32_t seed, double tilt = 0) {
  std::mt19937 random(seed);
  std::normal_distribution<double> normal(0, std::sqrt(MeanSquareOfDbm0(dbm0) * (1 - tilt * tilt)));
  Samples samples(count);
  double last = 0;
  for (int16_t& sample : samples) {
    last = normal(random) + tilt * last;
    sample = Saturate(static_cast<int32_t>(std::lrint(last)));
  }
  return samples;
}

/// Direct current.
inline Samples Constant(size_t count, double dbm0) {
  return Samples(count, static_cast<int16_t>(std::sqrt(MeanSquareOfDbm0(dbm0))));
}

/// Both at once.
inline Samples Mixed(Samples one, const Samples& other) {
  for (size_t i = 0; i < one.size() && i < other.size(); ++i) one[i] = Saturate(one[i] + other[i]);
  return one;
}

inline Samples Louder(Samples samples, double decibels) {
  for (int16_t& sample : samples) {
    sample = Saturate(static_cast<int32_t>(std::lrint(sample * AmplitudeRatio(decibels))));
  }
  return samples;
}

/// Mean level of each 10 ms.
inline std::vector<double> FrameLevels(const Samples& samples) {
  std::vector<double> levels;
  for (size_t at = 0; at + kSpeechFrame <= samples.size(); at += kSpeechFrame) {
    double sum = 0;
    for (size_t i = 0; i < kSpeechFrame; ++i) sum += double{1} * samples[at + i] * samples[at + i];
    levels.push_back(Dbm0OfMeanSquare(sum / kSpeechFrame));
  }
  return levels;
}

/// Level of what is said, pauses left out, dBm0: of all 10 ms within 20 dB of their loudest.
inline double ActiveLevel(const Samples& samples) {
  const std::vector<double> levels = FrameLevels(samples);
  const double loudest = *std::max_element(levels.begin(), levels.end());
  double sum = 0;
  int count = 0;
  for (const double level : levels) {
    if (level < loudest - 20) continue;
    sum += MeanSquareOfDbm0(level);
    ++count;
  }
  return Dbm0OfMeanSquare(sum / count);
}

/// For each 10 ms of clean speech, whether somebody speaks: within 25 dB of the active level, words
/// joined over gaps of up to 250 ms. That is the judge's own rule, not the detector's.
inline std::vector<bool> SpokenFrames(const Samples& clean) {
  const double least = ActiveLevel(clean) - 25;
  const std::vector<double> levels = FrameLevels(clean);
  std::vector<bool> spoken(levels.size());
  size_t last = levels.size();
  for (size_t i = 0; i < levels.size(); ++i) {
    if (levels[i] < least) continue;
    spoken[i] = true;
    for (size_t k = last; k < i && i - last <= 25; ++k) spoken[k] = true;
    last = i;
  }
  return spoken;
}

/// A span that was told whole.
struct SpeechSpan {
  uint64_t start;
  uint64_t end;
  double dbm0;
};

/// All spans of a stream that comes in chunks of `chunk()`; one that has not ended ends with it.
template <typename Chunk>
std::vector<SpeechSpan> SpansInChunks(const Samples& samples, Chunk chunk) {
  SpeechDetector detector;
  std::vector<SpeechSpan> spans;
  for (size_t at = 0; at < samples.size();) {
    const size_t count = std::min<size_t>(samples.size() - at, chunk());
    detector.Feed(&samples[at], count, [&](const SpeechEvent& event) {
      if (event.kind == SpeechEvent::Kind::kBegan) {
        spans.push_back({event.at, samples.size(), event.dbm0});
      } else {
        spans.back().end = event.at;
        spans.back().dbm0 = event.dbm0;
      }
    });
    at += count;
  }
  return spans;
}

inline std::vector<SpeechSpan> Spans(const Samples& samples) {
  return SpansInChunks(samples, [] { return size_t{160}; });
}

}  // namespace spillway
