// SPDX-License-Identifier: GPL-2.0-or-later
// Are the tones of every zone heard as they are, and nothing else for them?
#include <doctest/doctest.h>

#include "native/dsp/tone/tone_limits.h"
#include "native/test/dsp/tones.h"

using namespace spillway;
using Kind = ToneEvent::Kind;

namespace {

/// Long enough to be told.
double LongMs(const PlannedTone& tone) {
  return std::max(3000.0, CadenceMs(tone) * (LeastCadences(tone.kind) + 0.5));
}

/// A tone between silences, as it comes over a line.
Samples OnLine(const PlannedTone& tone, double dbm0, double milliseconds) {
  return ThroughAlaw(Silence(Ms(303.3)) + Play(tone, milliseconds, dbm0) + Silence(Ms(13000)));
}

/// Whether the tone is told, and no other one.
bool Hears(const TonePlan& plan, ToneKind kind, const Samples& samples) {
  const auto events = TonesIn(plan, samples);
  for (const ToneEvent& event : events) {
    if (event.tone != kind) return false;
  }
  return !events.empty();
}

bool Same(const std::vector<ToneEvent>& one, const std::vector<ToneEvent>& other) {
  return std::equal(one.begin(), one.end(), other.begin(), other.end(), SameTone);
}

template <typename Do>
void ForEachTone(Do&& act) {
  for (const std::string zone : {"cn", "us", "uk"}) {
    CAPTURE(zone);
    const TonePlan plan = PlanOf(zone);
    for (int i = 0; i < plan.toneCount; ++i) {
      CAPTURE(i);
      act(plan, plan.tones[i]);
    }
  }
}

}  // namespace

TEST_CASE("each tone of each zone is told once, and ended after its last sound") {
  ForEachTone([](const TonePlan& plan, const PlannedTone& tone) {
    const auto events = TonesIn(plan, OnLine(tone, -15, LongMs(tone)));

    REQUIRE(events.size() == 2);
    CHECK(events[0].kind == Kind::kBegan);
    CHECK(events[1].kind == Kind::kEnded);
    CHECK(events[0].tone == tone.kind);
    CHECK(events[1].tone == tone.kind);
    CHECK(std::abs(static_cast<double>(events[0].at) / 8 - 303.3) < 10);
    CHECK(events[1].at > events[0].at);
    CHECK(events[1].cadences >= events[0].cadences);
    const double level = tone.steps[0].hertz2 != 0 ? -12 : -15;
    CHECK(std::abs(events[0].dbm0 - level) < 1);
  });
}

TEST_CASE("the same signal in random chunks makes the same events") {
  std::mt19937 random(11);
  ForEachTone([&](const TonePlan& plan, const PlannedTone& tone) {
    const Samples samples = WithNoise(OnLine(tone, -20, 6000), -40, random());
    const auto whole = TonesInChunks(plan, samples, [&] { return samples.size(); });
    std::uniform_int_distribution<size_t> size(1, 700);

    CHECK(Same(whole, TonesInChunks(plan, samples, [&] { return size(random); })));
    CHECK(Same(whole, TonesInChunks(plan, samples, [] { return size_t{1}; })));
  });
}

TEST_CASE("busy and congestion are told after three whole cadences, others after one or two") {
  const TonePlan plan = PlanOf("cn");
  const auto toldAfter = [&](ToneKind kind, double milliseconds) {
    return !TonesIn(plan, Play(ToneOf(plan, kind), milliseconds, -15)).empty();
  };

  CHECK_FALSE(toldAfter(ToneKind::kBusy, 3 * 700 - 100));
  CHECK(toldAfter(ToneKind::kBusy, 3 * 700 + 100));
  CHECK_FALSE(toldAfter(ToneKind::kCongestion, 3 * 1400 - 150));
  CHECK(toldAfter(ToneKind::kCongestion, 3 * 1400 + 100));
  CHECK_FALSE(toldAfter(ToneKind::kRingback, 4000));
  CHECK(toldAfter(ToneKind::kRingback, 5000));
  CHECK_FALSE(toldAfter(ToneKind::kDial, 1450));
  CHECK(toldAfter(ToneKind::kDial, 1700));
}

TEST_CASE("a plan may ask for other numbers of cadences") {
  TonePlan plan;
  plan.Add(Planned(ToneKind::kBusy, {{450, 0, 350}, {0, 0, 350}}, 0, 5));
  const auto events = TonesIn(plan, OnLine(plan.tones[0], -15, 6000));

  REQUIRE(events.size() == 2);
  CHECK(events[0].cadences == 5);
  CHECK(TonesIn(plan, OnLine(plan.tones[0], -15, 4 * 700)).empty());
}

TEST_CASE("a tone that is changed for another one ends before the other begins") {
  const TonePlan plan = PlanOf("cn");
  const Samples samples = Play(ToneOf(plan, ToneKind::kRingback), 11500, -15) +
                          Play(ToneOf(plan, ToneKind::kBusy), 5600, -15) + Silence(Ms(2000));
  const auto events = TonesIn(plan, ThroughAlaw(samples));

  REQUIRE(events.size() == 4);
  CHECK(events[0].tone == ToneKind::kRingback);
  CHECK(events[1].kind == Kind::kEnded);
  CHECK(events[2].tone == ToneKind::kBusy);
  CHECK(events[3].kind == Kind::kEnded);
  CHECK(events[3].cadences == 8);
}

TEST_CASE("tones of which a kind is not wanted are not told") {
  const TonePlan plan = PlanOf("cn");
  ToneDetector detector(plan, kFaxTones);
  int told = 0;
  const Samples samples = OnLine(ToneOf(plan, ToneKind::kBusy), -15, 6000);
  detector.Feed(samples.data(), samples.size(), [&](const ToneEvent&) { ++told; });

  CHECK(told == 0);
}

TEST_CASE("each tone is heard 12 dB above noise, in each of 20 tries") {
  std::mt19937 random(29);
  ForEachTone([&](const TonePlan& plan, const PlannedTone& tone) {
    const double sum = tone.steps[0].hertz2 != 0 ? 3 : 0;
    const Samples clean = OnLine(tone, -15, LongMs(tone));
    for (int i = 0; i < 20; ++i) {
      CHECK(Hears(plan, tone.kind, WithNoise(clean, -15 + sum - 12, random())));
    }
  });
}
