// SPDX-License-Identifier: GPL-2.0-or-later
// How many tones are told for what they are, and how much else is taken for one?
#include <algorithm>
#include <functional>

#include "native/test/dsp/accuracy/impairment.h"
#include "tools/bench/dsp/measure.h"
#include "tools/bench/dsp/recordings.h"
#include "tools/bench/dsp/spandsp_tones.h"

namespace spillway::bench {
namespace {

using accuracy::Chance;

constexpr uint32_t kSeeds[] = {11, 12, 13};
constexpr int kTries = 25;  // of each tone and seed

/// The tones that spandsp has words for as well.
constexpr ToneKind kKinds[] = {ToneKind::kDial, ToneKind::kRingback, ToneKind::kBusy,
                               ToneKind::kCongestion};

/// What was told of all cases of a row.
struct Tally {
  int told{0};   // the tone that it was
  int other{0};  // one that it was not
};
struct Result {
  int cases{0};
  Tally ours, spandsp;
};

void Count(const std::vector<ToneKind>& heard, ToneKind kind, Tally* tally) {
  bool told = false, other = false;
  for (const ToneKind one : heard) (one == kind ? told : other) = true;
  tally->told += told;
  tally->other += other;
}

std::vector<ToneKind> HearByUs(const TonePlan& plan, const Samples& samples) {
  std::vector<ToneKind> kinds;
  for (const ToneEvent& event : TonesIn(plan, samples)) {
    if (event.kind == ToneEvent::Kind::kBegan) kinds.push_back(event.tone);
  }
  return kinds;
}

std::vector<ToneKind> HearBySpandsp(const TonePlan& plan, const Samples& samples) {
  SpandspTones receiver(plan);
  receiver.Feed(samples.data(), samples.size());
  return receiver.Heard();
}

TonePlan ProgressPlan(const std::string& zone) {
  TonePlan plan;
  for (const PlannedTone& tone : ZoneTones(zone)) plan.Add(tone);
  return plan;
}

using Make = std::function<Samples(const PlannedTone& tone, Chance* chance)>;

Result Try(const Make& make) {
  Result result;
  for (const std::string zone : {"cn", "us", "uk"}) {
    const TonePlan plan = ProgressPlan(zone);
    for (const uint32_t seed : kSeeds) {
      Chance chance(seed);
      for (const ToneKind kind : kKinds) {
        for (int i = 0; i < kTries; ++i) {
          const Samples samples = ThroughAlaw(make(ToneOf(plan, kind), &chance));
          Count(HearByUs(plan, samples), kind, &result.ours);
          Count(HearBySpandsp(plan, samples), kind, &result.spandsp);
          ++result.cases;
        }
      }
    }
  }
  return result;
}

/// Long enough for so many cadences as must be heard, behind a pause of any length.
Samples Sound(const PlannedTone& tone, Chance* chance, double dbm0, const Change& change) {
  const double ms = std::max(3000.0, CadenceMs(tone) * (LeastCadences(tone.kind) + 0.6));
  const Samples pause = Silence(Ms(chance->Between(100, 600)));
  return pause + Play(tone, ms * 1.15, dbm0, change);
}

/// Anywhere in what must be taken.
Samples Operate(const PlannedTone& tone, Chance* chance) {
  Change change;
  if (tone.steps[0].hertz2 != 0) {
    change.share = chance->Between(-kPairDeviation, kPairDeviation);
    change.twistDb = chance->Between(-kPairTwistOperateDb / 2, kPairTwistOperateDb / 2);
  } else {
    change.hertz = chance->Between(-kDeviationHertz, kDeviationHertz);
  }
  change.onTimes = 1 + chance->Between(-kTimeShare, kTimeShare);
  change.offTimes = 1 + chance->Between(-kTimeShare, kTimeShare);
  return Sound(tone, chance, chance->Between(-32, -6), change);
}

Samples InNoise(const PlannedTone& tone, Chance* chance, double decibels) {
  const double sum = tone.steps[0].hertz2 != 0 ? 3 : 0;
  return WithNoise(Sound(tone, chance, -15, {}), -15 + sum - decibels,
                   static_cast<uint32_t>(chance->Below(1 << 30)));
}

/// All frequencies too far off.
Samples FarOff(const PlannedTone& tone, Chance* chance) {
  Change change;
  const double least =
      tone.steps[0].hertz2 != 0 ? tone.steps[0].hertz2 * kPairDeviation : kDeviationHertz;
  change.hertz = (least + kDeviationMarginHertz) * (chance->Below(2) == 0 ? -1 : 1);
  return Sound(tone, chance, -15, change);
}

/// Times too far off; a dial tone has none, and its frequency is off instead.
Samples OutOfTime(const PlannedTone& tone, Chance* chance) {
  if (tone.steps[0].milliseconds == 0) return FarOff(tone, chance);
  Change change;
  const double off = kTimeShare + kTimeMargin;
  change.onTimes = 1 + off * (chance->Below(2) == 0 ? -1 : 1);
  change.offTimes = 1 + off * (chance->Below(2) == 0 ? -1 : 1);
  return Sound(tone, chance, -15, change);
}

enum class ToReach { kAll, kNone, kNothing };

void PrintTold(const std::string& what, const Result& result, ToReach toReach) {
  const auto text = [&](const Tally& tally) {
    return std::to_string(tally.told) + " told, " + std::to_string(tally.other) + " for another";
  };
  Row row;
  row.what = "tones: " + what;
  row.method = std::to_string(result.cases) + " cases, seeds 11, 12, 13";
  row.figure = text(result.ours) + "; spandsp " + text(result.spandsp);
  row.values = {{"cases", result.cases},
                {"told", result.ours.told},
                {"other", result.ours.other},
                {"spandspTold", result.spandsp.told},
                {"spandspOther", result.spandsp.other}};
  if (toReach == ToReach::kNothing) return PrintRow(row);
  const int wanted = toReach == ToReach::kAll ? result.cases : 0;
  const bool reached = result.ours.other == 0 && result.ours.told == wanted;
  row.toReach = toReach == ToReach::kAll ? "all, and for no other" : "none";
  row.reached = reached ? Row::Reached::kYes : Row::Reached::kNo;
  PrintRow(row);
}

void PrintTalkOff() {
  size_t ours = 0, spandsp = 0;
  const double seconds = HearAllRecordings([&](const Samples& samples) {
    for (const std::string zone : {"cn", "us", "uk"}) {
      ours += HearByUs(PlanOf(zone), samples).size();
      spandsp += HearBySpandsp(ProgressPlan(zone), samples).size();
    }
  });
  Row row;
  row.what = "tones: speech and music of Debian's asterisk packages, each by 3 plans";
  row.method = std::to_string(static_cast<int>(seconds / 60)) + " min";
  row.figure = std::to_string(ours) + " false; spandsp " + std::to_string(spandsp);
  row.values = {{"seconds", seconds},
                {"falseTones", static_cast<double>(ours)},
                {"spandspFalseTones", static_cast<double>(spandsp)}};
  row.toReach = "0";
  row.reached = ours == 0 ? Row::Reached::kYes : Row::Reached::kNo;
  PrintRow(row);
}

void MeasureAccuracy(const Options&) {
  PrintTold("random in the operate region", Try(Operate), ToReach::kAll);
  for (const double decibels : {12.0, 9.0, 6.0}) {
    const auto make = [decibels](const PlannedTone& tone, Chance* chance) {
      return InNoise(tone, chance, decibels);
    };
    PrintTold("S/N " + std::to_string(static_cast<int>(decibels)) + " dB", Try(make),
              decibels >= 12 ? ToReach::kAll : ToReach::kNothing);
  }
  PrintTold("frequencies too far off", Try(FarOff), ToReach::kNone);
  PrintTold("sounds and pauses 25 % too long or short", Try(OutOfTime), ToReach::kNone);
  PrintTalkOff();
}

const Registered kAccuracy{"tone-accuracy", MeasureAccuracy};

}  // namespace
}  // namespace spillway::bench
