// SPDX-License-Identifier: GPL-2.0-or-later
// What is a D-channel to those above it? A state machine for one span: frames and time in, frames
// and facts out. libpri is behind it (pri_d_channel); SS7 and R2 can stand here later.
#pragma once

#include <cstddef>
#include <cstdint>

#include "native/contract/commands.h"
#include "native/core/ids.h"
#include "native/core/sink.h"
#include "native/line/slot_map.h"

namespace spillway {

/// Takes frames (without FCS) that a D-channel wants to send.
class FrameSink {
 public:
  virtual ~FrameSink() = default;
  virtual void Send(const uint8_t* frame, size_t size) noexcept = 0;
  /// A call has come to a B-channel, or is over.
  virtual void Carry(ChannelIndex, bool /*call*/) noexcept {}
};

struct DChannelOptions {
  enum class Role : uint8_t { kCpe, kNetwork };
  SpanIndex span = 0;
  SlotMap slots = SlotMap::Whole(0);  // its B-channels
  Role role = Role::kCpe;
  bool restartAtStart = false;    // RESTART every B-channel when layer 2 first comes up
  bool overlapReceiving = false;  // accept SETUP without Sending Complete, collect INFORMATION
  int overlapDigits = 0;          // called number complete at so many digits; 0: by time-out only
  /// Call reference of the first call that we dial, 1 to 32767. Another one in each life: a far end
  /// that still holds calls of the last would take our SETUP for one of them.
  int firstReference = 1;
  int64_t overlapTimeoutNs = 15'000'000'000;  // T302
  /// RESTART was not acknowledged for so long: a SETUP takes the channel into service.
  int64_t restartLimitNs = 120'000'000'000;
  int64_t automaticProceedingNs = 500'000'000;  // SETUP to PROCEEDING when nobody decides
};

/// The channel of a dialled call's `proceeding`, `alerting` and `answered` facts may differ from
/// the one that was dialled on, unless it was exclusive: the far end has the choice until it
/// responds. `cleared` comes once for each call that was dialled or offered; causes of the line's
/// own are 41 (layer 2 down or lost, restarted), 44 (channel not free), 102 (no answer to
/// SETUP), 6.
///
/// All calls come from one thread. `now` is nanoseconds of the engine's monotonic clock. Facts are
/// told with at = now in milliseconds. Nothing throws.
class DChannel {
 public:
  virtual ~DChannel() = default;
  DChannel() = default;
  DChannel(const DChannel&) = delete;
  DChannel& operator=(const DChannel&) = delete;

  virtual void Receive(const uint8_t* frame, size_t size, int64_t now) noexcept = 0;
  /// The board lost a frame (bad FCS, abort, overrun); counted as a protocol error.
  virtual void FrameError(int64_t now) noexcept = 0;
  virtual void Execute(const LineCommand& command, int64_t now) noexcept = 0;
  /// Runs what is due.
  virtual void Run(int64_t now) noexcept = 0;
  /// When Run is next needed; INT64_MAX: never.
  virtual int64_t Deadline() const noexcept = 0;
  /// Whether a command with this handle is this D-channel's: the call lives here.
  virtual bool Knows(CallHandle call) const noexcept = 0;
  /// The span's layer 1 went away or came back (alarm).
  virtual void LayerOne(bool up, int64_t now) noexcept = 0;
};

}  // namespace spillway
