// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/board/signal_link.h"

#include <cstring>

#include "native/board/hdlc_bits.h"

namespace spillway {
namespace {

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
}

void SignalLink::TellLines(uint64_t stamp) noexcept {
  for (int port = 0; port < static_cast<int>(lines_.size()); ++port) {
    if (lines_[port].reversed) SendAction(port, LineAction::kReversePolarity, stamp);
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
    if (!whole || !possible || !Take(inbox, now)) ++counters_.badPackets;
    receivedBytes_ = 0;
  }
}

bool SignalLink::Take(SpanInbox& inbox, int64_t now) noexcept {
  const size_t size = receivedBytes_ - sizeof(Header);
  if (received_.header.type == Type::kLine) {
    return size == 0 && inbox.TakeLine(received_.header.port, received_.header.action, now);
  }
  if (received_.header.type != Type::kFrame || size == 0 || shape_.kind != SpanKind::kE1) {
    return false;
  }
  if (!inbox.TakeFrame(received_.frame.data(), size, now)) ++counters_.frameErrors;
  return true;
}

}  // namespace spillway
