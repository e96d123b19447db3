// SPDX-License-Identifier: GPL-2.0-or-later
// Do all paths of A-law, mixing and gain come to the same bits, and are they the right ones?
#include "native/dsp/samples/sample_path.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "native/dsp/simd/paths.h"
#include "native/dsp/soft_limit.h"
#include "native/test/dsp/signals.h"

using namespace spillway;

namespace {

constexpr size_t kMost = 200;  // of samples in a call: whole vectors of every path, and a rest

Samples RandomSamples(uint32_t seed, size_t count) {
  std::mt19937 random(seed);
  Samples samples(count);
  for (int16_t& sample : samples) sample = static_cast<int16_t>(random());
  return samples;
}

std::vector<int32_t> RandomSums(uint32_t seed, size_t count) {
  std::mt19937 random(seed);
  std::uniform_int_distribution<int32_t> sum(-70'000, 70'000);
  std::vector<int32_t> sums(count);
  for (int32_t& value : sums) value = sum(random);
  return sums;
}

std::vector<float> RandomShape(uint32_t seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<float> uniform(0, 1);
  std::vector<float> shape(kMost);
  for (float& value : shape) value = uniform(random);
  return shape;
}

/// Calls `check(path, count)` for every path and any number of samples.
template <typename Check>
void OnEveryPath(Check check) {
  for (const SamplePath* path : PathsOf<SamplePath>()) {
    CAPTURE(path->name);
    for (size_t count = 0; count <= kMost; ++count) {
      CAPTURE(count);
      check(*path, count);
    }
  }
}

constexpr const SamplePath& kReference = SamplePath::kScalar;

}  // namespace

TEST_CASE("every path decodes every A-law byte as G.711 says, wherever it stands") {
  std::vector<uint8_t> codes(256 + kMost);
  for (size_t i = 0; i < codes.size(); ++i) codes[i] = static_cast<uint8_t>(i);
  for (const SamplePath* path : PathsOf<SamplePath>()) {
    CAPTURE(path->name);
    for (size_t first = 0; first < kMost; first += 7) {
      Samples samples(codes.size() - first, 1);
      path->decodeAlaw(&codes[first], samples.size(), samples.data());
      for (size_t i = 0; i < samples.size(); ++i)
        REQUIRE(samples[i] == g711::ExpandAlaw(codes[first + i]));
    }
  }
}

