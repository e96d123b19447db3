// SPDX-License-Identifier: GPL-2.0-or-later
// How do two processes go tick by tick together, with no clock? The picture is in virtual_board.h.
#pragma once

#include <string>
#include <vector>

#include "native/board/carrier.h"
#include "native/board/signal_link.h"
#include "native/board/socket_carrier.h"
#include "native/board/socket_link.h"

namespace spillway {

/// One thread calls everything. `sent_` and `received_` count packets since the connection; a tick
/// begins when they are equal.
class LockStepCarrier final : public Carrier {
 public:
  /// `path`.audio and `path`.signal are the sockets. Throws BoardError.
  LockStepCarrier(const SpanShape& shape, SocketLink::Role role, const std::string& path);

  bool Connect(int64_t now) noexcept override;
  void Read(uint8_t* audio) noexcept override;
  void Write(const uint8_t* audio) noexcept override;
  void Flush() noexcept override;
  bool AwaitTick(int timeoutMs, const std::atomic<bool>& woken) noexcept override;
  bool Connected() const noexcept override { return connected_; }
  pollfd Awaited() const noexcept override;
  void Service(int64_t now) noexcept override;
  bool SendFrame(const uint8_t* frame, size_t size, int64_t now) noexcept override;
  void SendLine(int port, LineAction action, int64_t now) noexcept override;

 private:
  bool TakePacket() noexcept;
  void Lose() noexcept;

  SocketLink audio_;
  SignalLink signal_;
  bool connected_{false};
  bool lost_{false};        // since the last Service
  bool owesPacket_{false};  // a tick was begun and its packet not sent
  AudioSequence sent_{0};
  AudioSequence received_{0};
  std::vector<uint8_t> outgoing_;
  std::vector<uint8_t> incoming_;
  std::vector<uint8_t> arrived_;  // the audio of the tick that begins
  uint64_t refused_{0};
};

}  // namespace spillway
