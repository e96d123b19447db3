// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/test/fuzz/socket_intruder.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>

namespace spillway::test {

SocketIntruder::~SocketIntruder() {
  for (size_t n = 0; n < kConnections; ++n) Close(n);
}

void SocketIntruder::Connect(size_t n, const std::string& path) {
  Close(n);
  connections_[n] = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
  // Refused where the board has not taken the connection before: that is the board's right.
  const auto* to = reinterpret_cast<const sockaddr*>(&address);
  if (connect(connections_[n], to, sizeof address) != 0) Close(n);
}

void SocketIntruder::Close(size_t n) {
  if (connections_[n] >= 0) close(connections_[n]);
  connections_[n] = -1;
}

void SocketIntruder::Send(size_t n, const void* packet, size_t size) {
  if (connections_[n] < 0) return;
  (void)send(connections_[n], packet, size,
             MSG_DONTWAIT | MSG_NOSIGNAL);  // lost when there is no room
}

void SocketIntruder::Drain(size_t n) {
  std::array<uint8_t, 64> packet;
  while (connections_[n] >= 0 &&
         recv(connections_[n], packet.data(), packet.size(), MSG_DONTWAIT) > 0) {
  }
}

}  // namespace spillway::test
