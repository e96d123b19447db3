// SPDX-License-Identifier: GPL-2.0-or-later
// What joins a virtual span to its far end? The seam between virtual_board and its carriers.
#pragma once

#include <poll.h>

#include <atomic>
#include <cstddef>
#include <cstdint>

#include "native/board/board.h"
#include "native/board/span_inbox.h"

namespace spillway {

constexpr int64_t kTickNs = 20'000'000;

/// What goes over a span in one tick: the B-channels in order (E1: without the D-channel's slot),
/// or the ports.
struct SpanShape {
  SpanKind kind;
  int channels;  // E1: 31
  bool stationSide;
  int dataSlot{kE1DataSlot};

  int Ports() const noexcept { return kind == SpanKind::kAnalog ? channels : 0; }
  int Bearers() const noexcept { return kind == SpanKind::kE1 ? channels - 1 : channels; }
  size_t AudioBytes() const noexcept { return static_cast<size_t>(Bearers()) * kFrameSamples; }
};

/// Counted by both threads, read by any.
struct CarrierCounters {
  std::atomic<uint64_t> slips{0};
  std::atomic<uint64_t> frameErrors{0};
  std::atomic<uint64_t> badPackets{0};
};

/// One span's way to its far end and back. `now` is board time, in nanoseconds. When stepped, both
/// halves are called by one thread.
class Carrier {
 public:
  explicit Carrier(const SpanShape& shape)
      : shape_(shape), inbox_(shape.Ports(), shape.stationSide) {}
  virtual ~Carrier() = default;
  Carrier(const Carrier&) = delete;
  Carrier& operator=(const Carrier&) = delete;

  const SpanShape& Shape() const noexcept { return shape_; }
  const CarrierCounters& Counters() const noexcept { return counters_; }

  // --- media thread ---

  /// Once before the ticks of an Await: connects where that is needed. True when a connection came
  /// or went, which the signalling thread wants to know.
  virtual bool Connect(int64_t now) noexcept = 0;
  /// AudioBytes() of one tick from the far end.
  virtual void Read(uint8_t* audio) noexcept = 0;
  /// AudioBytes() of one tick to the far end.
  virtual void Write(const uint8_t* audio) noexcept = 0;
  /// Lock-step: sends the packet of the tick that was written last.
  virtual void Flush() noexcept {}
  /// Lock-step: waits at most `timeoutMs` for the far end's packet of the same tick, or until
  /// `*woken`. True when the tick can begin (also when the signal was lost).
  virtual bool AwaitTick(int timeoutMs, const std::atomic<bool>& woken) noexcept {
    (void)timeoutMs, (void)woken;
    return true;
  }
  /// Is the far end there?
  virtual bool Connected() const noexcept = 0;

  // --- signalling thread ---

  /// Takes what has come. Stepped: once a tick, at its beginning.
  virtual void Service(int64_t now) noexcept = 0;
  /// What to poll for more; fd -1: nothing.
  virtual pollfd Awaited() const noexcept { return {-1, 0, 0}; }
  /// False when the frame is lost for lack of room.
  virtual bool SendFrame(const uint8_t* frame, size_t size, int64_t now) noexcept = 0;
  /// `action` is one that our side can do.
  virtual void SendLine(int port, LineAction action, int64_t now) noexcept = 0;

  size_t ReadFrame(uint8_t* frame, size_t capacity, int64_t now) noexcept {
    bool lost = false;
    const size_t size = inbox_.ReadFrame(frame, capacity, now, &lost);
    if (lost) ++counters_.frameErrors;
    return size;
  }
  SpanInbox& Inbox() noexcept { return inbox_; }

 protected:
  const SpanShape shape_;
  SpanInbox inbox_;
  CarrierCounters counters_;
};

}  // namespace spillway
