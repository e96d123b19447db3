// SPDX-License-Identifier: GPL-2.0-or-later
// The channels of dahdi_lines that went away under us: a card was pulled or reset, its module
// reloaded, a call of the driver failed. They are opened again as soon as that can be done.
#include <algorithm>
#include <limits>

#include "native/board/board_error.h"
#include "native/board/dahdi_lines.h"

namespace spillway {
namespace {

using Kind = LineEvent::Kind;

constexpr int64_t kRetryNs = 1'000'000'000;

}  // namespace

/// A device of the span, to ask for its alarm; null: all are gone.
DahdiDevice* DahdiLines::AnyOf(const Span& span) const noexcept {
  for (ChannelIndex channel = span.first + span.count - 1; channel >= span.first; --channel) {
    if (!lost_[channel] && !media_.Gone(channel)) return devices_[channel].get();
  }
  return nullptr;
}

/// Whoever met the error does not touch the device any more.
void DahdiLines::Lose(ChannelIndex channel) noexcept {
  if (lost_[channel]) return;
  lost_[channel] = true;
  Span& span = spans_[channels_[channel].span];
  if (span.dataChannel == channel) span.data = nullptr;
  ports_[channel].device = nullptr;
  if (reopenAt_ == std::numeric_limits<int64_t>::max()) reopenAt_ = 0;
}

void DahdiLines::Remove(SpanIndex index) noexcept {
  Span& span = spans_[index];
  if (span.removed) return;
  span.removed = true;
  SetAlarm(index, Alarm::kNotOpen);
  for (ChannelIndex channel = span.first; channel < span.first + span.count; ++channel) {
    HangUp(channel);
  }
}

/// Nobody can talk there, and nothing will be told of the telephone.
void DahdiLines::HangUp(ChannelIndex channel) noexcept {
  Port& port = ports_[channel];
  const int64_t now = clock_.Now();
  if (port.lifted) Add(Kind::kOnHook, channel, now);
  if (port.ringing) Add(Kind::kRingStopped, channel, now);
  port.lifted = port.closed = port.ringing = port.asked = false;
  port.hangUpAt = port.ringAt = port.liftAt = std::numeric_limits<int64_t>::max();
}

/// At once, and then once a second.
void DahdiLines::Reopen(int64_t now) noexcept {
  if (now < reopenAt_) return;
  bool whole = true;
  for (SpanIndex span = 0; span < static_cast<SpanIndex>(spans_.size()); ++span) {
    const auto first = lost_.begin() + spans_[span].first;
    if (std::none_of(first, first + spans_[span].count, [](bool lost) { return lost; })) continue;
    if (ReopenSpan(span)) continue;
    whole = false;
    Remove(span);
  }
  // What fails again and again is no reason to do nothing else.
  const bool again = !whole || reopenAt_ == 0;
  reopenAt_ = again ? now + kRetryNs : std::numeric_limits<int64_t>::max();
}

bool DahdiLines::ReopenSpan(SpanIndex index) noexcept {
  Span& span = spans_[index];
  for (ChannelIndex channel = span.first; channel < span.first + span.count; ++channel) {
    if (lost_[channel] && !ReopenChannel(channel)) return false;
  }
  span.removed = false;
  CheckAlarm(index);
  return true;
}

bool DahdiLines::ReopenChannel(ChannelIndex channel) noexcept {
  const int number = devices_[channel]->Number();
  const ChannelKind kind = channels_[channel].kind;
  try {
    // The driver lets a channel be opened once: the old one first.
    devices_[channel]->Close();
    devices_[channel] = driver_.Open(number, kind);
  } catch (const BoardError&) {
    return false;
  }
  DahdiDevice& device = *devices_[channel];
  lost_[channel] = false;
  echo_.Reopened(channel, device);
  if (kind == ChannelKind::kData) {
    spans_[channels_[channel].span].data = &device;
    return true;
  }
  HangUp(channel);
  ports_[channel].silentVolts = false;  // it may be another module
  if (kind != ChannelKind::kBearer) ports_[channel].device = &device;
  if (device.WasOffHook()) Take({channel, DahdiEvent::kOffHook, clock_.Now()});
  media_.Reopened(channel, device);
  return true;
}

}  // namespace spillway
