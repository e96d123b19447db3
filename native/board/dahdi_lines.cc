// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/board/dahdi_lines.h"

#include <sys/eventfd.h>

#include <algorithm>
#include <limits>

namespace spillway {
namespace {

using Kind = LineEvent::Kind;

constexpr int64_t kNever = std::numeric_limits<int64_t>::max();
constexpr int64_t kRetryNs = 50'000'000;
constexpr size_t kQueuedEvents = 4'096;

}  // namespace

DahdiLines::DahdiLines(const std::vector<SpanInfo>& spans, const std::vector<ChannelInfo>& channels,
                       std::vector<std::unique_ptr<DahdiDevice>>& devices, DahdiDriver& driver,
                       DahdiMedia& media, DahdiNews& news, DahdiEcho& echo, Clock& clock,
                       int wakeEvent)
    : channels_(channels),
      devices_(devices),
      driver_(driver),
      media_(media),
      news_(news),
      echo_(echo),
      clock_(clock),
      wakeEvent_(wakeEvent),
      spans_(spans.size()),
      ports_(channels.size()),
      lost_(channels.size()),
      reopenAt_(kNever) {
  for (const ChannelInfo& channel : channels) {
    DahdiDevice* device = devices[channel.index].get();
    Span& span = spans_[channel.span];
    if (span.count++ == 0) span.first = channel.index;
    if (channel.kind == ChannelKind::kData) {
      span.dataChannel = channel.index;
      span.data = device;
    }
    Port& port = ports_[channel.index];
    port.hangUpAt = port.ringAt = port.liftAt = kNever;
    if (channel.kind != ChannelKind::kFxs && channel.kind != ChannelKind::kFxo) continue;
    port.device = device;
    if (device->WasOffHook()) Take({channel.index, DahdiEvent::kOffHook, clock_.Now()});
    if (IsFxo(port) && device->ChannelAlarm())
      Take({channel.index, DahdiEvent::kAlarm, clock_.Now()});
  }
  LookAtAlarms(0);
}

int64_t DahdiLines::Expect(int64_t timeoutNs, std::vector<pollfd>* polled) noexcept {
  const int64_t now = clock_.Now();
  Run(now);
  awaitedPorts_.clear();
  if (!events_.empty()) return 0;
  const size_t first = polled->size();
  polled->push_back({wakeEvent_, POLLIN, 0});
  for (const Span& span : spans_) {
    if (span.data) polled->push_back({span.data->Fd(), POLLIN | POLLPRI, 0});
  }
  beforePorts_ = polled->size() - first;
  for (size_t i = 0; i < ports_.size(); ++i) {
    const auto channel = static_cast<ChannelIndex>(i);
    if (!ports_[i].device || media_.Gone(channel)) continue;
    if (media_.BearerOf(channel)->SaidRemoved()) continue;
    polled->push_back({ports_[i].device->Fd(), POLLPRI, 0});
    awaitedPorts_.push_back(channel);
  }
  return std::max<int64_t>(0, std::min(timeoutNs, Deadline() - now));
}

void DahdiLines::Collect(const pollfd* polled) noexcept {
  eventfd_t woken;
  eventfd_read(wakeEvent_, &woken);
  for (size_t i = 0; i < awaitedPorts_.size(); ++i) {
    if ((polled[beforePorts_ + i].revents & POLLPRI) != 0) TakePortEvents(awaitedPorts_[i]);
  }
  Run(clock_.Now());
}

void DahdiLines::TakeNews() noexcept {
  DahdiLineEvent event;
  while (events_.size() < kQueuedEvents && news_.Next(&event)) Take(event);
}

bool DahdiLines::ReadEvent(LineEvent* event) noexcept {
  if (events_.empty()) Run(clock_.Now());
  if (events_.empty()) return false;
  *event = events_.front();
  events_.pop_front();
  return true;
}

void DahdiLines::Run(int64_t now) noexcept {
  TakeNews();
  for (SpanIndex span = 0; span < static_cast<SpanIndex>(spans_.size()); ++span) {
    if (spans_[span].data) TakeDataEvents(span);
  }
  Reopen(now);
  LookAtAlarms(now);
  for (ChannelIndex fax; (fax = echo_.TakeFax()) >= 0;) {
    if (DahdiDevice* device = DeviceOf(fax)) device->CancelEcho(0);
  }
  for (size_t i = 0; i < ports_.size(); ++i) {
    Port& port = ports_[i];
    if (!port.device) continue;
    if (now >= port.ringAt) Ring(port);
    if (now >= port.liftAt) LiftAgain(static_cast<ChannelIndex>(i));
    if (now < port.hangUpAt) continue;
    port.hangUpAt = port.liftAt = kNever;
    port.lifted = false;
    bool busy;
    port.device->Act(LineAction::kOnHook, &busy);
    media_.Emptied(static_cast<ChannelIndex>(i));
  }
}

int64_t DahdiLines::Deadline() const noexcept {
  int64_t deadline = std::min(lookAt_, reopenAt_);
  for (const Port& port : ports_) {
    deadline = std::min({deadline, port.hangUpAt, port.ringAt, port.liftAt});
  }
  return deadline;
}

void DahdiLines::Take(const DahdiLineEvent& event) noexcept {
  const SpanIndex span = channels_[event.channel].span;
  switch (event.event) {
    case DahdiEvent::kRemoved:
      return Lose(event.channel);
    case DahdiEvent::kAlarm:
    case DahdiEvent::kNoAlarm:
      if (IsFxo(ports_[event.channel])) TakeBattery(event);
      return CheckAlarm(span);
    default:
      break;
  }
  Port& port = ports_[event.channel];
  if (!port.device) return;
  if (port.device->Kind() == ChannelKind::kFxs) return TakeFxs(port, event);
  TakeFxo(port, event);
}

bool DahdiLines::Act(ChannelIndex channel, LineAction action) noexcept {
  Port& port = ports_[channel];
  if (!port.device) return false;
  const bool station = port.device->Kind() == ChannelKind::kFxs;
  bool busy = false;
  switch (action) {
    case LineAction::kRing:
      port.rings = true;
      return station && !port.lifted && Ring(port);
    case LineAction::kRingOff:
      port.rings = false;
      port.ringAt = kNever;
      // Off hook has ended the ringing; RINGOFF would put the port on hook.
      return station && (port.lifted || port.device->Act(action, &busy));
    case LineAction::kReversePolarity:
    case LineAction::kNormalPolarity:
    case LineAction::kLampOn:
    case LineAction::kLampOff:
    case LineAction::kOnHookTransfer:
      return station && port.device->Act(action, &busy);
    case LineAction::kOffHook:
      if (station || !port.device->Act(action, &busy)) return false;
      if (port.ringing) Add(Kind::kRingStopped, channel, clock_.Now());
      port.ringing = false;
      port.lifted = true;
      return true;
    case LineAction::kBatteryOff:
    case LineAction::kBatteryOn:
      return false;  // no driver takes the voltage away by order
    case LineAction::kFlash:
      return !station && port.device->Act(action, &busy);
    case LineAction::kOnHook:
      if (station || !port.device->Act(action, &busy)) return false;
      port.lifted = false;
      media_.Emptied(channel);
      return true;
  }
  return false;
}

void DahdiLines::Carry(ChannelIndex channel, bool call) noexcept {
  echo_.Carry(channel, call, DeviceOf(channel));
}

DahdiDevice* DahdiLines::DeviceOf(ChannelIndex channel) const noexcept {
  return lost_[channel] ? nullptr : devices_[channel].get();
}

/// The driver refuses to ring for a moment after it hung up; then it is tried again.
bool DahdiLines::Ring(Port& port) noexcept {
  bool busy = false;
  const bool done = port.device->Act(LineAction::kRing, &busy);
  port.ringAt = !done && busy ? clock_.Now() + kRetryNs : kNever;
  return done || busy;
}

/// This ends the ringing, too. For 0.8 s after it hung up, by our will or as it was closed, the
/// driver refuses.
void DahdiLines::Lift(Port& port) noexcept {
  bool busy = false;
  const bool done = port.device->Act(LineAction::kOffHook, &busy);
  port.liftAt = !done && busy ? clock_.Now() + kRetryNs : kNever;
}

/// In the last part of that time it does not tell either that the telephone was put down.
void DahdiLines::LiftAgain(ChannelIndex channel) noexcept {
  Port& port = ports_[channel];
  if (port.device->OffHook()) return Lift(port);
  port.liftAt = clock_.Now() + kRetryNs;  // it may be a flash
  if (!port.closed) return;
  Take({channel, DahdiEvent::kOnHook, clock_.Now()});
  port.asked = true;
}

void DahdiLines::Add(Kind kind, ChannelIndex channel, int64_t at) noexcept {
  events_.push_back({kind, channels_[channel].span, channel, Alarm::kLossOfSignal, at});
}

}  // namespace spillway
