// SPDX-License-Identifier: GPL-2.0-or-later
// How does a span reach another process in real time? Each side by its own clock, with slips.
#pragma once

#include <string>
#include <vector>

#include "native/board/carrier.h"
#include "native/board/elastic_store.h"
#include "native/board/signal_link.h"
#include "native/board/socket_link.h"

namespace spillway {

/// The number that begins every audio packet; the samples follow.
using AudioSequence = uint64_t;

/// What both ends say of a span when they connect.
Greeting GreetingOf(const SpanShape& shape, Greeting::Stream stream, bool lockStep) noexcept;

class SocketCarrier final : public Carrier {
 public:
  /// `path`.audio and `path`.signal are the sockets. Throws BoardError.
  SocketCarrier(const SpanShape& shape, SocketLink::Role role, const std::string& path);

  bool Connect(int64_t now) noexcept override;
  void Read(uint8_t* audio) noexcept override;
  void Write(const uint8_t* audio) noexcept override;
  bool Connected() const noexcept override { return audioUp_; }
  void Service(int64_t now) noexcept override;
  pollfd Awaited() const noexcept override { return signal_.Awaited(); }
  bool SendFrame(const uint8_t* frame, size_t size, int64_t now) noexcept override;
  void SendLine(int port, LineAction action, int64_t now) noexcept override;

 private:
  void Fill() noexcept;

  // media thread
  SocketLink audio_;
  ElasticStore store_;
  std::vector<uint8_t> packet_;
  uint64_t refused_{0};
  AudioSequence sent_{0};

  std::atomic<bool> audioUp_{false};  // from media to signalling

  // signalling thread
  SignalLink signal_;
  bool up_{false};  // both connections
};

}  // namespace spillway
