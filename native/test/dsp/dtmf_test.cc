// SPDX-License-Identifier: GPL-2.0-or-later
// Does the detector hear what the generator sends? (The limits of every profile, talk-off and the
// paths have tests of their own.)
#include "native/dsp/dtmf/dtmf.h"

#include <doctest/doctest.h>

#include "native/test/dsp/signals.h"

using namespace spillway;

namespace {

const std::string kAllDigits = "1234567890*#ABCD";

/// What is found when `samples` begin at each of the 40 places in a hop.
std::string WorstOfAllAlignments(const Samples& samples, const std::string& expected) {
  for (uint32_t offset = 0; offset < kDtmfHop; ++offset) {
    const std::string found = Detect(ThroughAlaw(Silence(offset) + samples + Silence(Ms(60))));
    if (found != expected) return found + " at offset " + std::to_string(offset);
  }
  return expected;
}

auto Whole(const Samples& samples) {
  return [size = samples.size()] { return size; };
}

}  // namespace

TEST_CASE("all 16 digits are heard at 40 ms on, 40 ms off, at every level from 0 to -35 dBm0") {
  for (const double dbm0 : {0.0, -3.0, -9.0, -20.0, -35.0}) {
    CAPTURE(dbm0);
    CHECK(WorstOfAllAlignments(Digits(kAllDigits, 40, 40, dbm0, dbm0), kAllDigits) == kAllDigits);
  }
}

TEST_CASE("a repeated digit is heard as often as it is sent, 30 ms apart") {
  CHECK(WorstOfAllAlignments(Digits("55555", 40, 30, -10, -10), "55555") == "55555");
}

TEST_CASE("digits of -45 dBm0 are not heard") {
  CHECK(Detect(ThroughAlaw(Digits(kAllDigits, 100, 50, -45, -45))) == "");
}

TEST_CASE("a break of 10 ms does not make two digits of one") {
  for (double milliseconds = 1; milliseconds <= 10; milliseconds += 1) {
    CAPTURE(milliseconds);
    const Samples broken = Digits("7", 60, milliseconds, -10, -10) + Digits("7", 60, 0, -10, -10);
    CHECK(WorstOfAllAlignments(broken, "7") == "7");
  }
}

TEST_CASE(
    "a key held for seconds is one digit, told while it is down, and its end is told when it is "
    "let go") {
  const Samples held = Silence(100) + Digits("9", 3000, 0, -10, -10) + Silence(Ms(100));

  const auto events = EventsInChunks(held, [] { return size_t{160}; });

  REQUIRE(events.size() == 2);
  CHECK(events[0].kind == DtmfEvent::Kind::kBegan);
  CHECK(events[0].digit == '9');
  CHECK(events[0].at == doctest::Approx(100).epsilon(0.2));
  CHECK(events[0].dbm0 == doctest::Approx(-7).epsilon(0.05));  // two of -10 together
  CHECK(events[1].kind == DtmfEvent::Kind::kEnded);
  CHECK(events[1].digit == '9');
  CHECK(std::abs(static_cast<double>(events[1].at) - (100 + Ms(3000))) < Ms(3));
}

TEST_CASE("one digit that follows another without a pause ends it") {
  const Samples samples =
      Digits("1", 80, 0, -10, -10) + Digits("9", 80, 0, -10, -10) + Silence(Ms(100));

  std::string kinds;
  for (const DtmfEvent& event : EventsInChunks(samples, Whole(samples))) {
    kinds += event.kind == DtmfEvent::Kind::kBegan ? '+' : '-';
    kinds += event.digit;
  }

  CHECK(kinds == "+1-1+9-9");
}

TEST_CASE("dial tone as loud as each frequency does not hide the digits that come after it") {
  Samples samples = Silence(Ms(60)) + Digits(kAllDigits, 50, 50, -15, -15);
  for (size_t i = 0; i < samples.size(); ++i) {
    const double turn = 2 * M_PI * 450 * static_cast<double>(i) / kSampleRate;
    samples[i] = Saturate(samples[i] + static_cast<int32_t>(PeakOfDbm0(-15) * std::sin(turn)));
  }
  CHECK(Detect(ThroughAlaw(samples)) == kAllDigits);
}

TEST_CASE("A to D can be switched off, and the shortest digit and pause can be set") {
  const Samples samples = ThroughAlaw(Digits("1A2B3", 50, 50, -10, -10) + Silence(Ms(80)));
  DtmfSettings settings{};
  settings.letters = false;
  CHECK(Detect(samples, settings) == "123");

  settings = {};
  settings.leastOnMs = 80;
  CHECK(Detect(samples, settings) == "");
  CHECK(Detect(ThroughAlaw(Digits("12", 110, 50, -10, -10)), settings) == "12");

  settings = {};
  settings.leastOffMs = 100;
  CHECK(Detect(ThroughAlaw(Digits("77", 60, 60, -10, -10)), settings) == "7");
  CHECK(Detect(ThroughAlaw(Digits("77", 60, 120, -10, -10)), settings) == "77");
}

TEST_CASE("one signal in chunks of any size gives the same digits at the same places") {
  std::mt19937 random(1);
  const Samples samples = ThroughAlaw(Silence(77) + Digits(kAllDigits, 43, 41, -12, -8) +
                                      Pair(300, 900, 500, -6) + Digits("0815", 90, 60, -20, -20));
  const auto whole = EventsInChunks(samples, Whole(samples));
  REQUIRE(whole.size() == 40);

  for (int round = 0; round < 50; ++round) {
    std::uniform_int_distribution<size_t> size(1, round % 2 == 0 ? 7 : 900);
    const auto parts = EventsInChunks(samples, [&] { return size(random); });
    REQUIRE(parts.size() == whole.size());
    for (size_t i = 0; i < parts.size(); ++i) {
      REQUIRE(parts[i].digit == whole[i].digit);
      REQUIRE(parts[i].at == whole[i].at);
    }
  }
}
