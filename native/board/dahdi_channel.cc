// SPDX-License-Identifier: GPL-2.0-or-later
// The channel at work; dahdi_open.cc opens it and sets it up.
#include "native/board/dahdi_channel.h"

#include <dahdi/user.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <ctime>

namespace spillway {
namespace {

/// WCTDM_GET_STATS of <dahdi/wctdm_user.h>, which not every system has: wctdm, wctdm24xxp and wcaxx
/// answer it with what the module of the port measures, mV.
struct PortVoltages {
  int tip;
  int ring;
  int battery;
};
const unsigned long kGetVoltages = _IOR(DAHDI_CODE, 60, PortVoltages);

DahdiDevice::Transfer Failed() noexcept {
  if (errno == ELAST) return DahdiDevice::Transfer::kEvent;
  if (errno == EAGAIN || errno == EINTR) return DahdiDevice::Transfer::kNotReady;
  return DahdiDevice::Transfer::kGone;
}

}  // namespace

bool DahdiAlarm(int bits, Alarm* alarm) noexcept {
  // RECOVER is the last: drivers hold it for 5 s beside whatever else there is, and after it. Alone
  // it says that the line is good again; frames and audio pass.
  constexpr struct {
    int bits;
    Alarm alarm;
  } kKinds[] = {{DAHDI_ALARM_LOS, Alarm::kLossOfSignal},  {DAHDI_ALARM_RED, Alarm::kRed},
                {DAHDI_ALARM_BLUE, Alarm::kBlue},         {DAHDI_ALARM_YELLOW, Alarm::kYellow},
                {DAHDI_ALARM_LOOPBACK, Alarm::kLoopback}, {DAHDI_ALARM_NOTOPEN, Alarm::kNotOpen},
                {DAHDI_ALARM_RECOVER, Alarm::kRecovering}};
  for (const auto& kind : kKinds) {
    if ((bits & kind.bits) == 0) continue;
    *alarm = kind.alarm;
    return true;
  }
  return false;
}

DahdiChannel::~DahdiChannel() { Close(); }

void DahdiChannel::Close() noexcept {
  if (fd_ >= 0) close(fd_);  // the driver hangs up
  fd_ = -1;
}

DahdiDevice::Transfer DahdiChannel::Read(void* bytes, size_t capacity, size_t* size) noexcept {
  const ssize_t got = read(fd_, bytes, capacity);
  if (got < 0) return Failed();
  *size = static_cast<size_t>(got);
  return Transfer::kDone;
}

DahdiDevice::Transfer DahdiChannel::Write(const void* bytes, size_t size) noexcept {
  return write(fd_, bytes, size) < 0 ? Failed() : Transfer::kDone;
}

void DahdiChannel::Flush() noexcept {
  int what = DAHDI_FLUSH_BOTH;
  ioctl(fd_, DAHDI_FLUSH, &what);
}

void DahdiChannel::FlushReceived() noexcept {
  int what = DAHDI_FLUSH_READ;
  ioctl(fd_, DAHDI_FLUSH, &what);
}

void DahdiChannel::TellSlips(bool on) noexcept {
  int told = on ? 1 : 0;
  ioctl(fd_, DAHDI_BUFFER_EVENTS, &told);  // an old driver does not have it: slips go unseen there
}

DahdiEvent DahdiChannel::NextEvent() noexcept {
  int event = DAHDI_EVENT_NONE;
  if (ioctl(fd_, DAHDI_GETEVENT, &event) != 0) return DahdiEvent::kRemoved;
  switch (event) {
    case DAHDI_EVENT_NONE:
      return DahdiEvent::kNone;
    case DAHDI_EVENT_ONHOOK:
      return DahdiEvent::kOnHook;
    case DAHDI_EVENT_RINGOFFHOOK:
      return DahdiEvent::kOffHook;
    case DAHDI_EVENT_RINGBEGIN:
      return DahdiEvent::kRingBegin;
    case DAHDI_EVENT_POLARITY:
      return DahdiEvent::kPolarity;
    case DAHDI_EVENT_ALARM:
      return DahdiEvent::kAlarm;
    case DAHDI_EVENT_NOALARM:
      return DahdiEvent::kNoAlarm;
    case DAHDI_EVENT_ABORT:
    case DAHDI_EVENT_OVERRUN:
    case DAHDI_EVENT_BADFCS:
      return DahdiEvent::kFrameError;
    case DAHDI_EVENT_READ_OVERRUN:
      return DahdiEvent::kReadOverrun;
    case DAHDI_EVENT_WRITE_UNDERRUN:
      return DahdiEvent::kWriteUnderrun;
    case DAHDI_EVENT_REMOVED:
      return DahdiEvent::kRemoved;
    default:
      return DahdiEvent::kOther;
  }
}

bool DahdiChannel::Hook(int state, bool* busy) noexcept {
  if (ioctl(fd_, DAHDI_HOOK, &state) == 0) return true;
  *busy = errno == EBUSY;
  return errno == EINPROGRESS;  // a ring or a flash has begun
}

bool DahdiChannel::Act(LineAction action, bool* busy) noexcept {
  *busy = false;
  switch (action) {
    case LineAction::kRing:
      return Hook(DAHDI_RING, busy);
    case LineAction::kRingOff: {
      const bool done = Hook(DAHDI_RINGOFF, busy);
      Act(LineAction::kOnHookTransfer, busy);  // caller id is heard in the pause behind a ring
      return done;
    }
    case LineAction::kOnHookTransfer: {
      int pauseMs = 4'000;
      return ioctl(fd_, DAHDI_ONHOOKTRANSFER, &pauseMs) == 0;
    }
    case LineAction::kBatteryOff:
    case LineAction::kBatteryOn:
      return false;  // no driver takes the voltage away by order
    case LineAction::kLampOn:
    case LineAction::kLampOff:
      return Lamp(action == LineAction::kLampOn);
    case LineAction::kOffHook:
      return Hook(DAHDI_OFFHOOK, busy);
    case LineAction::kOnHook:
      return Hook(DAHDI_ONHOOK, busy);
    case LineAction::kFlash:
      return Hook(DAHDI_FLASH, busy);
    case LineAction::kReversePolarity:
    case LineAction::kNormalPolarity: {
      int reversed = action == LineAction::kReversePolarity ? 1 : 0;
      return ioctl(fd_, DAHDI_SETPOLARITY, &reversed) == 0;
    }
  }
  return false;
}

/// A module that has no such voltage refuses: then there is no lamp to light.
bool DahdiChannel::Lamp(bool on) noexcept {
  dahdi_vmwi_info lamp{};
  lamp.vmwi_type = DAHDI_VMWI_HVAC;
  if (ioctl(fd_, DAHDI_VMWI_CONFIG, &lamp) != 0) return false;
  int messages = on ? 1 : 0;
  return ioctl(fd_, DAHDI_VMWI, &messages) == 0;
}

bool DahdiChannel::SpanAlarm(Alarm* alarm) const noexcept {
  dahdi_spaninfo span{};  // span 0: the one of this channel
  return ioctl(fd_, DAHDI_SPANSTAT, &span) == 0 && DahdiAlarm(span.alarms, alarm);
}

void DahdiChannel::CancelEcho(int samples) noexcept { ioctl(fd_, DAHDI_ECHOCANCEL, &samples); }

bool DahdiChannel::OffHook() const noexcept {
  dahdi_params params{};
  return ioctl(fd_, DAHDI_GET_PARAMS, &params) == 0 && params.rxisoffhook != 0;
}

bool DahdiChannel::ChannelAlarm() const noexcept {
  dahdi_params params{};
  return ioctl(fd_, DAHDI_GET_PARAMS, &params) == 0 && params.chan_alarms != DAHDI_ALARM_NONE;
}

bool DahdiChannel::LineMillivolts(int* millivolts) const noexcept {
  PortVoltages measured{};
  if (ioctl(fd_, kGetVoltages, &measured) != 0) return false;
  *millivolts = std::abs(measured.tip - measured.ring);
  return true;
}

int KernelDahdi::Poll(pollfd* awaited, size_t count, int64_t timeoutNs) noexcept {
  const timespec timeout{timeoutNs / 1'000'000'000, timeoutNs % 1'000'000'000};
  return ppoll(awaited, count, &timeout, nullptr);
}

}  // namespace spillway
