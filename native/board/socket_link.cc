// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/board/socket_link.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "native/board/board_error.h"

namespace spillway {
namespace {

constexpr int64_t kRetryNs = 1'000'000'000;

int NewSocket() noexcept {
  return socket(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
}

sockaddr_un Address(const std::string& path) noexcept {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, path.data(), path.size());
  return address;
}

int ConnectTo(int fd, const std::string& path) noexcept {
  const sockaddr_un address = Address(path);
  return connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address);
}

/// Is there a socket file that a killed process left?
bool IsLeftOver(const std::string& path) noexcept {
  struct stat status {};
  if (lstat(path.c_str(), &status) != 0 || !S_ISSOCK(status.st_mode)) return false;
  const int probe = NewSocket();
  if (probe < 0) return false;
  const bool refused = ConnectTo(probe, path) != 0 && errno == ECONNREFUSED;
  close(probe);
  return refused;
}

}  // namespace

bool Greeting::Fits(const Greeting& far) const noexcept {
  const bool sides = kind == 0 || stationSide != far.stationSide;
  return magic == far.magic && version == far.version && stream == far.stream &&
         lockStep == far.lockStep && kind == far.kind && channels == far.channels &&
         dataSlot == far.dataSlot && sides;
}

SocketLink::SocketLink(Role role, std::string path, const Greeting& greeting)
    : role_(role), path_(std::move(path)), greeting_(greeting) {
  if (path_.empty() || path_.size() >= sizeof(sockaddr_un::sun_path)) {
    throw BoardError("BOARD_CARRIER", "socket path '" + path_ + "': must have 1 to " +
                                          std::to_string(sizeof(sockaddr_un::sun_path) - 1) +
                                          " characters; use a shorter folder");
  }
  if (role_ == Role::kListen) Listen();
}

SocketLink::~SocketLink() {
  Close();
  if (listener_ < 0) return;
  unlink(path_.c_str());
  close(listener_);
}

void SocketLink::Listen() {
  listener_ = NewSocket();
  try {
    Bind();
  } catch (...) {
    close(listener_);
    throw;
  }
}

void SocketLink::Bind() {
  const sockaddr_un address = Address(path_);
  const auto* bound = reinterpret_cast<const sockaddr*>(&address);
  int failed = bind(listener_, bound, sizeof address);
  if (failed && errno == EADDRINUSE && IsLeftOver(path_)) {
    unlink(path_.c_str());
    failed = bind(listener_, bound, sizeof address);
  }
  if (failed && errno == EADDRINUSE) {
    throw BoardError("BOARD_CARRIER", "socket " + path_ +
                                          ": in use; another process listens there, or a file of "
                                          "that name is in the way");
  }
  if (failed || listen(listener_, 1) != 0) {
    throw BoardError("BOARD_CARRIER", "socket " + path_ + ": cannot listen: " + strerror(errno));
  }
}

void SocketLink::Connect(int64_t now) noexcept {
  if (up_) return;
  if (connection_ < 0 && role_ == Role::kListen) Accept();
  if (connection_ < 0 && role_ == Role::kConnect) TryToConnect(now);
  if (connection_ >= 0) Greet();
}

void SocketLink::Accept() noexcept {
  connection_ = accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (connection_ >= 0) Send(&greeting_, sizeof greeting_);
}

void SocketLink::TryToConnect(int64_t now) noexcept {
  if (now < retryAt_) return;
  retryAt_ = now + kRetryNs;
  connection_ = NewSocket();
  if (connection_ < 0) return;
  if (ConnectTo(connection_, path_) != 0) {
    Close();
    return;
  }
  Send(&greeting_, sizeof greeting_);
}

void SocketLink::Greet() noexcept {
  Greeting far;
  size_t size = 0;
  if (Receive(&far, sizeof far, &size) != Received::kPacket) return;
  up_ = size == sizeof far && greeting_.Fits(far);
  if (up_) return;
  ++refused_;
  Close();
}

void SocketLink::Close() noexcept {
  if (connection_ >= 0) close(connection_);
  connection_ = -1;
  up_ = false;
}

void SocketLink::NoticeEnd() noexcept {
  pollfd ended{connection_, 0, 0};  // a hang-up is told without being asked for
  if (connection_ >= 0 && poll(&ended, 1, 0) > 0) Close();
}

SocketLink::Sent SocketLink::Send(const void* packet, size_t size) noexcept {
  if (connection_ < 0) return Sent::kLost;
  const ssize_t sent = send(connection_, packet, size, MSG_DONTWAIT | MSG_NOSIGNAL);
  if (sent == static_cast<ssize_t>(size)) return Sent::kDone;
  if (errno == EAGAIN || errno == ENOBUFS || errno == EINTR) return Sent::kNoRoom;
  Close();
  return Sent::kLost;
}

SocketLink::Received SocketLink::Receive(void* packet, size_t capacity, size_t* size) noexcept {
  if (connection_ < 0) return Received::kLost;
  const ssize_t received = recv(connection_, packet, capacity, MSG_DONTWAIT | MSG_TRUNC);
  if (received > 0) {
    *size = static_cast<size_t>(received);
    return Received::kPacket;
  }
  if (received < 0 && (errno == EAGAIN || errno == EINTR)) return Received::kNothing;
  Close();  // end of file, which an empty packet cannot be told from
  return Received::kLost;
}

pollfd SocketLink::Awaited() const noexcept {
  return {connection_ >= 0 ? connection_ : listener_, POLLIN, 0};
}

}  // namespace spillway
