// SPDX-License-Identifier: GPL-2.0-or-later
// Does each profile take what its administration says must be taken, and refuse what must not be?
#include "native/dsp/dtmf/dtmf_profile.h"

#include <doctest/doctest.h>

#include "native/test/dsp/signals.h"

using namespace spillway;

namespace {

struct Key {
  double deviationLow{0};
  double deviationHigh{0};
  double dbm0{-15};   // of the louder frequency
  double twistDb{0};  // high to low
  double onMs{45};
};

/// A digit with its frequencies off, at every fifth place in a hop.
int CountHeard(const DtmfSettings& settings, int place, const Key& key) {
  const double low = kDtmfLowHertz[place / 4] * (1 + key.deviationLow);
  const double high = kDtmfHighHertz[place % 4] * (1 + key.deviationHigh);
  const double lowPeak = PeakOfDbm0(key.dbm0 - std::max(0.0, key.twistDb));
  const double highPeak = PeakOfDbm0(key.dbm0 + std::min(0.0, key.twistDb));
  int heard = 0;
  for (uint32_t offset = 0; offset < kDtmfHop; offset += 5) {
    Samples samples = Silence(Ms(50) + offset);
    for (uint32_t i = 0; i < Ms(key.onMs); ++i) {
      const double turn = 2 * M_PI * (i + offset) / kSampleRate;
      samples.push_back(Saturate(static_cast<int32_t>(
          std::lrint(lowPeak * std::sin(turn * low) + highPeak * std::sin(turn * high + 1)))));
    }
    heard += Detect(ThroughAlaw(samples + Silence(Ms(100))), settings) ==
             std::string(1, kDtmfDigits[place]);
  }
  return heard;
}

constexpr int kPlaces = kDtmfHop / 5;

void CheckAll(const DtmfProfile& profile, const Key& key, int expected) {
  CAPTURE(key.deviationLow);
  CAPTURE(key.deviationHigh);
  CAPTURE(key.dbm0);
  CAPTURE(key.twistDb);
  CAPTURE(key.onMs);
  for (int place = 0; place < 16; ++place) {
    CAPTURE(kDtmfDigits[place]);
    CHECK(CountHeard({&profile}, place, key) == expected);
  }
}

/// Level of the louder frequency at which the weaker one is at the profile's least.
double LeastAt(const DtmfProfile& profile, double twistDb) {
  return profile.operateDbm0 + std::abs(twistDb);
}

}  // namespace

TEST_CASE("each profile takes digits at the corners of its operate region") {
  for (const DtmfProfile& profile : DtmfProfiles()) {
    CAPTURE(profile.name);
    const double off = profile.operateDeviation;
    for (const double twist : {profile.leastTwistDb, 0.0, profile.mostTwistDb}) {
      for (const double sign : {-1.0, 1.0}) {
        CheckAll(profile,
                 {sign * off, sign * off, LeastAt(profile, twist), twist, profile.operateMs},
                 kPlaces);
        CheckAll(profile, {sign * off, -sign * off, -3, twist, profile.operateMs}, kPlaces);
      }
    }
  }
}

TEST_CASE("each profile refuses digits with one frequency too far off") {
  for (const DtmfProfile& profile : DtmfProfiles()) {
    CAPTURE(profile.name);
    for (const double off : {profile.rejectDeviation, profile.rejectDeviation + 0.01}) {
      for (const double sign : {-1.0, 1.0}) {
        CheckAll(profile, {sign * off, 0, -10, 0, 100}, 0);
        CheckAll(profile, {0, sign * off, -10, 0, 100}, 0);
      }
    }
  }
}

TEST_CASE("each profile refuses digits with 4 dB more twist than it must take, either way") {
  for (const DtmfProfile& profile : DtmfProfiles()) {
    CAPTURE(profile.name);
    for (const double twist : {profile.leastTwistDb - 4, profile.mostTwistDb + 4})
      CheckAll(profile, {0, 0, -5, twist, 100}, 0);
  }
}

TEST_CASE("no profile takes a frequency of less than 6 dB below its least level") {
  for (const DtmfProfile& profile : DtmfProfiles()) {
    CAPTURE(profile.name);
    CheckAll(profile, {0, 0, profile.operateDbm0 - 6, 0, 100}, 0);
  }
}

TEST_CASE("each profile refuses digits that are too short, and too faint where it says so") {
  for (const DtmfProfile& profile : DtmfProfiles()) {
    CAPTURE(profile.name);
    CheckAll(profile, {0, 0, -10, 0, profile.rejectMs}, 0);
    if (profile.rejectDbm0 > DtmfProfile::kNoLimit)
      CheckAll(profile, {0, 0, profile.rejectDbm0, 0, 100}, 0);
  }
}

TEST_CASE(
    "each profile tells two digits apart after its pause, and keeps one digit whole over its "
    "break") {
  for (const DtmfProfile& profile : DtmfProfiles()) {
    CAPTURE(profile.name);
    for (uint32_t offset = 0; offset < kDtmfHop; offset += 5) {
      CAPTURE(offset);
      const auto twice = [&](double pauseMs) {
        return Detect(
            ThroughAlaw(Silence(offset) + Digits("66", 50, pauseMs, -10, -10) + Silence(Ms(80))),
            {&profile});
      };
      CHECK(twice(profile.pauseMs) == "66");
      CHECK(twice(profile.breakMs) == "6");
    }
  }
}

TEST_CASE("profiles are found by their names") {
  CHECK(FindDtmfProfile("q24-ntt") == &DtmfProfiles()[2]);
  CHECK(FindDtmfProfile("q24") == nullptr);
}
