// SPDX-License-Identifier: GPL-2.0-or-later
// The signalling thread's half of virtual_board.
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>

#include "native/board/carrier.h"
#include "native/board/virtual_board.h"

namespace spillway {
namespace {

constexpr int64_t kServiceNs = 100'000'000;  // so often at least, connections are tried

}  // namespace

void VirtualBoard::Wake() noexcept {
  awaitWoken_ = true;
  WakeSignalling();  // it may serve a connection that Await waits for
}

void VirtualBoard::WakeSignalling() noexcept { eventfd_write(wakeEvent_, 1); }

int64_t VirtualBoard::Expect(int64_t timeoutNs, std::vector<pollfd>* polled) noexcept {
  if (stepped_) return 0;
  const int64_t now = clock_.Now();
  int64_t next = now + std::min(timeoutNs, kServiceNs);
  for (auto& carrier : carriers_) {
    carrier->Service(now);
    next = std::min(next, carrier->Inbox().NextAt());
    polled->push_back(carrier->Awaited());
  }
  polled->push_back({wakeEvent_, POLLIN, 0});
  return std::max<int64_t>(0, next - now);
}

void VirtualBoard::Collect(const pollfd*) noexcept {
  if (stepped_) return;
  eventfd_t woken;
  eventfd_read(wakeEvent_, &woken);
  const int64_t now = clock_.Now();
  for (auto& carrier : carriers_) carrier->Service(now);
}

size_t VirtualBoard::ReadFrame(SpanIndex span, uint8_t* frame, size_t capacity) noexcept {
  return carriers_[span]->ReadFrame(frame, capacity, Now());
}

bool VirtualBoard::WriteFrame(SpanIndex span, const uint8_t* frame, size_t size) noexcept {
  if (size == 0 || size > kMaxFrameBytes) return false;
  if (carriers_[span]->Shape().kind != SpanKind::kE1) return false;
  return carriers_[span]->SendFrame(frame, size, Now());
}

bool VirtualBoard::ReadEvent(LineEvent* event) noexcept {
  const int64_t now = Now();
  for (size_t turn = 0; turn < carriers_.size(); ++turn) {
    const SpanIndex span = nextEventSpan_;
    nextEventSpan_ = (span + 1) % SpanCount();
    SpanInbox::Event from{};
    if (!carriers_[span]->Inbox().ReadEvent(&from, now)) continue;

    const ChannelIndex channel = from.port < 0 ? -1 : spans_[span].firstChannel + from.port;
    *event = {from.kind, span, channel, Alarm::kLossOfSignal, from.at};
    return true;
  }
  return false;
}

bool VirtualBoard::Act(ChannelIndex channel, LineAction action) noexcept {
  const ChannelInfo& info = channels_[channel];
  Carrier& carrier = *carriers_[info.span];
  if (carrier.Shape().kind != SpanKind::kAnalog) return false;
  if (!CanAct(carrier.Shape().stationSide, action)) return false;
  carrier.SendLine(info.slot - 1, action, Now());
  return true;
}

BoardCounters VirtualBoard::SpanCounters(SpanIndex span) const noexcept {
  const CarrierCounters& counted = carriers_[span]->Counters();
  return {counted.slips, counted.frameErrors, counted.badPackets};
}

}  // namespace spillway
