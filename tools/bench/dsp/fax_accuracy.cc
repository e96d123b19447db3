// SPDX-License-Identifier: GPL-2.0-or-later
// How many fax tones are told, and how much else is taken for one, beside spandsp on the same
// samples?
#include <functional>

#include "native/dsp/tone/tone_limits.h"
#include "native/test/dsp/tones.h"
#include "tools/bench/dsp/measure.h"
#include "tools/bench/dsp/recordings.h"
#include "tools/bench/dsp/spandsp_fax.h"

namespace spillway::bench {
namespace {

using accuracy::Chance;

constexpr uint32_t kSeeds[] = {11, 12, 13};
constexpr int kTries = 50;  // of each seed

TonePlan FaxPlan() {
  TonePlan plan;
  AddFaxTones(&plan);
  return plan;
}

/// Told by us and by spandsp.
struct Told {
  int ours{0};
  int spandsp{0};
};

Told Hear(ToneKind kind, const Samples& samples) {
  Told told;
  for (const ToneEvent& event : TonesIn(FaxPlan(), samples))
    told.ours += event.kind == ToneEvent::Kind::kBegan && event.tone == kind;
  SpandspFax spandsp(kind);
  spandsp.Feed(samples.data(), samples.size());
  told.spandsp = spandsp.Heard();
  return told;
}

/// How a tone is off, shares of what must be taken: 1 is the limit.
struct Off {
  double hertz{0};
  double times{0};
};

/// Two bursts of CNG behind a pause of any length.
Samples Calling(Chance* chance, double dbm0, const Off& off) {
  Change change;
  change.hertz = off.hertz * kFaxCallingDeviationHertz;
  change.onTimes = 1 + off.times * kFaxCallingTimeShare;
  const TonePlan plan = FaxPlan();
  return Silence(Ms(chance->Between(100, 600))) +
         Play(ToneOf(plan, ToneKind::kFaxCalling), 4500, dbm0, change) + Silence(Ms(300));
}

/// CED or ANSam, turning or not.
Samples Answering(Chance* chance, double dbm0, const Off& off) {
  Answer answer;
  answer.milliseconds = 3300 + off.times * 700;
  answer.turns = chance->Below(2) == 0;
  answer.swells = chance->Below(2) == 0;
  answer.hertz += off.hertz * kFaxAnswerDeviationHertz;
  answer.dbm0 = dbm0;
  return Silence(Ms(chance->Between(100, 600))) + AnswerTone(answer) + Silence(Ms(300));
}

using Sound = std::function<Samples(Chance* chance, double dbm0, const Off& off)>;
using Make = std::function<Samples(const Sound& sound, Chance* chance)>;

void PrintRowOf(const std::string& what, int cases, const Told& told, int toReach) {
  Row row;
  row.what = what;
  row.method = std::to_string(cases) + " cases, seeds 11, 12, 13";
  row.figure =
      std::to_string(told.ours) + " told; spandsp " + std::to_string(told.spandsp) + " told";
  row.values = {{"cases", cases}, {"told", told.ours}, {"spandspTold", told.spandsp}};
  if (toReach >= 0) {
    row.toReach = toReach == 0 ? "none" : "all";
    row.reached = told.ours == toReach ? Row::Reached::kYes : Row::Reached::kNo;
  }
  PrintRow(row);
}

enum class ToReach { kAll, kNone, kNothing };

void Try(const std::string& what, ToReach toReach, const Make& make) {
  for (const ToneKind kind : {ToneKind::kFaxCalling, ToneKind::kFaxAnswer}) {
    const bool calling = kind == ToneKind::kFaxCalling;
    const Sound sound = calling ? Calling : Answering;
    Told told;
    int cases = 0;
    for (const uint32_t seed : kSeeds) {
      Chance chance(seed);
      for (int i = 0; i < kTries; ++i, ++cases) {
        const Told one = Hear(kind, ThroughAlaw(make(sound, &chance)));
        told.ours += one.ours > 0;
        told.spandsp += one.spandsp > 0;
      }
    }
    const int all = toReach == ToReach::kAll ? cases : 0;
    PrintRowOf(std::string("fax: ") + (calling ? "CNG, " : "CED and ANSam, ") + what, cases, told,
               toReach == ToReach::kNothing ? -1 : all);
  }
}

void PrintTalkOff() {
  Told told;
  const double seconds = HearAllRecordings([&](const Samples& samples) {
    for (const ToneKind kind : {ToneKind::kFaxCalling, ToneKind::kFaxAnswer}) {
      const Told one = Hear(kind, samples);
      told.ours += one.ours;
      told.spandsp += one.spandsp;
    }
  });
  Row row;
  row.what = "fax: speech and music of Debian's asterisk packages";
  row.method = std::to_string(static_cast<int>(seconds / 60)) + " min";
  row.figure = std::to_string(told.ours) + " false; spandsp " + std::to_string(told.spandsp);
  row.values = {
      {"seconds", seconds}, {"falseTones", told.ours}, {"spandspFalseTones", told.spandsp}};
  row.toReach = "0";
  row.reached = told.ours == 0 ? Row::Reached::kYes : Row::Reached::kNo;
  PrintRow(row);
}

void MeasureAccuracy(const Options&) {
  Try("random in the operate region", ToReach::kAll, [](const Sound& sound, Chance* chance) {
    const double level = chance->Between(-32, -6);
    return sound(chance, level, {chance->Between(-1, 1), chance->Between(-1, 1)});
  });
  for (const double decibels : {12.0, 9.0, 6.0}) {
    Try("S/N " + std::to_string(static_cast<int>(decibels)) + " dB",
        decibels >= 12 ? ToReach::kAll : ToReach::kNothing,
        [decibels](const Sound& sound, Chance* chance) {
          const auto seed = static_cast<uint32_t>(chance->Below(1 << 30));
          return WithNoise(sound(chance, -15, {}), -15 - decibels, seed);
        });
  }
  Try("its frequency too far off", ToReach::kNone, [](const Sound& sound, Chance* chance) {
    const double least = 2;  // twice what must be taken: 76 Hz of CNG, 30 Hz of CED
    return sound(chance, -15, {(chance->Below(2) == 0 ? -1 : 1) * chance->Between(least, 3), 0});
  });
  PrintTalkOff();
}

const Registered kAccuracy{"fax-accuracy", MeasureAccuracy};

}  // namespace
}  // namespace spillway::bench
