// SPDX-License-Identifier: GPL-2.0-or-later
// Which recordings of real people and of music are there?
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include "native/test/dsp/signals.h"

namespace spillway {

/// The samples of a WAV file with the plain header of 44 bytes and 16 bits.
inline Samples ReadRecording(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::vector<char> bytes{std::istreambuf_iterator<char>(file), {}};
  Samples samples;
  for (size_t i = 44; i + 1 < bytes.size(); i += 2) {
    samples.push_back(static_cast<int16_t>((bytes[i] & 0xFF) | (bytes[i + 1] & 0xFF) << 8));
  }
  return samples;
}

/// All WAV files beneath a folder in order of their names; none where there is no such folder.
inline std::vector<std::filesystem::path> RecordingsIn(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> paths;
  if (!std::filesystem::exists(folder)) return paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".wav") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace spillway
