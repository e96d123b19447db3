// SPDX-License-Identifier: GPL-2.0-or-later
// How is a DAHDI channel opened and set up, and what is said when that fails?
#include <dahdi/user.h>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "native/board/board_error.h"
#include "native/board/dahdi_channel.h"
#include "native/core/ids.h"

namespace spillway {
namespace {

constexpr char kControl[] = "/dev/dahdi/ctl";
constexpr char kChannel[] = "/dev/dahdi/channel";
constexpr int kOldestVersion = 2;
constexpr int kLeastBlocks = 4;
constexpr int kFrameBuffers = 32;
constexpr int kFrameBufferBytes = 1'024;  // the two together are all that the driver allows
constexpr int kHookDelayMs = 10;          // an opening of the loop is told after this
constexpr int kDebounceMs = 20;
constexpr int kFlashMs = 200;
constexpr int kRingMs = 600'000;  // "on until told otherwise": the cadence is line/analog_fxs's

[[noreturn]] void RefuseOpening(const char* device, int error) {
  const std::string name = device;
  if (error == ENOENT || error == ENODEV || error == ENXIO) {
    throw BoardError("BOARD_DRIVER_MISSING",
                     name +
                         ": the DAHDI driver is not loaded; run 'modprobe dahdi' and the card's "
                         "module, then 'dahdi_cfg'");
  }
  if (error == EACCES || error == EPERM) {
    throw BoardError("BOARD_PERMISSION",
                     name +
                         ": permission denied; add the user to the group dahdi: 'sudo usermod "
                         "-aG dahdi USER', and log in again");
  }
  throw BoardError("BOARD_DRIVER_MISSING", name + ": cannot be opened: " + strerror(error));
}

bool IsTelephonePort(int signalling) noexcept {
  // Confusing but true: a port for telephones (FXS) is signalled as FXO, and the other way round.
  return signalling == DAHDI_SIG_FXOKS || signalling == DAHDI_SIG_FXOLS;
}

bool IsExchangePort(int signalling) noexcept {
  return signalling == DAHDI_SIG_FXSKS || signalling == DAHDI_SIG_FXSLS;
}

}  // namespace

void KernelDahdi::Check() {
  const int control = open(kControl, O_RDWR | O_CLOEXEC);
  if (control < 0) RefuseOpening(kControl, errno);
  dahdi_versioninfo info{};
  const int failed = ioctl(control, DAHDI_GETVERSION, &info);
  close(control);

  info.version[sizeof info.version - 1] = 0;
  char* end = nullptr;
  const long major = std::strtol(info.version, &end, 10);
  const bool numbered = end != info.version;  // some are called "SVN-trunk-r..."
  if (!failed && (!numbered || major >= kOldestVersion)) return;
  throw BoardError("BOARD_DRIVER_VERSION",
                   std::string(kControl) + ": DAHDI version '" + info.version +
                       "' is too old; install DAHDI 2.x or newer (Debian: dahdi-dkms)");
}

DahdiChannel::DahdiChannel(int number, ChannelKind kind) : number_(number), kind_(kind) {
  Open();
  try {
    if (kind_ == ChannelKind::kData) SetUpData();
    if (kind_ == ChannelKind::kBearer) SetUpBearer();
    if (kind_ == ChannelKind::kFxs || kind_ == ChannelKind::kFxo) SetUpPort();
  } catch (...) {
    close(fd_);
    throw;
  }
}

void DahdiChannel::Open() {
  fd_ = open(kChannel, O_RDWR | O_NONBLOCK | O_CLOEXEC);
  if (fd_ < 0) RefuseOpening(kChannel, errno);
  int number = number_;
  dahdi_params params{};
  if (ioctl(fd_, DAHDI_SPECIFY, &number) == 0 && ioctl(fd_, DAHDI_GET_PARAMS, &params) == 0) {
    slot_ = params.chanpos;
    signalling_ = params.sigtype;
    wasOffHook_ = kind_ == ChannelKind::kFxs && params.rxisoffhook != 0;
    return;
  }
  const int error = errno;
  close(fd_);
  Refuse(error, "cannot be opened");
}

void DahdiChannel::Refuse(int error, const std::string& what) const {
  const std::string name = "DAHDI channel " + std::to_string(number_);
  if (error == EBUSY) {
    throw BoardError("BOARD_CHANNEL_BUSY",
                     name + ": used by another program; stop it ('fuser -v " + kChannel + "')");
  }
  if (error == ENXIO || error == EINVAL || error == ENODEV) {
    throw BoardError("BOARD_NO_SUCH_CHANNEL",
                     name +
                         ": does not exist or is not configured; see 'dahdi_scan', then set it "
                         "up in /etc/dahdi/system.conf and run 'dahdi_cfg'");
  }
  throw BoardError("BOARD_NO_SUCH_CHANNEL", name + ": " + what + ": " + strerror(error));
}

void DahdiChannel::Set(unsigned long request, int value, const char* what) {
  if (ioctl(fd_, request, &value) != 0) Refuse(errno, std::string("cannot set ") + what);
}

void DahdiChannel::SetBuffers(int count, int bytes) {
  dahdi_bufferinfo buffers{};
  buffers.txbufpolicy = DAHDI_POLICY_IMMEDIATE;
  buffers.rxbufpolicy = DAHDI_POLICY_IMMEDIATE;
  buffers.numbufs = count;
  buffers.bufsize = bytes;
  int asked = bytes;
  ioctl(fd_, DAHDI_SET_BLOCKSIZE, &asked);  // the driver's default is 128 ms; read back below
  ioctl(fd_, DAHDI_SET_BUFINFO, &buffers);
  int blockSize = 0;
  dahdi_bufferinfo got{};
  ioctl(fd_, DAHDI_GET_BLOCKSIZE, &blockSize);
  ioctl(fd_, DAHDI_GET_BUFINFO, &got);
  if (blockSize == bytes && got.numbufs >= kLeastBlocks) return;
  throw BoardError("BOARD_BLOCK_SIZE",
                   "DAHDI channel " + std::to_string(number_) + ": the driver gave " +
                       std::to_string(got.numbufs) + " blocks of " + std::to_string(blockSize) +
                       " bytes where " + std::to_string(count) + " of " + std::to_string(bytes) +
                       " were asked; update the card's driver");
}

void DahdiChannel::SetUpBearer() {
  if (signalling_ != DAHDI_SIG_CLEAR) {
    throw BoardError("BOARD_NO_SUCH_CHANNEL",
                     "DAHDI channel " + std::to_string(number_) +
                         ": is not a B-channel; write 'bchan=" + std::to_string(number_) +
                         "' in /etc/dahdi/system.conf and run 'dahdi_cfg'");
  }
  Set(DAHDI_AUDIOMODE, 1, "audio mode");
  Set(DAHDI_SETLAW, DAHDI_LAW_ALAW, "A-law");
  Set(DAHDI_SETLINEAR, 0, "companded samples");
  CancelEcho(0);  // until a call comes
  SetBuffers(kBlocks, kFrameSamples);
}

void DahdiChannel::SetUpPort() {
  const bool station = kind_ == ChannelKind::kFxs;
  if (!(station ? IsTelephonePort(signalling_) : IsExchangePort(signalling_))) {
    throw BoardError("BOARD_NO_SUCH_CHANNEL",
                     "DAHDI channel " + std::to_string(number_) + ": is not an " +
                         (station ? "FXS port; write 'fxoks=" : "FXO port; write 'fxsks=") +
                         std::to_string(number_) +
                         "' in /etc/dahdi/system.conf and run 'dahdi_cfg'");
  }
  Set(DAHDI_SETLAW, DAHDI_LAW_ALAW, "A-law");
  Set(DAHDI_SETLINEAR, 0, "companded samples");
  dahdi_params params{};
  ioctl(fd_, DAHDI_GET_PARAMS, &params);
  if (station) {
    params.rxflashtime = kHookDelayMs;
    params.debouncetime = kDebounceMs;
    dahdi_ring_cadence cadence{};
    cadence.ringcadence[0] = kRingMs;
    cadence.ringcadence[1] = 1;
    if (ioctl(fd_, DAHDI_SETCADENCE, &cadence) != 0) Refuse(errno, "cannot set ringing");
  }
  params.flashtime = kFlashMs;
  ioctl(fd_, DAHDI_SET_PARAMS, &params);
  CancelEcho(0);
  SetBuffers(kBlocks, kFrameSamples);
}

void DahdiChannel::SetUpData() {
  const bool hdlc = (signalling_ & DAHDI_SIG_HDLCFCS) == DAHDI_SIG_HDLCFCS;
  if (!hdlc && signalling_ != DAHDI_SIG_HARDHDLC) {
    throw BoardError("BOARD_NO_SUCH_CHANNEL",
                     "DAHDI channel " + std::to_string(number_) +
                         ": is not a D-channel; write 'dchan=" + std::to_string(number_) +
                         "' in /etc/dahdi/system.conf and run 'dahdi_cfg'");
  }
  SetBuffers(kFrameBuffers, kFrameBufferBytes);
}

}  // namespace spillway
