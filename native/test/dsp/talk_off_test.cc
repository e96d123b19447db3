// SPDX-License-Identifier: GPL-2.0-or-later
// Does the detector take speech for digits?
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "native/test/dsp/signals.h"

using namespace spillway;

namespace {

/// A voice of sorts: pulses of gliding pitch through three changing resonances.
Samples MakeVoice(uint32_t seed, uint32_t seconds) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> uniform(0, 1);
  Samples samples;
  double state[3][2] = {};
  double phase = 0;
  double pitch = 150;
  while (samples.size() < seconds * 8000) {
    const double glide = (80 + 220 * uniform(random) - pitch) / 800;
    const double resonances[3] = {250 + 650 * uniform(random), 900 + 900 * uniform(random),
                                  1900 + 900 * uniform(random)};
    for (int i = 0; i < 800; ++i) {
      pitch += glide;
      phase += pitch / kSampleRate;
      const double pulse = phase >= 1 ? 1 : 0;
      phase -= pulse;
      double sum = 0;
      for (int k = 0; k < 3; ++k) {
        const double turn = 2 * M_PI * resonances[k] / kSampleRate;
        const double next = pulse + 1.96 * std::cos(turn) * state[k][0] - 0.9604 * state[k][1];
        state[k][1] = state[k][0];
        state[k][0] = next;
        sum += next / (k + 1);
      }
      samples.push_back(Saturate(static_cast<int32_t>(sum * 2500)));
    }
  }
  return samples;
}

/// The samples of a WAV file with the plain header of 44 bytes and 16 bits.
Samples ReadSpeech(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::vector<char> bytes{std::istreambuf_iterator<char>(file), {}};
  Samples samples;
  for (size_t i = 44; i + 1 < bytes.size(); i += 2) {
    samples.push_back(static_cast<int16_t>((bytes[i] & 0xFF) | (bytes[i + 1] & 0xFF) << 8));
  }
  return samples;
}

}  // namespace

TEST_CASE("a made-up voice, purer than any real one, has at most a digit a minute") {
  CHECK(Detect(MakeVoice(7, 600)).size() <= 10);
}

TEST_CASE("recorded speech has no digits in it") {
  const std::filesystem::path folder = "/usr/share/asterisk/sounds";
  if (!std::filesystem::exists(folder)) {
    MESSAGE("skipped: there is no /usr/share/asterisk/sounds");
    return;
  }
  size_t count = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".wav") continue;
    const Samples samples = ThroughAlaw(ReadSpeech(entry.path()));
    count += samples.size();
    CAPTURE(entry.path().string());
    CHECK(Detect(samples) == "");
  }
  CHECK(count > 600 * kSampleRate);
}
