// SPDX-License-Identifier: GPL-2.0-or-later
// Does the default profile keep what docs/dsp.md says it reaches? The required rows of its table by
// one seed; `npm run bench -- dsp` has them all by three, beside spandsp.
#include <doctest/doctest.h>

#include <cmath>

#include "native/test/dsp/accuracy/table.h"
#include "native/test/dsp/odd_voice.h"

using namespace spillway;
using namespace spillway::accuracy;

namespace {

constexpr uint32_t kSeed = kSeeds[0];

double Percentile(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  return values[static_cast<size_t>(share * static_cast<double>(values.size()))];
}

Wave Voice() {
  const Samples samples = MakeVoice(11, 60);
  return {samples.begin(), samples.end()};
}

bool Same(const Answers& one, const Answers& other) {
  const auto same = [](const Answer& a, const Answer& b) {
    return a.digits == b.digits && a.reportedMs == b.reportedMs;
  };
  return std::equal(one.begin(), one.end(), other.begin(), other.end(), same);
}

}  // namespace

TEST_CASE("every required row of the table is kept, by the bank and by the detector alike") {
  for (const Trial& trial : MakeTable(kSeed, Voice())) {
    CAPTURE(trial.what);
    const Answers answers = HearByBank(trial.cases);
    CHECK(Same(answers, HearByDetector(trial.cases)));
    const int counted = trial.CountOf(answers);
    CAPTURE(counted);
    CAPTURE(trial.cases.size());
    if (trial.goal == Trial::Goal::kRequired) CHECK(trial.Reached(counted));
  }
}

TEST_CASE("half of the digits are told 45 ms after they began, 99 of 100 after 60 ms") {
  const Trial trial = Delays(kSeed);
  const Answers answers = HearByBank(trial.cases);
  REQUIRE(trial.CountOf(answers) == static_cast<int>(trial.cases.size()));
  std::vector<double> delays;
  for (size_t i = 0; i < answers.size(); ++i)
    delays.push_back(answers[i].reportedMs - trial.cases[i].startMs);
  CHECK(Percentile(delays, 0.5) <= kDelayP50Ms);
  CHECK(Percentile(delays, 0.99) <= kDelayP99Ms);
}