TEST_CASE("every path encodes each of the 65,536 samples as G.711 says") {
  Samples samples(65'536);
  for (int i = 0; i < 65'536; ++i) samples[i] = static_cast<int16_t>(i - 32'768);
  for (const SamplePath* path : PathsOf<SamplePath>()) {
    CAPTURE(path->name);
    for (const size_t count : {size_t{65'536}, size_t{65'521}}) {
      std::vector<uint8_t> codes(count);
      path->encodeAlaw(&samples[65'536 - count], count, codes.data());
      for (size_t i = 0; i < count; ++i)
        REQUIRE(codes[i] == g711::CompressAlaw(samples[65'536 - count + i]));
    }
  }
}

TEST_CASE("any number of samples is decoded and encoded, and nothing behind them is touched") {
  const Samples samples = RandomSamples(1, kMost);
  OnEveryPath([&](const SamplePath& path, size_t count) {
    std::vector<uint8_t> codes(kMost + 1, 0x11);
    path.encodeAlaw(samples.data(), count, codes.data());
    Samples decoded(kMost + 1, 77);
    path.decodeAlaw(codes.data(), count, decoded.data());
    for (size_t i = 0; i < count; ++i) {
      REQUIRE(codes[i] == g711::CompressAlaw(samples[i]));
      REQUIRE(decoded[i] == g711::ExpandAlaw(codes[i]));
    }
    REQUIRE(codes[count] == 0x11);
    REQUIRE(decoded[count] == 77);
  });
}

TEST_CASE("every path sums alike and cuts what is too loud") {
  const std::vector<int32_t> sums = RandomSums(2, kMost);
  const Samples own = RandomSamples(3, kMost);
  OnEveryPath([&](const SamplePath& path, size_t count) {
    std::vector<int32_t> added = sums;
    path.add(own.data(), count, added.data());
    Samples cut(kMost, 0), without(kMost, 0);
    path.cut(sums.data(), count, cut.data());
    path.sumWithout(sums.data(), own.data(), count, without.data());
    for (size_t i = 0; i < kMost; ++i) {
      REQUIRE(added[i] == sums[i] + (i < count ? own[i] : 0));
      REQUIRE(cut[i] == (i < count ? Saturate(sums[i]) : 0));
      REQUIRE(without[i] == (i < count ? Saturate(sums[i] - own[i]) : 0));
    }
  });
}

TEST_CASE("every path bends what is too loud to the same bits, and leaves the rest alone") {
  std::vector<int32_t> sums = RandomSums(6, kMost);
  const std::vector<int32_t> edges{0,      1,      -1,         16'383,      16'384, 16'385,
                                   -16384, -16385, 64 * 32767, -64 * 32768, 32'767, -32'768};
  std::copy(edges.begin(), edges.end(), sums.begin() + 20);
  const Samples own = RandomSamples(7, kMost);
  const auto bent = [](int32_t sum) {
    const double above = std::max(0, std::abs(sum) - kLimitKnee), room = kLimitRoom;
    const double size = std::min(std::abs(sum), kLimitKnee) + room * above / (above + room);
    return std::copysign(size, sum);
  };
  OnEveryPath([&](const SamplePath& path, size_t count) {
    Samples limited(kMost, 0), without(kMost, 0), expected(kMost, 0), expectedWithout(kMost, 0);
    path.limit(sums.data(), count, limited.data());
    path.limitWithout(sums.data(), own.data(), count, without.data());
    kReference.limit(sums.data(), count, expected.data());
    kReference.limitWithout(sums.data(), own.data(), count, expectedWithout.data());
    REQUIRE(limited == expected);
    REQUIRE(without == expectedWithout);
    for (size_t i = 0; i < count; ++i) {
      if (std::abs(sums[i]) <= kLimitKnee) REQUIRE(limited[i] == sums[i]);
      REQUIRE(std::abs(limited[i] - bent(sums[i])) <= 1);
      REQUIRE(std::abs(without[i] - bent(sums[i] - own[i])) <= 1);
    }
  });
}

TEST_CASE("every path sums a conference in A-law, and takes a party out of it, to the same bits") {
  constexpr int kParties = 37;
  std::vector<uint8_t> codes(kParties * kMost);
  std::mt19937 random(9);
  for (uint8_t& code : codes) code = static_cast<uint8_t>(random());
  for (size_t i = 0; i < 128; ++i) codes[(i % kParties) * kMost + i / kParties] ^= 0x55;
  for (const int parties : {0, 1, 2, 3, 7, 8, 9, 16, 17, kParties}) {
    CAPTURE(parties);
    std::vector<const uint8_t*> talkers;
    for (int i = 0; i < parties; ++i) talkers.push_back(&codes[i * kMost]);
    OnEveryPath([&](const SamplePath& path, size_t count) {
      std::vector<int32_t> sum(kMost, 7), expected(kMost, 0);
      path.sumAlaw(talkers.data(), parties, count, sum.data());
      for (const uint8_t* talker : talkers) {
        for (size_t i = 0; i < count; ++i) expected[i] += g711::ExpandAlaw(talker[i]);
      }
      std::fill(expected.begin() + static_cast<long>(count), expected.end(), 7);
      REQUIRE(sum == expected);

      Samples own(kMost), cut(kMost), limited(kMost);
      kReference.decodeAlaw(codes.data(), count, own.data());
      kReference.sumWithout(sum.data(), own.data(), count, cut.data());
      kReference.limitWithout(sum.data(), own.data(), count, limited.data());
      std::vector<uint8_t> cutCodes(kMost, 0x11), limitedCodes(kMost, 0x11);
      path.sumWithoutAlaw(sum.data(), codes.data(), count, cutCodes.data());
      path.limitWithoutAlaw(sum.data(), codes.data(), count, limitedCodes.data());
      for (size_t i = 0; i < kMost; ++i) {
        REQUIRE(cutCodes[i] == (i < count ? g711::CompressAlaw(cut[i]) : 0x11));
        REQUIRE(limitedCodes[i] == (i < count ? g711::CompressAlaw(limited[i]) : 0x11));
      }
    });
  }
}

TEST_CASE("every sum that a conference can have is bent and encoded alike on every path") {
  constexpr int32_t kLoudest = 64 * 32'256;
  const std::vector<uint8_t> nobody(kMost, 0xD5);  // 8
  for (const SamplePath* path : PathsOf<SamplePath>()) {
    CAPTURE(path->name);
    for (int32_t first = -kLoudest; first < kLoudest; first += 8 * kMost) {
      int32_t sum[kMost];
      int16_t own[kMost], limited[kMost];
      uint8_t codes[kMost], expected[kMost];
      for (size_t i = 0; i < kMost; ++i) sum[i] = first + 8 * static_cast<int32_t>(i);
      path->limitWithoutAlaw(sum, nobody.data(), kMost, codes);
      kReference.decodeAlaw(nobody.data(), kMost, own);
      kReference.limitWithout(sum, own, kMost, limited);
      kReference.encodeAlaw(limited, kMost, expected);
      REQUIRE(std::equal(codes, codes + kMost, expected));
    }
  }
}

TEST_CASE("every path makes louder, softer and fades to the same bits") {
  const Samples samples = RandomSamples(4, kMost);
  const std::vector<float> shape = RandomShape(5);
  for (const float factor : {0.0f, 0.01f, 0.7071f, 1.0f, 3.98f, SamplePath::kMostFactor}) {
    CAPTURE(factor);
    OnEveryPath([&](const SamplePath& path, size_t count) {
      Samples expected(kMost, 5), scaled(kMost, 5);
      kReference.scale(samples.data(), count, factor, expected.data());
      path.scale(samples.data(), count, factor, scaled.data());
      REQUIRE(scaled == expected);
      kReference.fade(samples.data(), count, factor, 1 - factor, shape.data(), expected.data());
      path.fade(samples.data(), count, factor, 1 - factor, shape.data(), scaled.data());
      REQUIRE(scaled == expected);
    });
  }
}

TEST_CASE("a factor rounds to the nearest sample, half away from zero, and cuts at 16 bits") {
  const Samples samples = {0, 1, -1, 3, -3, 20'000, -20'000, INT16_MIN, INT16_MAX};
  for (const SamplePath* path : PathsOf<SamplePath>()) {
    CAPTURE(path->name);
    Samples scaled(samples.size());
    path->scale(samples.data(), samples.size(), 0.5f, scaled.data());
    CHECK(scaled == Samples{0, 1, -1, 2, -2, 10'000, -10'000, -16'384, 16'384});
    path->scale(samples.data(), samples.size(), 2.0f, scaled.data());
    CHECK(scaled == Samples{0, 2, -2, 6, -6, INT16_MAX, INT16_MIN, INT16_MIN, INT16_MAX});
    path->scale(samples.data(), samples.size(), 1.0f, scaled.data());
    CHECK(scaled == samples);
  }
}

TEST_CASE(
    "every path sums the squares of any A-law bytes, the loudest as well, as the table has it") {
  std::mt19937 random(9);
  std::vector<uint8_t> codes(3 * SamplePath::kMostSquared);
  for (uint8_t& code : codes) code = static_cast<uint8_t>(random());
  std::fill_n(codes.begin(), SamplePath::kMostSquared, uint8_t{0x2A});  // -32,256
  Samples samples(codes.size());
  DecodeAlaw(codes.data(), codes.size(), samples.data());
  for (const SamplePath* path : PathsOf<SamplePath>()) {
    CAPTURE(path->name);
    for (size_t count = 0; count <= SamplePath::kMostSquared; ++count) {
      CAPTURE(count);
      for (size_t first = 0; first + count <= samples.size(); first += 479) {
        int64_t expected = 0;
        for (size_t i = first; i < first + count; ++i) expected += int64_t{samples[i]} * samples[i];
        REQUIRE(path->sumOfSquares(&samples[first], count) == expected);
        REQUIRE(AlawSumOfSquares(&codes[first], count) == expected);
      }
    }
  }
}
