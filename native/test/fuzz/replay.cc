// SPDX-License-Identifier: GPL-2.0-or-later
// Does every input that is kept still pass? Those that once did harm are in `found`, each with what
// it did as its name; those that reach much of the code are in `corpus`.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* octets, size_t size);

namespace {

std::vector<std::filesystem::path> InputsOf(const char* kind) {
  std::vector<std::filesystem::path> paths;
  const auto folder = std::filesystem::path(INPUTS) / kind;
  if (!std::filesystem::exists(folder)) return paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  return paths;
}

void Replay(const std::filesystem::path& path) {
  MESSAGE(path.filename().string());  // said when the program dies
  std::ifstream file(path, std::ios::binary);
  const std::string octets{std::istreambuf_iterator<char>(file), {}};
  CHECK(LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(octets.data()), octets.size()) ==
        0);
}

}  // namespace

TEST_CASE("inputs that once did harm do none") {
  for (const auto& path : InputsOf("found")) Replay(path);
}

TEST_CASE("inputs that reach much of the code do no harm") {
  const auto paths = InputsOf("corpus");
  CHECK_FALSE(paths.empty());
  for (const auto& path : paths) Replay(path);
}
