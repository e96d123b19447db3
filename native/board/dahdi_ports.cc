// SPDX-License-Identifier: GPL-2.0-or-later
// The analog ports of dahdi_lines: what the driver tells of them, and what is asked when that was
// lost.
#include <limits>
#include <utility>

#include "native/board/dahdi_lines.h"

namespace spillway {
namespace {

using Kind = LineEvent::Kind;

constexpr int64_t kNever = std::numeric_limits<int64_t>::max();
constexpr int64_t kHungUpNs = 1'000'000'000;  // longer than any flash or pulse
// A module gives 40 to 56 V on hook, 24 V where it is to save power; a telephone off hook has 4
// to 9.
constexpr int kDeadMillivolts = 10'000;
constexpr int kShortedMillivolts = 2'000;
constexpr int kSureVolts = 3;

}  // namespace

/// The driver holds a port's audio back until its events are read. Either thread reads them, this
/// one as soon as they are there.
void DahdiLines::TakePortEvents(ChannelIndex channel) noexcept {
  DahdiBearer& bearer = *media_.BearerOf(channel);
  if (!bearer.ReadEvents()) return;  // the media thread is at it, and will tell
  TakeNews();                        // what it has read is older
  for (;;) {
    DahdiDevice* device = ports_[channel].device;
    const DahdiEvent event = device ? device->NextEvent() : DahdiEvent::kNone;
    if (event == DahdiEvent::kNone) break;
    if (event == DahdiEvent::kRemoved) {
      // The media thread will find out by itself, and then leaves the device to us.
      bearer.SayRemoved();
      break;
    }
    bearer.Heard(event);
    if (event == DahdiEvent::kReadOverrun || event == DahdiEvent::kWriteUnderrun) continue;
    Take({channel, event, clock_.Now()});
  }
  bearer.Done();
}

/// Once a second. News of the span's lines may be lost: what do they look like then? And whoever is
/// off hook may have hung up in a moment in which the driver does not tell it, as when it is
/// configured anew.
void DahdiLines::AskPorts(SpanIndex index) noexcept {
  Span& span = spans_[index];
  const uint64_t lost = news_.Lost(index);
  const bool all = lost != span.eventsLost;
  span.eventsLost = lost;
  for (ChannelIndex channel = span.first; channel < span.first + span.count; ++channel) {
    Port& port = ports_[channel];
    if (!port.device || media_.Gone(channel) || !(all || port.closed)) continue;
    const int64_t now = clock_.Now();
    if (IsFxo(port)) {
      const bool none = port.device->ChannelAlarm();
      if (none != port.batteryLost)
        TakeBattery({channel, none ? DahdiEvent::kAlarm : DahdiEvent::kNoAlarm, now});
    } else if (port.device->OffHook() != port.closed) {
      Take({channel, port.closed ? DahdiEvent::kOnHook : DahdiEvent::kOffHook, now});
      port.asked = !port.closed;
    }
  }
}

/// One telephone's port a second, for it takes some milliseconds: has it its voltage? None on its
/// hook: the module is dead, or the wires touch. Hardly any off its hook, where a telephone has
/// some: the wires touch. A port that seems so is asked again at once, to be sure.
void DahdiLines::AskVolts() noexcept {
  for (size_t tries = 0; tries < ports_.size(); ++tries) {
    const auto channel = static_cast<ChannelIndex>(voltsOf_);
    Port& port = ports_[voltsOf_];
    const bool asks = port.device && port.device->Kind() == ChannelKind::kFxs && !port.silentVolts;
    int millivolts = 0;
    if (!asks || port.rings || media_.Gone(channel)) {
      voltsOf_ = (voltsOf_ + 1) % ports_.size();
      continue;
    }
    port.silentVolts = !port.device->LineMillivolts(&millivolts);
    if (port.silentVolts) continue;
    const bool low = millivolts < (port.closed ? kShortedMillivolts : kDeadMillivolts);
    port.lowVolts = low ? port.lowVolts + 1 : 0;
    const bool lost = port.lowVolts >= kSureVolts;
    if (!low || lost) voltsOf_ = (voltsOf_ + 1) % ports_.size();
    // What is low for the first time changes nothing yet.
    if (lost == port.batteryLost || (low && !lost)) return;
    port.batteryLost = lost;
    return Add(lost ? Kind::kBatteryLost : Kind::kBatteryFound, channel, clock_.Now());
  }
}

/// The driver's alarm of an FXO port: no battery.
void DahdiLines::TakeBattery(const DahdiLineEvent& event) noexcept {
  const bool lost = event.event == DahdiEvent::kAlarm;
  ports_[event.channel].batteryLost = lost;
  Add(lost ? Kind::kBatteryLost : Kind::kBatteryFound, event.channel, event.at);
}

void DahdiLines::TakeFxs(Port& port, const DahdiLineEvent& event) noexcept {
  if (event.event == DahdiEvent::kOnHook) {
    if (std::exchange(port.asked, false)) return;
    port.closed = false;
    if (port.lifted) port.hangUpAt = event.at + kHungUpNs;
    return Add(Kind::kOnHook, event.channel, event.at);
  }
  if (event.event != DahdiEvent::kOffHook) return;

  port.hangUpAt = port.ringAt = kNever;
  port.asked = false;
  if (!port.lifted) Lift(port);
  port.lifted = port.closed = true;
  Add(Kind::kOffHook, event.channel, event.at);
}

void DahdiLines::TakeFxo(Port& port, const DahdiLineEvent& event) noexcept {
  if (event.event == DahdiEvent::kPolarity) {
    port.reversed = !port.reversed;
    Add(port.reversed ? Kind::kPolarityReversed : Kind::kPolarityNormal, event.channel, event.at);
  }
  if (event.event == DahdiEvent::kOnHook && port.lifted)
    Add(Kind::kOnHook, event.channel, event.at);
  const bool begun = event.event == DahdiEvent::kRingBegin;
  const bool ended = event.event == DahdiEvent::kOffHook;
  if (port.lifted) return;
  // For 2 s after a line was opened or hung up, the driver tells only the end of a ring.
  if ((begun || ended) && !port.ringing) Add(Kind::kRingStarted, event.channel, event.at);
  if (ended) Add(Kind::kRingStopped, event.channel, event.at);
  if (begun || ended) port.ringing = begun;
}

}  // namespace spillway
