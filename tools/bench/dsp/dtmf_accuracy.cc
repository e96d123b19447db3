// SPDX-License-Identifier: GPL-2.0-or-later
// Which digits are found and which are not, beside spandsp on the same samples? The table of
// docs/dsp.md, by seeds that nothing was tuned by.
#include <memory>
#include <stdexcept>

#include "native/test/dsp/accuracy/table.h"
#include "tools/bench/dsp/measure.h"
#include "tools/bench/dsp/recordings.h"
#include "tools/bench/dsp/spandsp_dtmf.h"

namespace spillway::bench {
namespace {

using namespace spillway::accuracy;

double Percentile(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[std::min(values.size() - 1, static_cast<size_t>(share * values.size()))];
}

/// A row of the table, added up over seeds.
struct Sum {
  std::string what;
  int cases{0};
  int ours{0};
  int spandsp{0};
  bool reached{true};
};

void Add(const Trial& trial, Sum* sum) {
  const int ours = trial.CountOf(HearByBank(trial.cases));
  const int spandsp = trial.CountOf(HearBySpandsp(trial.cases));
  sum->what = trial.what;
  sum->cases += static_cast<int>(trial.cases.size());
  sum->ours += ours;
  sum->spandsp += spandsp;
  const bool reached = trial.againstSpandsp ? ours >= spandsp : trial.Reached(ours);
  sum->reached = sum->reached && reached;
}

std::string Requirement(const Trial& trial) {
  if (trial.againstSpandsp) return "not worse than spandsp";
  if (trial.count != Count::kRight) return "0";
  return trial.leastShare == 1 ? "all" : Thousands(100 * trial.leastShare) + " of 100";
}

void Print(const Sum& sum, const Trial& trial, const std::string& method) {
  Row row;
  row.what = "DTMF: " + sum.what;
  row.method = method;
  row.figure =
      Thousands(sum.ours) + " of " + Thousands(sum.cases) + "; spandsp " + Thousands(sum.spandsp);
  row.values = {{"cases", sum.cases}, {"counted", sum.ours}, {"spandsp", sum.spandsp}};
  if (trial.goal != Trial::Goal::kShown) {
    row.toReach = (trial.goal == Trial::Goal::kStretch ? "stretch: " : "") + Requirement(trial);
    row.reached = sum.reached ? Row::Reached::kYes : Row::Reached::kNo;
  }
  PrintRow(row);
}

std::string TwoTimes(double p50, double p99) {
  char text[48];
  std::snprintf(text, sizeof text, "%.1f / %.1f ms", p50, p99);
  return text;
}

std::vector<double> DelaysOf(const Trial& trial, const Answers& answers) {
  std::vector<double> delays;
  for (size_t i = 0; i < answers.size(); ++i) {
    if (!answers[i].digits.empty())
      delays.push_back(answers[i].reportedMs - trial.cases[i].startMs);
  }
  return delays;
}

void PrintDelay(const std::vector<uint32_t>& seeds, const std::string& method) {
  std::vector<double> ours, spandsp;
  for (uint32_t seed : seeds) {
    const Trial trial = Delays(seed);
    for (double delay : DelaysOf(trial, HearByBank(trial.cases))) ours.push_back(delay);
    for (double delay : DelaysOf(trial, HearBySpandsp(trial.cases))) spandsp.push_back(delay);
  }
  const double p50 = Percentile(ours, 0.5), p99 = Percentile(ours, 0.99);
  const double theirs50 = Percentile(spandsp, 0.5), theirs99 = Percentile(spandsp, 0.99);
  Row row;
  row.what = "DTMF: report after the digit began, p50 / p99, fed 20 ms at a time";
  row.method = method;
  row.figure = TwoTimes(p50, p99) + "; spandsp " + TwoTimes(theirs50, theirs99);
  row.values = {
      {"p50Ms", p50}, {"p99Ms", p99}, {"spandspP50Ms", theirs50}, {"spandspP99Ms", theirs99}};
  row.toReach =
      TwoTimes(kDelayP50Ms, kDelayP99Ms) + "; stretch " + TwoTimes(kStretchP50Ms, kStretchP99Ms);
  row.reached = p50 <= kDelayP50Ms && p99 <= kDelayP99Ms ? Row::Reached::kYes : Row::Reached::kNo;
  PrintRow(row);
}

void Measure(const std::vector<uint32_t>& seeds, const std::string& method) {
  const Wave speech = ReadPrompts(120);
  std::vector<Sum> sums;
  std::vector<Trial> trials;
  for (uint32_t seed : seeds) {
    trials = MakeTable(seed, speech);
    sums.resize(trials.size());
    for (size_t i = 0; i < trials.size(); ++i) Add(trials[i], &sums[i]);
  }
  for (size_t i = 0; i < sums.size(); ++i) Print(sums[i], trials[i], method);
  PrintDelay(seeds, method);
}

void MeasureAccuracy(const Options&) {
  Measure({std::begin(kSeeds), std::end(kSeeds)}, "seeds 2, 3, 4; tuned by 1");
}

void MeasureTuning(const Options&) { Measure({kTuningSeed}, "seed 1, the tuning seed"); }

const Registered kAccuracy{"dtmf-accuracy", MeasureAccuracy};
const Registered kTuning{"dtmf-tuning", MeasureTuning, Registered::When::kAsked};

}  // namespace
}  // namespace spillway::bench
