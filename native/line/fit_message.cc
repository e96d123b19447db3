// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/line/fit_message.h"

#include <cstring>

#include "native/line/b_channels.h"
#include "native/line/q931.h"

namespace spillway {
namespace {

constexpr uint8_t kUnknownType = 0x7F;  // libpri answers STATUS 97
/// libpri answers RELEASE COMPLETE 81 and forgets it, where it does not know the call.
constexpr uint8_t kForNoCall = q931::kInformation;

bool Understood(uint8_t message) noexcept {
  switch (message) {
    case q931::kAlerting:
    case q931::kCallProceeding:
    case q931::kProgress:
    case q931::kSetup:
    case q931::kConnect:
    case q931::kSetupAcknowledge:
    case q931::kConnectAcknowledge:
    case q931::kHold:
    case q931::kDisconnect:
    case q931::kRestart:
    case q931::kRelease:
    case q931::kRestartAcknowledge:
    case q931::kReleaseComplete:
    case q931::kStatusEnquiry:
    case q931::kInformation:
    case q931::kStatus:
      return true;
    default:
      return false;
  }
}

void FitForNoCall(FilteredFrame& frame) noexcept {
  switch (frame.messageType) {
    case q931::kSetup:
    case q931::kRelease:
    case q931::kReleaseComplete:
    case q931::kRestart:
    case q931::kRestartAcknowledge:
    case q931::kStatusEnquiry:
    case q931::kRegister:
      return;
    case q931::kResume:
      return frame.Become(kUnknownType);
    case q931::kStatus:
      // Q.931 5.8.11: the far end does not know it either. (Without its state nothing can be said.)
      if (frame.callState == 0 || frame.callState == kNoCallState || frame.cause == 0)
        frame.Empty();
      return;
    default:
      return frame.Become(kForNoCall);
  }
}

bool IsResponse(uint8_t message) noexcept {
  switch (message) {
    case q931::kAlerting:
    case q931::kCallProceeding:
    case q931::kProgress:
    case q931::kConnect:
    case q931::kSetupAcknowledge:
      return true;
    default:
      return false;
  }
}

/// The only channel of a slot map (Q.931 figure 4-18: the last octet has slots 8 or 7 to 1 or 0);
/// kNoSlot: it names none, or several.
int OnlySlot(const uint8_t* map, size_t length) noexcept {
  int slot = kNoSlot;
  for (size_t i = 0; i < length; ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      if ((map[i] >> bit & 1) == 0) continue;
      if (slot != kNoSlot) return kNoSlot;
      slot = static_cast<int>(length - 1 - i) * 8 + bit + (length == 4 ? 0 : 1);
    }
  }
  return slot;
}

/// The channel that Channel Identification names for a primary rate interface; kNoSlot: none that
/// could be one of ours.
int SlotIn(const uint8_t* contents, size_t length) noexcept {
  const uint8_t head = contents[0];
  const bool indicated = (head & 0x20) != 0 && (head & 0x03) == 0x01 && (head & 0x04) == 0;
  if (!indicated) return kNoSlot;
  size_t at = 1;
  if (head & 0x40)  // the interface is named in octets 3.1, the last with bit 8 set
    while (at < length && (contents[at++] & 0x80) == 0) continue;
  if (length < at + 2 || (contents[at] & 0x6F) != 0x03) return kNoSlot;  // not of B-channels
  const bool map = (contents[at] & 0x10) != 0;
  ++at;
  return map ? OnlySlot(contents + at, length - at) : contents[at] & 0x7F;
}

/// Takes an element out of a message that FilterFrame has seen; the channel that it named.
int TakeChannel(FilteredFrame& frame) noexcept {
  int slot = kNoSlot;
  for (size_t at = frame.elementsAt; at < frame.size;) {
    uint8_t* element = &frame.bytes[at];
    const size_t octets = (element[0] & 0x80) ? 1 : 2 + element[1];
    if (element[0] != q931::kChannelIdentification) {
      at += octets;
      continue;
    }
    if (slot == kNoSlot) slot = SlotIn(element + 2, octets - 2);
    std::memmove(element, element + octets, frame.size - at - octets);
    frame.size -= octets;
  }
  return slot;
}

bool Has(const FilteredFrame& frame, uint8_t wanted) noexcept {
  for (size_t at = frame.elementsAt; at < frame.size;) {
    const uint8_t* element = &frame.bytes[at];
    if (element[0] == wanted) return true;
    at += (element[0] & 0x80) ? 1 : 2 + element[1];
  }
  return false;
}

template <size_t N>
void Append(FilteredFrame& frame, const uint8_t (&element)[N]) noexcept {
  if (frame.size + N > frame.bytes.size()) return;
  std::memcpy(&frame.bytes[frame.size], element, N);
  frame.size += N;
}

}  // namespace

void FitMessage(FilteredFrame& frame, CallStanding standing) noexcept {
  if (frame.elementsAt == 0) return;
  if (standing == CallStanding::kUnknown) return FitForNoCall(frame);
  if (CarriesNothing(frame.messageType)) return frame.Empty();
  switch (frame.messageType) {
    case q931::kSetup:  // Q.931 5.8.3.2 c
      return frame.Empty();
    case q931::kStatus:
      if (standing == CallStanding::kUnanswered && frame.callState != 0) frame.Empty();
      return;
    default:
      if (!Understood(frame.messageType)) frame.Become(kUnknownType);
  }
}

void CompleteResponse(FilteredFrame& frame, int slot) noexcept {
  if (frame.elementsAt == 0 || !IsResponse(frame.messageType)) return;
  const int named = TakeChannel(frame);
  const int channel = named != kNoSlot ? named : slot;
  // Not another call's progress, but where a call goes on that is not end to end ISDN;
  // Q.931 4.5.23.
  const uint8_t progress[] = {q931::kProgressIndicator, 2, 0x82, 0x81};
  if (frame.messageType == q931::kProgress && !Has(frame, q931::kProgressIndicator))
    Append(frame, progress);
  const uint8_t identification[] = {q931::kChannelIdentification, 3, 0xA9, 0x83,
                                    static_cast<uint8_t>(0x80 | channel)};
  Append(frame, identification);
}

}  // namespace spillway
