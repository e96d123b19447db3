// SPDX-License-Identifier: GPL-2.0-or-later
// Is a tone taken up to each limit, and refused from the next one on?
#include "native/dsp/tone/tone_limits.h"

#include <doctest/doctest.h>

#include "native/test/dsp/tones.h"

using namespace spillway;

namespace {

constexpr int kPlaces = 8;  // of the tone's beginning in a hop

/// In how many places of a hop the tone is told.
int CountHeard(const TonePlan& plan, const PlannedTone& tone, double dbm0, const Change& change,
               double afterMs = 3000) {
  int heard = 0;
  const double ms = std::max(3000.0, CadenceMs(tone) * (LeastCadences(tone.kind) + 0.5)) * 1.3;
  for (int place = 0; place < kPlaces; ++place) {
    const Samples samples = ThroughAlaw(Silence(Ms(200) + place * kToneHop / kPlaces) +
                                        Play(tone, ms, dbm0, change) + Silence(Ms(afterMs)));
    const auto events = TonesIn(plan, samples);
    for (const ToneEvent& event : events) {
      if (event.kind == ToneEvent::Kind::kBegan && event.tone == tone.kind) {
        ++heard;
        break;
      }
    }
  }
  return heard;
}

struct Case {
  std::string zone;
  ToneKind kind;
};
const Case kCases[] = {
    {"cn", ToneKind::kDial},        {"cn", ToneKind::kBusy},       {"cn", ToneKind::kRingback},
    {"cn", ToneKind::kCongestion},  {"us", ToneKind::kDial},       {"us", ToneKind::kBusy},
    {"us", ToneKind::kRingback},    {"us", ToneKind::kCongestion}, {"uk", ToneKind::kDial},
    {"uk", ToneKind::kBusy},        {"uk", ToneKind::kRingback},   {"uk", ToneKind::kCongestion},
    {"us", ToneKind::kInformation}, {"cn", ToneKind::kFaxCalling}, {"cn", ToneKind::kFaxAnswer}};

double DeviationOf(ToneKind kind) {
  if (kind == ToneKind::kInformation) return kInformationDeviationHertz;
  if (kind == ToneKind::kFaxCalling) return kFaxCallingDeviationHertz;
  return kind == ToneKind::kFaxAnswer ? kFaxAnswerDeviationHertz : kDeviationHertz;
}

double TimeShareOf(ToneKind kind) {
  if (kind == ToneKind::kInformation) return kInformationTimeShare;
  return kind == ToneKind::kFaxCalling ? kFaxCallingTimeShare : kTimeShare;
}

template <typename Do>
void ForEachCase(Do&& act) {
  for (const Case& one : kCases) {
    CAPTURE(one.zone);
    CAPTURE(static_cast<int>(one.kind));
    const TonePlan plan = PlanOf(one.zone);
    act(plan, ToneOf(plan, one.kind));
  }
}

}  // namespace

TEST_CASE("a single frequency is taken up to its tolerance and refused beyond the margin") {
  ForEachCase([](const TonePlan& plan, const PlannedTone& tone) {
    if (tone.steps[0].hertz2 != 0) return;
    const double operate = DeviationOf(tone.kind);
    for (const double sign : {-1.0, 1.0}) {
      for (const double dbm0 : {-3.0, kToneOperateDbm0}) {
        CAPTURE(dbm0);
        CAPTURE(sign);
        CHECK(CountHeard(plan, tone, dbm0, {sign * operate}) == kPlaces);
        for (const double more : {1.0, 1.5, 3.0}) {
          CHECK(CountHeard(plan, tone, dbm0, {sign * (operate + more * kDeviationMarginHertz)}) ==
                0);
        }
      }
    }
  });
}

TEST_CASE("both frequencies of a pair are taken up to their tolerance and refused beyond it") {
  ForEachCase([](const TonePlan& plan, const PlannedTone& tone) {
    if (tone.steps[0].hertz2 == 0) return;
    for (const double sign : {-1.0, 1.0}) {
      CAPTURE(sign);
      CHECK(CountHeard(plan, tone, -10, {0, sign * kPairDeviation}) == kPlaces);
      const double far = tone.steps[0].hertz2 * kPairDeviation + kDeviationMarginHertz;
      CHECK(CountHeard(plan, tone, -10, {sign * far}) == 0);
    }
  });
}

TEST_CASE("the frequencies of a pair may differ in level up to the limit, either way") {
  ForEachCase([](const TonePlan& plan, const PlannedTone& tone) {
    if (tone.steps[0].hertz2 == 0) return;
    for (const double sign : {-1.0, 1.0}) {
      CAPTURE(sign);
      Change change;
      change.twistDb = sign * kPairTwistOperateDb;
      CHECK(CountHeard(plan, tone, -20, change) == kPlaces);
      change.twistDb = sign * kPairTwistRejectDb;
      CHECK(CountHeard(plan, tone, -20, change) == 0);
    }
  });
}

TEST_CASE("a tone is taken from the loudest down to the least level, and refused as crosstalk") {
  ForEachCase([](const TonePlan& plan, const PlannedTone& tone) {
    const double loudest = tone.steps[0].hertz2 != 0 ? -3 : 3;
    for (const double dbm0 : {loudest, -10.0, -20.0, kToneOperateDbm0}) {
      CAPTURE(dbm0);
      CHECK(CountHeard(plan, tone, dbm0, {}) == kPlaces);
    }
    CHECK(CountHeard(plan, tone, kToneRejectDbm0, {}) == 0);
  });
}

TEST_CASE("a cadence may be off by its tolerance, sounds and pauses apart, and not by more") {
  ForEachCase([](const TonePlan& plan, const PlannedTone& tone) {
    if (tone.steps[tone.stepCount - 1].milliseconds == 0) return;
    const double operate = TimeShareOf(tone.kind);
    const double reject = operate + kTimeMargin;
    for (const double sign : {-1.0, 1.0}) {
      CAPTURE(sign);
      const double taken = 1 + sign * operate, refused = 1 + sign * reject;
      CHECK(CountHeard(plan, tone, -15, {0, 0, taken, taken}) == kPlaces);
      CHECK(CountHeard(plan, tone, -15, {0, 0, taken, 2 - taken}) == kPlaces);
      CHECK(CountHeard(plan, tone, -15, {0, 0, refused, 1}) == 0);
      // Between the rising tones there may be no pause at all.
      if (tone.kind == ToneKind::kInformation) continue;
      // CNG is told in its first pause, before it is known how long that lasts.
      if (tone.kind == ToneKind::kFaxCalling) continue;
      // The last pause counts as soon as it is long enough: only of two can one be too long.
      if (LeastCadences(tone.kind) == 1 && tone.stepCount == 2 && sign > 0) continue;
      CHECK(CountHeard(plan, tone, -15, {0, 0, 1, refused}, 0) == 0);
    }
  });
}
