// SPDX-License-Identifier: GPL-2.0-or-later
// Who connects to the sockets of a virtual board and sends what no board would send?
#pragma once

#include <array>
#include <string>
#include <vector>

#include "native/board/socket_link.h"

namespace spillway::test {

/// Raw connections to one socket each.
class SocketIntruder {
 public:
  static constexpr size_t kConnections = 8;

  SocketIntruder() { connections_.fill(-1); }
  ~SocketIntruder();
  SocketIntruder(const SocketIntruder&) = delete;
  SocketIntruder& operator=(const SocketIntruder&) = delete;

  /// Connection `n` anew, to a listening socket.
  void Connect(size_t n, const std::string& path);
  void Close(size_t n);
  void Send(size_t n, const void* packet, size_t size);
  /// Takes what has come, so that the other side can go on sending.
  void Drain(size_t n);

 private:
  std::array<int, kConnections> connections_;
};

}  // namespace spillway::test
