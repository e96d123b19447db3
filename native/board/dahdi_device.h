// SPDX-License-Identifier: GPL-2.0-or-later
// What can be done with one DAHDI channel? The only file that speaks to the driver.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>

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
  kSlip,
  kRemoved,
  kOther
};

/// Refuses a driver that is missing, not permitted or older than 2.x; throws BoardError.
void CheckDahdiDriver();

/// An open channel. Audio calls: media thread; frames, hook and alarms: signalling thread; an
/// event goes to whichever thread reads it.
class DahdiDevice {
 public:
  enum class Transfer : uint8_t { kDone, kNotReady, kEvent, kGone };

  static constexpr int kBlocks = 8;  // the driver's buffers each way, 20 ms each

  /// Opens channel `number` as `kind` and sets it up: blocks of 20 ms, A-law, no echo canceller.
  /// Throws BoardError with a text that names the channel and the way out.
  DahdiDevice(int number, ChannelKind kind);
  ~DahdiDevice();
  DahdiDevice(const DahdiDevice&) = delete;
  DahdiDevice& operator=(const DahdiDevice&) = delete;

  int Fd() const noexcept { return fd_; }
  ChannelKind Kind() const noexcept { return kind_; }
  /// Its place in the span, from 1: an E1's time slot.
  int Slot() const noexcept { return slot_; }
  /// An FXS port whose telephone was off hook when it was opened.
  bool WasOffHook() const noexcept { return wasOffHook_; }

  Transfer Read(void* bytes, size_t capacity, size_t* size) noexcept;
  Transfer Write(const void* bytes, size_t size) noexcept;
  /// Drops what is buffered both ways.
  void Flush() noexcept;
  /// From now on a block that was missed is an event, kSlip.
  void TellSlips() noexcept;
  DahdiEvent NextEvent() noexcept;

  /// True when the driver did it; `*busy`: not now, but presently.
  bool Act(LineAction action, bool* busy) noexcept;
  /// The alarm of the channel's span: true with `*alarm` when there is one.
  bool SpanAlarm(Alarm* alarm) const noexcept;
  /// Whether the channel itself has one: an FXO port without battery.
  bool ChannelAlarm() const noexcept;

 private:
  void Open();
  void SetUpBearer();
  void SetUpPort();
  void SetUpData();
  void SetBuffers(int count, int bytes);
  void Set(unsigned long request, int value, const char* what);
  [[noreturn]] void Refuse(int error, const std::string& what) const;
  bool Hook(int state, bool* busy) noexcept;

  const int number_;
  const ChannelKind kind_;
  int fd_{-1};
  int slot_{0};
  int signalling_{0};
  bool wasOffHook_{false};
};

}  // namespace spillway
