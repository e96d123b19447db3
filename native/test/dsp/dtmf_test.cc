// SPDX-License-Identifier: GPL-2.0-or-later
// Does the detector hear what the generator sends? (Talk-off has a test of its own.)
#include "native/dsp/dtmf.h"

#include <doctest/doctest.h>

#include "native/test/dsp/signals.h"

using namespace spillway;

namespace {

const std::string kAllDigits = "1234567890*#ABCD";

/// What is found when `samples` begin at each of the 102 places in a block.
std::string WorstOfAllAlignments(const Samples& samples, const std::string& expected) {
  for (uint32_t offset = 0; offset < DtmfDetector::kBlockSamples; ++offset) {
    const std::string found = Detect(ThroughAlaw(Silence(offset) + samples + Silence(Ms(60))));
    if (found != expected) return found + " at offset " + std::to_string(offset);
  }
  return expected;
}

}  // namespace

TEST_CASE("all 16 digits are heard at 40 ms on, 40 ms off, at every level from 0 to -30 dBm0") {
  for (const double dbm0 : {0.0, -3.0, -9.0, -20.0, -30.0}) {
    CAPTURE(dbm0);
    CHECK(WorstOfAllAlignments(Digits(kAllDigits, 40, 40, dbm0, dbm0), kAllDigits) == kAllDigits);
  }
}

TEST_CASE("a repeated digit is heard as often as it is sent") {
  CHECK(WorstOfAllAlignments(Digits("55555", 40, 40, -10, -10), "55555") == "55555");
}

TEST_CASE("normal twist: the high group may be 8 dB below the low group, but not 14") {
  CHECK(WorstOfAllAlignments(Digits(kAllDigits, 50, 50, -10, -18), kAllDigits) == kAllDigits);
  CHECK(Detect(Digits(kAllDigits, 50, 50, -10, -24)) == "");
}

TEST_CASE("reverse twist: the low group may be 4 dB below the high group, but not 10") {
  CHECK(WorstOfAllAlignments(Digits(kAllDigits, 50, 50, -14, -10), kAllDigits) == kAllDigits);
  CHECK(Detect(Digits(kAllDigits, 50, 50, -20, -10)) == "");
}

TEST_CASE("digits of -40 dBm0 are not heard") {
  CHECK(Detect(ThroughAlaw(Digits(kAllDigits, 100, 50, -40, -40))) == "");
}

TEST_CASE("both frequencies may be 1.5 % off, and the digit is not heard at 6 %") {
  for (const char digit : kAllDigits) {
    const int place = DtmfPlace(digit);
    const double low = kDtmfLowHertz[place / 4];
    const double high = kDtmfHighHertz[place % 4];
    CAPTURE(digit);
    for (const double off : {0.985, 1.015}) {
      CAPTURE(off);
      const std::string expected{digit};
      CHECK(WorstOfAllAlignments(Pair(low * off, high * off, 50, -10), expected) == expected);
    }
    for (const double off : {0.94, 1.06}) {
      CAPTURE(off);
      CHECK(Detect(Pair(low * off, high * off, 200, -10)).find(digit) == std::string::npos);
    }
  }
}

TEST_CASE("a break under 10 ms does not make two digits of one") {
  for (double milliseconds = 1; milliseconds < 10; milliseconds += 1) {
    CAPTURE(milliseconds);
    const Samples broken = Digits("7", 60, milliseconds, -10, -10) + Digits("7", 60, 0, -10, -10);
    CHECK(WorstOfAllAlignments(broken, "7") == "7");
  }
}

TEST_CASE("a tone of 18 ms is no digit") {
  CHECK(WorstOfAllAlignments(Digits("2", 18, 100, -10, -10), "") == "");
}

TEST_CASE("a key held for seconds is one digit, told while it is down") {
  const Samples held = Silence(100) + Digits("9", 3000, 0, -10, -10);

  const auto digits = DetectInChunks(held, [] { return size_t{160}; });

  REQUIRE(digits.size() == 1);
  CHECK(digits[0].digit == '9');
  CHECK(digits[0].startedAt == 102);
  CHECK(digits[0].dbm0 == doctest::Approx(-7).epsilon(0.05));  // two of -10 together
}

TEST_CASE("digits are heard through white noise 15 dB below them") {
  std::mt19937 random(4);
  std::normal_distribution<double> noise(0, std::sqrt(MeanSquareOfDbm0(-22)));
  const std::string sent = kAllDigits + kAllDigits + kAllDigits + kAllDigits;
  Samples samples = Digits(sent, 50, 50, -10, -10);
  for (int16_t& sample : samples) sample = Saturate(sample + static_cast<int32_t>(noise(random)));

  CHECK(Detect(ThroughAlaw(samples)) == sent);
}

TEST_CASE("one signal in chunks of any size gives the same digits at the same places") {
  std::mt19937 random(1);
  const Samples samples = ThroughAlaw(Silence(77) + Digits(kAllDigits, 43, 41, -12, -8) +
                                      Pair(300, 900, 500, -6) + Digits("0815", 90, 60, -20, -20));
  const auto whole = DetectInChunks(samples, [&] { return samples.size(); });
  REQUIRE(whole.size() == 20);

  for (int round = 0; round < 50; ++round) {
    std::uniform_int_distribution<size_t> size(1, round % 2 == 0 ? 7 : 900);
    const auto parts = DetectInChunks(samples, [&] { return size(random); });
    REQUIRE(parts.size() == whole.size());
    for (size_t i = 0; i < parts.size(); ++i) {
      REQUIRE(parts[i].digit == whole[i].digit);
      REQUIRE(parts[i].startedAt == whole[i].startedAt);
    }
  }
}

TEST_CASE("where a digit ended is known to a block, and grows while its key is down") {
  const Samples samples = Silence(Ms(50)) + Digits("6", 100, 100, -10, -10);
  DtmfDetector detector;
  DtmfDigit found{};
  const size_t read = detector.Feed(samples.data(), samples.size(), &found);
  CHECK(found.digit == '6');
  CHECK(detector.HeardUntil() == read);

  DtmfDigit none{};
  detector.Feed(samples.data() + read, samples.size() - read, &none);
  CHECK(none.digit == 0);
  CHECK(detector.HeardUntil() < Ms(150) + DtmfDetector::kBlockSamples);
  CHECK(detector.HeardUntil() > Ms(150) - DtmfDetector::kBlockSamples);
}
