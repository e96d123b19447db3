// SPDX-License-Identifier: GPL-2.0-or-later
// How do two processes hold a connection that carries packets, and take it up again when it breaks?
#pragma once

#include <poll.h>
#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <string>

namespace spillway {

/// The first packet of each side. Ends whose greetings do not fit are not connected.
struct Greeting {
  enum class Stream : uint8_t { kAudio, kSignal };

  uint32_t magic{0x53505759};  // "SPWY"
  uint8_t version{1};
  Stream stream{Stream::kAudio};
  uint8_t lockStep{0};
  uint8_t kind{0};         // SpanKind
  uint8_t stationSide{0};  // analog: the two ends differ
  uint8_t dataSlot{0};     // E1: of the D-channel; 0: the usual one, also of ends that cannot say
  uint16_t channels{0};

  bool Fits(const Greeting& far) const noexcept;
};

/// One end of a Unix SOCK_SEQPACKET connection. Nothing waits. One thread.
class SocketLink {
 public:
  enum class Role { kListen, kConnect };
  enum class Received { kNothing, kPacket, kLost };
  enum class Sent { kDone, kNoRoom, kLost };

  /// Listens at `path` where that is its role; throws BoardError (BOARD_CARRIER).
  SocketLink(Role role, std::string path, const Greeting& greeting);
  ~SocketLink();
  SocketLink(const SocketLink&) = delete;
  SocketLink& operator=(const SocketLink&) = delete;

  /// Accepts, or connects (at most once a second), and exchanges greetings; nothing when up.
  void Connect(int64_t now) noexcept;
  /// Both greetings are there and fit.
  bool Up() const noexcept { return up_; }
  /// Greetings that did not fit.
  uint64_t Refused() const noexcept { return refused_; }
  void Close() noexcept;
  /// Closes a connection that the far end has ended, whatever has not been read of it.
  void NoticeEnd() noexcept;

  Sent Send(const void* packet, size_t size) noexcept;
  /// `*size` is the packet's true size, which can be more than `capacity`.
  Received Receive(void* packet, size_t capacity, size_t* size) noexcept;
  /// What to poll for the next packet or connection.
  pollfd Awaited() const noexcept;

 private:
  void Listen();
  void Bind();
  void Accept() noexcept;
  void TryToConnect(int64_t now) noexcept;
  void Greet() noexcept;

  const Role role_;
  const std::string path_;
  const Greeting greeting_;
  int listener_{-1};
  int connection_{-1};
  bool up_{false};
  int64_t retryAt_{0};
  uint64_t refused_{0};
};

}  // namespace spillway
