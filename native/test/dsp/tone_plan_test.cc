// SPDX-License-Identifier: GPL-2.0-or-later
// Which tones can be listened for?
#include "native/dsp/tone/tone_plan.h"

#include <doctest/doctest.h>

#include "native/test/dsp/tones.h"

using namespace spillway;

namespace {

bool CanAdd(const Steps& steps, int repeatFrom = 0) {
  TonePlan plan;
  return plan.Add(Planned(ToneKind::kBusy, steps, repeatFrom));
}

}  // namespace

TEST_CASE("a tone whose steps make sense can be listened for") {
  CHECK(CanAdd({{450, 0, 0}}));
  CHECK(CanAdd({{0, 0, 500}, {450, 0, 500}}));
  CHECK(CanAdd({{950, 0, 330}, {0, 0, 15}, {1400, 0, 330}, {0, 0, 1000}}));
  CHECK(CanAdd({{950, 0, 330}, {1400, 0, 330}, {1800, 0, 330}, {0, 0, 0}}, 3));
}

TEST_CASE("one that cannot be told from something else cannot") {
  CHECK_FALSE(CanAdd({}));
  CHECK_FALSE(CanAdd({{0, 0, 500}}));
  CHECK_FALSE(CanAdd({{450, 0, 500}, {450, 0, 200}, {0, 0, 500}}));
  CHECK_FALSE(CanAdd({{450, 0, 50}, {0, 0, 500}}));
  CHECK_FALSE(CanAdd({{450, 0, 500}, {0, 0, 50}}));
  CHECK_FALSE(CanAdd({{450, 0, 0}, {0, 0, 500}}));
  CHECK_FALSE(CanAdd({{450, 460, 500}, {0, 0, 500}}));
  CHECK_FALSE(CanAdd({{100, 0, 500}, {0, 0, 500}}));
  CHECK_FALSE(CanAdd({{3600, 0, 500}, {0, 0, 500}}));
  CHECK_FALSE(CanAdd({{450, 0, 500}, {0, 0, 500}}, 2));
}

TEST_CASE("a full plan takes no more, and stays as it is") {
  TonePlan plan;
  uint16_t hertz = 300;
  while (plan.Add(Planned(ToneKind::kDial, {{hertz, 0, 0}}))) hertz = hertz + 100;
  const int count = plan.toneCount;

  CHECK(count == 16);
  CHECK_FALSE(AddFaxTones(&plan));
  CHECK_FALSE(AddInformationTone(&plan));
  CHECK(plan.toneCount == count);
}

TEST_CASE("the special information tone of a zone is not listened for twice") {
  TonePlan plan;
  plan.Add(Planned(ToneKind::kInformation,
                   {{950, 0, 330}, {1400, 0, 330}, {1800, 0, 330}, {0, 0, 0}}, 3));

  CHECK(AddInformationTone(&plan));
  CHECK(plan.toneCount == 1);
  const auto events =
      TonesIn(plan, ThroughAlaw(Silence(800) + Play(plan.tones[0], 990, -15) + Silence(Ms(1000))));
  CHECK(events.size() == 2);
}
