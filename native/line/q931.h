// SPDX-License-Identifier: GPL-2.0-or-later
// Which numbers does Q.931 give to messages and information elements? Only those used here.
#pragma once

#include <cstdint>

namespace spillway::q931 {

constexpr uint8_t kProtocolDiscriminator = 0x08;

enum Message : uint8_t {
  kAlerting = 0x01,
  kCallProceeding = 0x02,
  kProgress = 0x03,
  kSetup = 0x05,
  kConnect = 0x07,
  kSetupAcknowledge = 0x0D,
  kConnectAcknowledge = 0x0F,
  kUserInformation = 0x20,
  kHold = 0x24,
  kSuspend = 0x25,
  kResume = 0x26,
  kHoldAcknowledge = 0x28,
  kHoldReject = 0x30,
  kRetrieve = 0x31,
  kRetrieveAcknowledge = 0x33,
  kRetrieveReject = 0x37,
  kDisconnect = 0x45,
  kRestart = 0x46,
  kRelease = 0x4D,
  kRestartAcknowledge = 0x4E,
  kReleaseComplete = 0x5A,
  kSegment = 0x60,
  kFacility = 0x62,
  kRegister = 0x64,
  kNotify = 0x6E,
  kStatusEnquiry = 0x75,
  kCongestionControl = 0x79,
  kInformation = 0x7B,
  kStatus = 0x7D,
};

enum Element : uint8_t {
  kBearerCapability = 0x04,
  kCause = 0x08,
  kCallState = 0x14,
  kChannelIdentification = 0x18,
  kProgressIndicator = 0x1E,
  kKeypadFacility = 0x2C,
  kCallingNumber = 0x6C,
  kCalledNumber = 0x70,
  kRedirectingNumber = 0x74,
  kRestartIndicator = 0x79,
  kSendingComplete = 0xA1,
};

/// Q.850 causes that the line itself gives.
constexpr uint8_t kUnallocated = 1;
constexpr uint8_t kChannelUnacceptable = 6;
constexpr uint8_t kNormalClearing = 16;
constexpr uint8_t kDestinationOutOfOrder = 27;
constexpr uint8_t kNoCircuit = 34;
constexpr uint8_t kTemporaryFailure = 41;
constexpr uint8_t kChannelNotAvailable = 44;
constexpr uint8_t kNoSuchChannel = 82;
constexpr uint8_t kIncompatibleDestination = 88;
constexpr uint8_t kMessageTypeUnknown = 97;
constexpr uint8_t kMessageUnknownOrUnexpected = 98;
constexpr uint8_t kTimerExpired = 102;

}  // namespace spillway::q931
