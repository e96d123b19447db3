// SPDX-License-Identifier: GPL-2.0-or-later
// Is a caller's number right when the line is poor, and none at all when it was damaged?
#include <doctest/doctest.h>

#include "native/test/dsp/caller_id_burst.h"

using namespace spillway;
using namespace spillway::test;

namespace {

const std::string kNumber = "13912345678";

std::vector<std::string> NumbersOf(const CallerIdHeard& heard) {
  std::vector<std::string> numbers;
  for (const std::string& message : heard.messages) numbers.push_back(NumberIn(message));
  return numbers;
}

/// One thing that happens to a burst on its way: noise, a click, a cut, a hole, or flipped bits.
std::vector<double> Damaged(std::mt19937* random, int kind, std::string* number) {
  const auto at = [&](int from, int to) {
    return std::uniform_int_distribution<int>(from, to)(*random);
  };
  number->clear();
  for (int i = 0; i < 11; ++i) *number += static_cast<char>('0' + at(0, 9));
  std::vector<uint8_t> message = CallerMessage(*number);
  if (kind == 0) {
    const int bit = at(16, static_cast<int>(message.size()) * 8 - 1);
    message[bit / 8] ^= 1 << bit % 8;
  }
  BurstOptions options;
  options.tones = at(0, 1) == 0 ? kBell202 : kV23;
  std::vector<double> samples = Burst(message, options);
  const int begin = options.leadSamples + (options.seizureBits + options.markBits) * 20 / 3;
  const int from = begin + at(0, 1'800);
  const int until = from + at(20, 700);
  if (kind == 1) AddNoise(&samples, at(-14, -6), random, from, until);
  if (kind == 2) samples.resize(from);
  for (int i = from; kind == 3 && i < std::min<int>(until, samples.size()); ++i) samples[i] = 0;
  for (int i = 0; kind == 4 && i < at(1, 6); ++i)
    samples[begin + at(0, 1'800)] += at(-1, 1) * 25'000;
  AddNoise(&samples, -45, random);
  return samples;
}

}  // namespace

TEST_CASE(
    "a number is right in Bell 202 and V.23, at S/N 20 dB and down to -30 dBm0, wherever a block "
    "begins") {
  std::mt19937 random(7);
  int right = 0;
  int all = 0;
  for (const FskPair& tones : {kBell202, kV23}) {
    for (const double dbm0 : {-8.0, -13.5, -30.0}) {
      for (int offset = 0; offset < 160; ++offset) {
        BurstOptions options;
        options.tones = tones;
        options.dbm0 = dbm0;
        std::vector<double> samples = Burst(CallerMessage(kNumber), options);
        AddNoise(&samples, dbm0 - 20, &random);
        const auto numbers = NumbersOf(Hear(samples, offset));
        ++all;
        if (numbers == std::vector<std::string>{kNumber}) ++right;
      }
    }
  }
  MESSAGE("right: ", right, " of ", all);
  CHECK(right == all);
}

TEST_CASE("a far line: 3 dB of twist either way, 1 % of speed, hum, the shortest lead") {
  std::mt19937 random(8);
  for (const double twist : {-3.0, 3.0}) {
    for (const double baud : {1'188.0, 1'212.0}) {
      BurstOptions options;
      options.twistDb = twist;
      options.baud = baud;
      options.dbm0 = -24;
      options.seizureBits = 0;
      options.markBits = 80;
      std::vector<double> samples = Burst(CallerMessage(kNumber), options);
      AddNoise(&samples, -50, &random);
      for (size_t i = 0; i < samples.size(); ++i) {
        samples[i] += PeakOf(-26) * std::sin(2 * M_PI * 50 * static_cast<double>(i) / 8'000);
      }
      CAPTURE(twist);
      CAPTURE(baud);
      CHECK(NumbersOf(Hear(samples)) == std::vector<std::string>{kNumber});
    }
  }
}

TEST_CASE("of 10,000 damaged bursts none gives a wrong number") {
  std::mt19937 random(9);
  int wrong = 0;
  int right = 0;
  int told = 0;
  int wrongBy[5] = {};
  for (int trial = 0; trial < 10'000; ++trial) {
    std::string sent;
    const CallerIdHeard heard = Hear(Damaged(&random, trial % 5, &sent));
    told += heard.damaged > 0 ? 1 : 0;
    for (const std::string& number : NumbersOf(heard)) {
      ++(number == sent ? right : wrong);
      if (number != sent) ++wrongBy[trial % 5];
    }
  }
  MESSAGE("wrong: ", wrong, ", right in spite of it: ", right, ", told as damaged: ", told);
  for (const int one : wrongBy) CHECK(one == 0);
  CHECK(right + told > 9'000);
}

TEST_CASE("half a burst is told as damaged, and the whole one after it is right") {
  std::vector<double> samples = Burst(CallerMessage(kNumber));
  samples.resize(samples.size() - 1'800);
  samples.insert(samples.end(), 4'000, 0.0);
  const std::vector<double> whole = Burst(CallerMessage(kNumber));
  samples.insert(samples.end(), whole.begin(), whole.end());

  const CallerIdHeard heard = Hear(samples);

  CHECK(heard.damaged == 1);
  CHECK(NumbersOf(heard) == std::vector<std::string>{kNumber});
}

TEST_CASE("silence, noise and a whistle are no message") {
  std::mt19937 random(10);
  std::vector<double> samples(80'000, 0.0);
  CHECK(Hear(samples).damaged == 0);
  AddNoise(&samples, -20, &random, 0, samples.size());
  for (size_t i = 20'000; i < 60'000; ++i) {
    samples[i] += PeakOf(-10) * std::sin(2 * M_PI * 1'250 * static_cast<double>(i) / 8'000);
  }
  const CallerIdHeard heard = Hear(samples);
  CHECK(heard.damaged == 0);
  CHECK(heard.messages.empty());
}
