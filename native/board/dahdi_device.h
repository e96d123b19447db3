// SPDX-License-Identifier: GPL-2.0-or-later
// What can be done with one DAHDI channel, and how is one come by? The seam between the board and
// the driver: dahdi_channel.h is the driver, native/test/board/modelled_driver.h a model of it.
#pragma once

#include <poll.h>

#include <cstddef>
#include <cstdint>
#include <memory>

#include "native/board/board.h"

namespace spillway {

/// What the driver tells about a channel; the numbers of <dahdi/user.h> stay behind this seam.
enum class DahdiEvent : uint8_t {
  kNone,
  kOnHook,
  kOffHook,  // FXS: the loop was closed; FXO: a ring has ended
  kRingBegin,
  kPolarity,
  kAlarm,
  kNoAlarm,
  kFrameError,
  kReadOverrun,    // no buffer was free for what was received: it is lost
  kWriteUnderrun,  // nothing was left to send: silence is sent until the next block
  kRemoved,
  kOther
};

/// An open channel; closed when destroyed, or before: then every call fails. Audio calls: media
/// thread; frames, hook and alarms: signalling thread; an event goes to whichever thread reads it.
class DahdiDevice {
 public:
  enum class Transfer : uint8_t { kDone, kNotReady, kEvent, kGone };

  static constexpr int kBlocks = 8;  // the driver's buffers each way, 20 ms each

  DahdiDevice() = default;
  virtual ~DahdiDevice() = default;
  DahdiDevice(const DahdiDevice&) = delete;
  DahdiDevice& operator=(const DahdiDevice&) = delete;

  /// The driver's number of it, that of /etc/dahdi/system.conf.
  virtual int Number() const noexcept = 0;
  /// For DahdiDriver::Poll.
  virtual int Fd() const noexcept = 0;
  virtual ChannelKind Kind() const noexcept = 0;
  /// Its place in the span, from 1: an E1's time slot.
  virtual int Slot() const noexcept = 0;
  /// An FXS port whose telephone was off hook when it was opened.
  virtual bool WasOffHook() const noexcept = 0;

  virtual void Close() noexcept = 0;
  virtual Transfer Read(void* bytes, size_t capacity, size_t* size) noexcept = 0;
  virtual Transfer Write(const void* bytes, size_t size) noexcept = 0;
  /// Drops what is buffered both ways, or of what was received alone; its blocks begin anew.
  virtual void Flush() noexcept = 0;
  virtual void FlushReceived() noexcept = 0;
  /// Whether kReadOverrun and kWriteUnderrun are told from now on.
  virtual void TellSlips(bool on) noexcept = 0;
  virtual DahdiEvent NextEvent() noexcept = 0;

  /// True when the driver did it; `*busy`: not now, but presently.
  virtual bool Act(LineAction action, bool* busy) noexcept = 0;
  /// The alarm of the channel's span: true with `*alarm` when there is one.
  virtual bool SpanAlarm(Alarm* alarm) const noexcept = 0;
  /// The driver's echo canceller reaches so many samples back; 0: off. On a channel without one it
  /// changes nothing, and the driver does not say so: only /proc/dahdi tells.
  virtual void CancelEcho(int samples) noexcept = 0;
  /// FXS: whether the telephone's loop is closed now.
  virtual bool OffHook() const noexcept = 0;
  /// Whether the channel itself has one: an FXO port without battery.
  virtual bool ChannelAlarm() const noexcept = 0;
  /// FXS: the voltage between both wires, as the module measures it, without its sign; false: its
  /// driver does not say. Takes some milliseconds.
  virtual bool LineMillivolts(int* millivolts) const noexcept = 0;
};

/// The driver as a whole. Poll may be called by several threads at once.
class DahdiDriver {
 public:
  DahdiDriver() = default;
  virtual ~DahdiDriver() = default;
  DahdiDriver(const DahdiDriver&) = delete;
  DahdiDriver& operator=(const DahdiDriver&) = delete;

  /// Refuses a driver that is missing, not permitted or older than 2.x; throws BoardError.
  virtual void Check() = 0;
  /// Opens channel `number` as `kind` and sets it up: blocks of 20 ms, A-law, echo canceller off.
  /// Throws BoardError with a text that names the channel and the way out.
  virtual std::unique_ptr<DahdiDevice> Open(int number, ChannelKind kind) = 0;
  /// poll(2), for devices and eventfds.
  virtual int Poll(pollfd* awaited, size_t count, int64_t timeoutNs) noexcept = 0;
};

}  // namespace spillway
