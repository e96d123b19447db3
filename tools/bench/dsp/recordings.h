// SPDX-License-Identifier: GPL-2.0-or-later
// Which recordings of real people are there?
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

#include "native/dsp/gain.h"
#include "native/test/dsp/accuracy/press.h"
#include "native/test/dsp/signals.h"

namespace spillway::bench {

/// The samples of a WAV file of 8 kHz, 16 bits, mono. Throws where it is another.
inline accuracy::Wave ReadRecording(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  const auto number = [&](size_t at, int octets) {
    uint32_t value = 0;
    for (int i = octets; i-- > 0;) value = value << 8 | static_cast<uint8_t>(bytes[at + i]);
    return value;
  };
  constexpr size_t kFormat = 20;
  if (bytes.size() < 44 || bytes.compare(8, 4, "WAVE") != 0 || number(kFormat, 2) != 1 ||
      number(kFormat + 2, 2) != 1 || number(kFormat + 4, 4) != 8000 ||
      number(kFormat + 14, 2) != 16)
    throw std::runtime_error(path.string() + ": no WAV file of 8 kHz, 16 bits, mono");
  size_t at = 12;
  while (at + 8 <= bytes.size() && bytes.compare(at, 4, "data") != 0)
    at += 8 + number(at + 4, 4) + number(at + 4, 4) % 2;
  accuracy::Wave wave;
  for (at += 8; at + 1 < bytes.size(); at += 2) wave.push_back(static_cast<int16_t>(number(at, 2)));
  return wave;
}

/// All WAV files beneath a folder in order of their names; silence.wav and the like are none.
inline std::vector<std::filesystem::path> RecordingsIn(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> paths;
  if (!std::filesystem::exists(folder)) return paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const auto& path = entry.path();
    if (path.extension() == ".wav" && path.parent_path().filename() != "silence")
      paths.push_back(path);
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

/// Gives all recordings of people and music, through A-law, one after the other to `hear`; how many
/// seconds they are.
template <typename Hear>
double HearAllRecordings(Hear&& hear) {
  double seconds = 0;
  for (const char* folder : {"/usr/share/asterisk/sounds", "/usr/share/asterisk/moh"}) {
    for (const auto& path : RecordingsIn(folder)) {
      Samples samples;
      for (const double value : ReadRecording(path)) samples.push_back(static_cast<int16_t>(value));
      seconds += static_cast<double>(samples.size()) / kSampleRate;
      hear(ThroughAlaw(std::move(samples)));
    }
  }
  return seconds;
}

/// So many seconds of English prompts, one after the other (asterisk-core-sounds-en-wav).
inline accuracy::Wave ReadPrompts(double seconds) {
  const char* const folder = "/usr/share/asterisk/sounds/en_US_f_Allison";
  accuracy::Wave speech;
  for (const auto& path : RecordingsIn(folder)) {
    const accuracy::Wave one = ReadRecording(path);
    speech.insert(speech.end(), one.begin(), one.end());
    if (static_cast<double>(speech.size()) >= seconds * kSampleRate) return speech;
  }
  throw std::runtime_error(std::string(folder) + ": apt-get install asterisk-core-sounds-en-wav");
}

}  // namespace spillway::bench
