// SPDX-License-Identifier: GPL-2.0-or-later
// Does the detector take speech for digits?
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "native/test/dsp/voice.h"

using namespace spillway;

namespace {

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
