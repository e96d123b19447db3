// SPDX-License-Identifier: GPL-2.0-or-later
// Does the listener hear 160 bytes of a prompt wherever they are, and nothing less?
#include "native/dsp/prompt_listener.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>
#include <vector>

using namespace spillway;
using Bytes = std::vector<uint8_t>;

namespace {

Bytes Random(std::mt19937* random, size_t count, int from = 0, int to = 255) {
  std::uniform_int_distribution<int> byte(from, to);
  Bytes bytes(count);
  for (uint8_t& value : bytes) value = static_cast<uint8_t>(byte(*random));
  return bytes;
}

Bytes operator+(Bytes first, const Bytes& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

Bytes Cut(const Bytes& bytes, size_t from, size_t count) {
  return {bytes.begin() + static_cast<long>(from), bytes.begin() + static_cast<long>(from + count)};
}

int64_t Hear(const Bytes& prompt, const Bytes& stream, size_t chunk = 160) {
  const PromptWindows windows(prompt.data(), prompt.size());
  PromptListener listener;
  listener.Start(&windows);
  for (size_t at = 0; at < stream.size(); at += chunk) {
    const int64_t heard = listener.Feed(&stream[at], std::min(chunk, stream.size() - at));
    if (heard != PromptListener::kNotHeard) return heard;
  }
  return PromptListener::kNotHeard;
}

/// How many different values some bytes have.
int Different(const Bytes& bytes) {
  return static_cast<int>(std::set<uint8_t>(bytes.begin(), bytes.end()).size());
}

/// The same question answered the slow way.
int64_t Search(const Bytes& prompt, const Bytes& stream) {
  for (size_t at = 0; at + kWindowBytes <= stream.size(); ++at) {
    const Bytes window = Cut(stream, at, kWindowBytes);
    if (Different(window) < kTellingValues) continue;
    if (std::search(prompt.begin(), prompt.end(), window.begin(), window.end()) != prompt.end()) {
      return static_cast<int64_t>(at);
    }
  }
  return PromptListener::kNotHeard;
}

}  // namespace

TEST_CASE("160 bytes are heard at any place of the prompt and of the stream; 159 are not") {
  std::mt19937 random(1);
  const Bytes prompt = Random(&random, 8000);
  for (int round = 0; round < 200; ++round) {
    const size_t from = random() % (8000 - kWindowBytes);
    const size_t before = random() % 400;
    const Bytes noise = Random(&random, before);
    const Bytes after = Random(&random, 300);
    CHECK(Hear(prompt, noise + Cut(prompt, from, 160) + after) == static_cast<int64_t>(before));

    const Bytes other{static_cast<uint8_t>(prompt[from + 159] ^ 1)};
    Bytes less = noise + Cut(prompt, from, 159) + other + after;
    if (from > 0 && before > 0) less[before - 1] = static_cast<uint8_t>(prompt[from - 1] ^ 1);
    CHECK(Hear(prompt, less) == PromptListener::kNotHeard);
  }
}

TEST_CASE("silence in the prompt is not heard in a silent stream") {
  std::mt19937 random(2);
  const Bytes silence(2000, 0xD5);
  const Bytes prompt = silence + Random(&random, 1000) + silence;

  CHECK(Hear(prompt, Bytes(4000, 0xD5)) == PromptListener::kNotHeard);
  // A run that is partly silent counts.
  CHECK(Hear(prompt, Bytes(300, 0x11) + Cut(prompt, 1900, 160)) == 300);
}

TEST_CASE("a window with few different bytes is no sign of the prompt") {
  std::mt19937 random(7);
  const Bytes faint = Random(&random, 400, 0xD0, 0xD0 + kTellingValues - 2);

  CHECK(Hear(faint + Random(&random, 1000), faint) == PromptListener::kNotHeard);
}

TEST_CASE("chunks of any size give the same answer") {
  std::mt19937 random(3);
  const Bytes prompt = Random(&random, 3000);
  const Bytes stream = Random(&random, 555) + Cut(prompt, 1234, 700);

  for (const size_t chunk : {1, 7, 159, 160, 161, 5000}) CHECK(Hear(prompt, stream, chunk) == 555);
}

TEST_CASE("a periodic prompt does not fool it") {
  std::mt19937 random(4);
  Bytes tone;
  for (int i = 0; i < 48000; ++i) tone.push_back(static_cast<uint8_t>(i % 40));

  CHECK(Hear(tone, Random(&random, 16000)) == PromptListener::kNotHeard);
  CHECK(Hear(tone, Random(&random, 1000, 100, 200) + Cut(tone, 5, 200)) == 1000);
}

TEST_CASE("a prompt shorter than 160 bytes is never heard") {
  std::mt19937 random(5);
  const Bytes prompt = Random(&random, 159);

  CHECK(Hear(prompt, prompt + prompt + prompt) == PromptListener::kNotHeard);
}

TEST_CASE("it agrees with a slow search on streams that are nearly the prompt") {
  std::mt19937 random(6);
  for (int round = 0; round < 60; ++round) {
    const Bytes prompt =
        Random(&random, 600, 0, 39) + Bytes(200, 0xD5) + Random(&random, 300, 0, 32);
    Bytes stream;
    while (stream.size() < 2000) {
      const size_t from = random() % (prompt.size() - 170);
      stream = stream + Cut(prompt, from, 100 + random() % 70);
    }
    CHECK(Hear(prompt, stream) == Search(prompt, stream));
  }
}
