// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/board/signal_link.h"

#include <algorithm>
#include <cstring>

#include "native/board/hdlc_bits.h"

namespace spillway {
namespace {

constexpr int64_t kLongestLateNs = 10'000'000'000;  // no edge of a telephone is worth more
constexpr int kPacketsAtOnce = 512;  // a far end that floods us must not hold up other spans

}  // namespace

SignalLink::SignalLink(SocketLink::Role role, const std::string& path, const Greeting& greeting,
                       const SpanShape& shape, CarrierCounters& counters)
    : shape_(shape),
      counters_(counters),
      link_(role, path, greeting),
      lines_(static_cast<size_t>(shape.Ports())) {}

void SignalLink::Connect(int64_t now) noexcept {
  link_.Connect(now);
  counters_.badPackets += link_.Refused() - refused_;
  refused_ = link_.Refused();
}

void SignalLink::Close() noexcept {
  link_.Close();
  receivedBytes_ = 0;
  stamped_ = false;
}

void SignalLink::TellLines(uint64_t stamp) noexcept {
  for (int port = 0; port < static_cast<int>(lines_.size()); ++port) {
    if (lines_[port].reversed) SendAction(port, LineAction::kReversePolarity, stamp);
    if (lines_[port].lit) SendAction(port, LineAction::kLampOn, stamp);
    if (lines_[port].dead) SendAction(port, LineAction::kBatteryOff, stamp);
    if (!lines_[port].active) continue;
    SendAction(port, shape_.stationSide ? LineAction::kRing : LineAction::kOffHook, stamp);
  }
}

bool SignalLink::SendFrame(const uint8_t* frame, size_t size, int64_t now,
                           uint64_t stamp) noexcept {
  if (!link_.Up()) return true;  // a cut wire takes every frame, too
  if (!backlog_.Book(WireBits(frame, size) * kDChannelBitNs, now)) return false;

  Packet packet;
  packet.header = {Type::kFrame, LineAction::kRing, 0, 0, stamp};
  std::memcpy(packet.frame.data(), frame, size);
  return link_.Send(&packet, sizeof packet.header + size) != SocketLink::Sent::kNoRoom;
}

void SignalLink::SendLine(int port, LineAction action, uint64_t stamp) noexcept {
  Line& line = lines_[port];
  switch (action) {
    case LineAction::kRing:
    case LineAction::kOffHook:
      line.active = true;
      break;
    case LineAction::kRingOff:
    case LineAction::kOnHook:
      line.active = false;
      break;
    case LineAction::kReversePolarity:
      line.reversed = true;
      break;
    case LineAction::kNormalPolarity:
      line.reversed = false;
      break;
    case LineAction::kLampOn:
      line.lit = true;
      break;
    case LineAction::kLampOff:
      line.lit = false;
      break;
    case LineAction::kBatteryOff:
      line.dead = true;
      break;
    case LineAction::kBatteryOn:
      line.dead = false;
      break;
    case LineAction::kOnHookTransfer:
    case LineAction::kFlash:
      break;
  }
  SendAction(port, action, stamp);
}

void SignalLink::SendAction(int port, LineAction action, uint64_t stamp) noexcept {
  const Header header{Type::kLine, action, static_cast<uint16_t>(port), 0, stamp};
  if (link_.Up() && link_.Send(&header, sizeof header) == SocketLink::Sent::kNoRoom) {
    link_.Close();  // a line state must not be lost: connecting anew tells all of them
  }
}

void SignalLink::Receive(SpanInbox& inbox, int64_t now, uint64_t before) noexcept {
  for (int packets = 0; packets < kPacketsAtOnce && link_.Up(); ++packets) {
    if (receivedBytes_ == 0 && link_.Receive(&received_, sizeof received_, &receivedBytes_) !=
                                   SocketLink::Received::kPacket) {
      return;
    }
    const bool whole = receivedBytes_ >= sizeof(Header) && receivedBytes_ <= sizeof(Packet);
    const bool early = before != kAll && received_.header.stamp >= before;
    // The far end can be one tick ahead of us, not more.
    const bool possible = !early || received_.header.stamp - before <= 1;
    if (whole && early && possible) return;
    if (!whole || !possible || !Take(inbox, now, before == kAll)) ++counters_.badPackets;
    receivedBytes_ = 0;
  }
}

/// How late a packet is told by the promptest one: both clocks are this machine's monotonic one,
/// each counted from its own beginning. So a flash is a flash, also when both of its edges, or its
/// end, were there to be read only after a standstill of ours.
int64_t SignalLink::ActedAt(uint64_t stamp, int64_t now) noexcept {
  if (stamp == 0) return now;
  const uint64_t apart = static_cast<uint64_t>(now) - stamp;
  const auto late = static_cast<int64_t>(apart - promptest_);
  if (stamped_ && late > 0) return now - std::min(late, kLongestLateNs);
  stamped_ = true;
  promptest_ = apart;
  return now;
}

bool SignalLink::Take(SpanInbox& inbox, int64_t now, bool realTime) noexcept {
  const size_t size = receivedBytes_ - sizeof(Header);
  const Header& header = received_.header;
  if (header.type == Type::kLine) {
    const int64_t at = realTime ? ActedAt(header.stamp, now) : now;
    return size == 0 && inbox.TakeLine(header.port, header.action, at);
  }
  if (header.type != Type::kFrame || size == 0 || shape_.kind != SpanKind::kE1) {
    return false;
  }
  if (!inbox.TakeFrame(received_.frame.data(), size, now)) ++counters_.frameErrors;
  return true;
}

}  // namespace spillway
