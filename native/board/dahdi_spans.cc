// SPDX-License-Identifier: GPL-2.0-or-later
// The D-channels and alarms of dahdi_lines.
#include <algorithm>

#include "native/board/dahdi_lines.h"

namespace spillway {
namespace {

using Kind = LineEvent::Kind;

constexpr size_t kCheckBytes = 2;  // the FCS, which the driver wants room for and hands over
constexpr size_t kFrameBytes = 1'024;
constexpr int64_t kLookNs = 1'000'000'000;

}  // namespace

size_t DahdiLines::ReadFrame(SpanIndex span, uint8_t* frame, size_t capacity) noexcept {
  Span& from = spans_[span];
  uint8_t octets[kFrameBytes];
  while (from.data) {
    size_t size = 0;
    switch (from.data->Read(octets, sizeof octets, &size)) {
      case DahdiDevice::Transfer::kNotReady:
        return 0;
      case DahdiDevice::Transfer::kEvent:
        TakeDataEvents(span);
        continue;
      case DahdiDevice::Transfer::kGone:
        Lose(from.dataChannel);
        return 0;
      case DahdiDevice::Transfer::kDone:
        break;
    }
    if (size > kCheckBytes && size - kCheckBytes <= capacity) {
      std::copy_n(octets, size - kCheckBytes, frame);
      return size - kCheckBytes;
    }
    ++from.frameErrors;
  }
  return 0;
}

bool DahdiLines::WriteFrame(SpanIndex span, const uint8_t* frame, size_t size) noexcept {
  Span& to = spans_[span];
  if (!to.data || size == 0 || size > kFrameBytes - kCheckBytes) return false;
  uint8_t octets[kFrameBytes] = {};
  std::copy_n(frame, size, octets);
  for (int tries = 0; tries < 3 && to.data; ++tries) {
    switch (to.data->Write(octets, size + kCheckBytes)) {
      case DahdiDevice::Transfer::kDone:
        return true;
      case DahdiDevice::Transfer::kEvent:
        TakeDataEvents(span);
        continue;
      case DahdiDevice::Transfer::kGone:
        Lose(to.dataChannel);
        return false;
      case DahdiDevice::Transfer::kNotReady:
        ++to.frameErrors;
        return false;
    }
  }
  return false;
}

void DahdiLines::TakeDataEvents(SpanIndex span) noexcept {
  while (spans_[span].data) {
    const DahdiEvent event = spans_[span].data->NextEvent();
    switch (event) {
      case DahdiEvent::kNone:
        return;
      case DahdiEvent::kRemoved:
        return Lose(spans_[span].dataChannel);
      case DahdiEvent::kAlarm:
      case DahdiEvent::kNoAlarm:
        CheckAlarm(span);
        break;
      case DahdiEvent::kFrameError:
        ++spans_[span].frameErrors;
        events_.push_back({Kind::kFrameError, span, -1, Alarm::kLossOfSignal});
        break;
      default:
        break;
    }
  }
}

void DahdiLines::CheckAlarm(SpanIndex span) noexcept {
  const DahdiDevice* any = AnyOf(spans_[span]);
  if (spans_[span].removed || !any) return;
  Alarm alarm;
  const bool raised = any->SpanAlarm(&alarm);
  SetAlarm(span, raised ? std::optional(alarm) : std::nullopt);
}

void DahdiLines::SetAlarm(SpanIndex span, std::optional<Alarm> alarm) noexcept {
  std::optional<Alarm>& current = spans_[span].alarm;
  if (current == alarm) return;
  // The new one first, so that a span whose alarm becomes another one is not up in between.
  if (alarm) events_.push_back({Kind::kAlarmRaised, span, -1, *alarm});
  if (current) events_.push_back({Kind::kAlarmCleared, span, -1, *current});
  current = alarm;
}

/// What is told can be lost, and the driver tells that an alarm has come or is over, not that it
/// has become another one.
void DahdiLines::LookAtAlarms(int64_t now) noexcept {
  if (now < lookAt_) return;
  lookAt_ = now + kLookNs;
  for (const ChannelInfo& channel : channels_) {
    if (media_.Lost(channel.index)) Lose(channel.index);  // whether or not that was told
  }
  for (SpanIndex span = 0; span < static_cast<SpanIndex>(spans_.size()); ++span) {
    CheckAlarm(span);
    AskPorts(span);
  }
  AskVolts();
}

}  // namespace spillway
