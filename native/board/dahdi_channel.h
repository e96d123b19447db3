// SPDX-License-Identifier: GPL-2.0-or-later
// How does a DAHDI channel behave as a device of a board? The only code that speaks to the driver.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "native/board/dahdi_device.h"

namespace spillway {

/// The gravest of the alarms in DAHDI_SPANSTAT's bits; false: none of those that are known.
bool DahdiAlarm(int bits, Alarm* alarm) noexcept;

/// Opened and set up by dahdi_open.cc, at work in dahdi_channel.cc.
class DahdiChannel final : public DahdiDevice {
 public:
  DahdiChannel(int number, ChannelKind kind);
  ~DahdiChannel() override;

  int Number() const noexcept override { return number_; }
  int Fd() const noexcept override { return fd_; }
  ChannelKind Kind() const noexcept override { return kind_; }
  int Slot() const noexcept override { return slot_; }
  bool WasOffHook() const noexcept override { return wasOffHook_; }
  void Close() noexcept override;
  Transfer Read(void* bytes, size_t capacity, size_t* size) noexcept override;
  Transfer Write(const void* bytes, size_t size) noexcept override;
  void Flush() noexcept override;
  void FlushReceived() noexcept override;
  void TellSlips(bool on) noexcept override;
  DahdiEvent NextEvent() noexcept override;
  bool Act(LineAction action, bool* busy) noexcept override;
  bool SpanAlarm(Alarm* alarm) const noexcept override;
  void CancelEcho(int samples) noexcept override;
  bool OffHook() const noexcept override;
  bool ChannelAlarm() const noexcept override;
  bool LineMillivolts(int* millivolts) const noexcept override;

 private:
  void Open();
  void SetUpBearer();
  void SetUpPort();
  void SetUpData();
  void SetBuffers(int count, int bytes);
  void Set(unsigned long request, int value, const char* what);
  [[noreturn]] void Refuse(int error, const std::string& what) const;
  bool Hook(int state, bool* busy) noexcept;
  bool Lamp(bool on) noexcept;

  const int number_;
  const ChannelKind kind_;
  int fd_{-1};
  int slot_{0};
  int signalling_{0};
  bool wasOffHook_{false};
};

/// /dev/dahdi of this machine.
class KernelDahdi final : public DahdiDriver {
 public:
  void Check() override;
  std::unique_ptr<DahdiDevice> Open(int number, ChannelKind kind) override {
    return std::make_unique<DahdiChannel>(number, kind);
  }
  int Poll(pollfd* awaited, size_t count, int64_t timeoutNs) noexcept override;
};

}  // namespace spillway
