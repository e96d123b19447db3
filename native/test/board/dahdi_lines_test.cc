// SPDX-License-Identifier: GPL-2.0-or-later
// Are a card's alarms and lines told as they are, on a model of the driver?
#include <dahdi/user.h>
#include <doctest/doctest.h>

#include "native/board/dahdi_channel.h"
#include "native/test/board/dahdi_rig.h"

using namespace spillway;
using namespace spillway::test;
using Kind = LineEvent::Kind;

namespace {

std::vector<std::pair<Kind, Alarm>> AlarmsOf(const DahdiRig& rig) {
  std::vector<std::pair<Kind, Alarm>> told;
  for (const LineEvent& event : rig.events) told.emplace_back(event.kind, event.alarm);
  return told;
}

}  // namespace

TEST_CASE("the gravest alarm of the driver's is told; RECOVER is one when it is alone") {
  const std::pair<int, Alarm> kKinds[] = {
      {DAHDI_ALARM_LOS | DAHDI_ALARM_YELLOW | DAHDI_ALARM_RECOVER, Alarm::kLossOfSignal},
      {DAHDI_ALARM_RED | DAHDI_ALARM_RECOVER, Alarm::kRed},
      {DAHDI_ALARM_YELLOW | DAHDI_ALARM_RECOVER, Alarm::kYellow},
      {DAHDI_ALARM_BLUE, Alarm::kBlue},
      {DAHDI_ALARM_RECOVER | DAHDI_ALARM_LOOPBACK, Alarm::kLoopback},
      {DAHDI_ALARM_RECOVER, Alarm::kRecovering}};
  for (const auto& [bits, expected] : kKinds) {
    Alarm alarm{};
    CHECK(DahdiAlarm(bits, &alarm));
    CHECK(alarm == expected);
  }
  Alarm alarm{};
  CHECK_FALSE(DahdiAlarm(DAHDI_ALARM_NONE, &alarm));
}

TEST_CASE("an alarm that becomes another one is told within a second, the new one first") {
  DahdiRig rig;
  ModelledSpan& span = rig.card.AddSpan(1, 31);
  rig.Open({ModelledE1(1)});
  rig.Run(kSecond);

  rig.card.SetAlarm(span, true, Alarm::kLossOfSignal);
  rig.Run(3 * kSecond);
  rig.card.SetAlarm(span, true, Alarm::kYellow);
  rig.Run(1'100 * kMs);
  rig.card.SetAlarm(span, true, Alarm::kRecovering);
  rig.Run(1'100 * kMs);
  rig.card.SetAlarm(span, false);
  rig.Run(100 * kMs);

  const std::vector<std::pair<Kind, Alarm>> expected{
      {Kind::kAlarmRaised, Alarm::kLossOfSignal},  {Kind::kAlarmRaised, Alarm::kYellow},
      {Kind::kAlarmCleared, Alarm::kLossOfSignal}, {Kind::kAlarmRaised, Alarm::kRecovering},
      {Kind::kAlarmCleared, Alarm::kYellow},       {Kind::kAlarmCleared, Alarm::kRecovering}};
  CHECK(AlarmsOf(rig) == expected);
}

TEST_CASE("every span's alarm is looked at, whether or not its channels tell") {
  DahdiRig rig;
  rig.card.AddSpan(1, 31);
  ModelledSpan& second = rig.card.AddSpan(32, 31);
  rig.Open({ModelledE1(1), ModelledE1(32)});
  rig.Run(kSecond);

  second.inAlarm = true;  // its event was lost
  second.alarm = Alarm::kBlue;
  rig.Run(1'100 * kMs);

  REQUIRE(rig.events.size() == 1);
  CHECK(rig.events[0].span == 1);
  CHECK(rig.events[0].alarm == Alarm::kBlue);
}
