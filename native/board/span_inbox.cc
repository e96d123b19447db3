// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/board/span_inbox.h"

#include <algorithm>

namespace spillway {
namespace {

constexpr size_t kQueuedFrames = 128;
constexpr size_t kQueuedEvents = 4'096;  // a far end that sends nonsense must not eat the memory

}  // namespace

bool CanAct(bool stationSide, LineAction action) noexcept {
  switch (action) {
    case LineAction::kRing:
    case LineAction::kRingOff:
    case LineAction::kReversePolarity:
    case LineAction::kNormalPolarity:
    case LineAction::kLampOn:
    case LineAction::kLampOff:
    case LineAction::kOnHookTransfer:
      return stationSide;
    case LineAction::kBatteryOff:  // a short takes it from either end
    case LineAction::kBatteryOn:
      return true;
    case LineAction::kOffHook:
    case LineAction::kOnHook:
    case LineAction::kFlash:
      return !stationSide;
  }
  return false;
}

SpanInbox::SpanInbox(int ports, bool stationSide)
    : stationSide_(stationSide),
      lines_(static_cast<size_t>(ports)),
      frames_(ports == 0 ? kQueuedFrames : 0) {}

bool SpanInbox::TakeLine(int port, LineAction action, int64_t at) noexcept {
  if (port < 0 || port >= static_cast<int>(lines_.size())) return false;
  if (!CanAct(!stationSide_, action)) return false;

  switch (action) {
    case LineAction::kRing:
    case LineAction::kOffHook:
      SetActive(port, true, at);
      break;
    case LineAction::kRingOff:
    case LineAction::kOnHook:
      SetActive(port, false, at);
      break;
    case LineAction::kFlash:
      if (!lines_[port].active) break;  // nothing to open
      SetActive(port, false, at);
      SetActive(port, true, at + kFlashNs);
      break;
    case LineAction::kReversePolarity:
      SetReversed(port, true, at);
      break;
    case LineAction::kNormalPolarity:
      SetReversed(port, false, at);
      break;
    case LineAction::kLampOn:
      SetLit(port, true, at);
      break;
    case LineAction::kLampOff:
      SetLit(port, false, at);
      break;
    case LineAction::kBatteryOff:
      SetDead(port, true, at);
      break;
    case LineAction::kBatteryOn:
      SetDead(port, false, at);
      break;
    case LineAction::kOnHookTransfer:
      break;  // a virtual line always carries sound
  }
  return true;
}

void SpanInbox::SetSignal(bool present, int64_t now) noexcept {
  if (signal_ == present) return;
  signal_ = present;
  Add(present ? LineEvent::Kind::kAlarmCleared : LineEvent::Kind::kAlarmRaised, -1, now);
  if (present) return;

  frames_.Clear();
  ForgetLines(now);
}

void SpanInbox::ForgetLines(int64_t now) noexcept {
  for (int port = 0; port < static_cast<int>(lines_.size()); ++port) {
    SetActive(port, false, now);
    SetReversed(port, false, now);
    SetLit(port, false, now);
    SetDead(port, false, now);
  }
}

bool SpanInbox::ReadEvent(Event* event, int64_t now) noexcept {
  if (events_.empty() || events_.front().at > now) return false;
  *event = events_.front();
  events_.pop_front();
  return true;
}

int64_t SpanInbox::NextAt() const noexcept {
  return std::min(frames_.NextAt(), events_.empty() ? kNever : events_.front().at);
}

void SpanInbox::Add(LineEvent::Kind kind, int port, int64_t at) noexcept {
  if (events_.size() >= kQueuedEvents) return;
  // A port's events keep their order: what comes after a flash waits for its end.
  for (const Event& earlier : events_) {
    if (earlier.port == port) at = std::max(at, earlier.at);
  }
  auto place = std::find_if(events_.rbegin(), events_.rend(),
                            [at](const Event& earlier) { return earlier.at <= at; });
  events_.insert(place.base(), Event{kind, port, at});
}

void SpanInbox::SetActive(int port, bool active, int64_t at) noexcept {
  if (lines_[port].active == active) return;
  lines_[port].active = active;
  if (stationSide_) {
    Add(active ? LineEvent::Kind::kOffHook : LineEvent::Kind::kOnHook, port, at);
  } else {
    Add(active ? LineEvent::Kind::kRingStarted : LineEvent::Kind::kRingStopped, port, at);
  }
}

void SpanInbox::SetReversed(int port, bool reversed, int64_t at) noexcept {
  if (lines_[port].reversed == reversed) return;
  lines_[port].reversed = reversed;
  Add(reversed ? LineEvent::Kind::kPolarityReversed : LineEvent::Kind::kPolarityNormal, port, at);
}

void SpanInbox::SetLit(int port, bool lit, int64_t at) noexcept {
  if (lines_[port].lit == lit) return;
  lines_[port].lit = lit;
  Add(lit ? LineEvent::Kind::kLampLit : LineEvent::Kind::kLampDark, port, at);
}

void SpanInbox::SetDead(int port, bool dead, int64_t at) noexcept {
  if (lines_[port].dead == dead) return;
  lines_[port].dead = dead;
  Add(dead ? LineEvent::Kind::kBatteryLost : LineEvent::Kind::kBatteryFound, port, at);
}

}  // namespace spillway
