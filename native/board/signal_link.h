// SPDX-License-Identifier: GPL-2.0-or-later
// How do D-channel frames and line states cross between two processes? As small typed packets.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "native/board/carrier.h"
#include "native/board/paced_frames.h"
#include "native/board/socket_link.h"

namespace spillway {

/// The signalling connection of one span. Signalling thread.
class SignalLink {
 public:
  /// Real time: everything that is there is taken.
  static constexpr uint64_t kAll = std::numeric_limits<uint64_t>::max();

  SignalLink(SocketLink::Role role, const std::string& path, const Greeting& greeting,
             const SpanShape& shape, CarrierCounters& counters);

  bool Up() const noexcept { return link_.Up(); }
  void Connect(int64_t now) noexcept;
  void Close() noexcept;
  void NoticeEnd() noexcept { link_.NoticeEnd(); }
  pollfd Awaited() const noexcept { return link_.Awaited(); }

  /// Tells a far end that has just connected how our lines are. `stamp`: see SendFrame.
  void TellLines(uint64_t stamp) noexcept;
  /// `stamp`: audio packets sent before, so that lock-step keeps the order of both connections. In
  /// real time that of a line is when it was acted on, by the sender's clock; 0: not known.
  bool SendFrame(const uint8_t* frame, size_t size, int64_t now, uint64_t stamp) noexcept;
  void SendLine(int port, LineAction action, uint64_t stamp) noexcept;
  /// Takes packets with stamps under `before`; the first other one waits for the next call. With
  /// kAll, a line's event is of the time that its stamp tells, however late it is taken.
  void Receive(SpanInbox& inbox, int64_t now, uint64_t before) noexcept;

 private:
  enum class Type : uint8_t { kFrame = 1, kLine = 2 };
  struct Header {
    Type type;
    LineAction action;  // kLine
    uint16_t port;      // kLine
    uint32_t reserved;
    uint64_t stamp;
  };
  struct Packet {
    Header header;
    std::array<uint8_t, kMaxFrameBytes> frame;
  };
  struct Line {
    bool active{false};  // off hook (we are FXO) or ringing (FXS)
    bool reversed{false};
    bool lit{false};
    bool dead{false};
  };
  void SendAction(int port, LineAction action, uint64_t stamp) noexcept;
  bool Take(SpanInbox& inbox, int64_t now, bool realTime) noexcept;
  int64_t ActedAt(uint64_t stamp, int64_t now) noexcept;

  const SpanShape shape_;
  CarrierCounters& counters_;
  SocketLink link_;
  FrameBacklog backlog_;
  std::vector<Line> lines_;  // what we did to them
  uint64_t refused_{0};
  bool stamped_{false};    // promptest_ is known
  uint64_t promptest_{0};  // our clock less the far end's, when the promptest packet was taken
  Packet received_{};
  size_t receivedBytes_{0};  // 0: nothing is held back
};

}  // namespace spillway
