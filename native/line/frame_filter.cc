// SPDX-License-Identifier: GPL-2.0-or-later
// How is a received frame made safe for libpri? Layer 2's form, then the message's head, then each
// of its information elements.
#include "native/line/frame_filter.h"

#include <cstring>

#include "native/line/q931.h"

namespace spillway {
namespace {

constexpr size_t kInformationAt = 4;  // after address and control of an I-frame
constexpr size_t kMostDigits = 31;    // libpri keeps so many of a number

/// Unnumbered frames that a point-to-point link uses, without the P/F bit.
bool KnownUnnumbered(uint8_t control) noexcept {
  switch (control & 0xEF) {
    case 0x6F:  // SABME
    case 0x0F:  // DM
    case 0x43:  // DISC
    case 0x63:  // UA
    case 0x87:  // FRMR
      return true;
    default:
      return false;
  }
}

/// How many octets stand before a number's digits: 3, 3a, 3b ... up to the one with bit 8 set. 0:
/// it does not come. libpri looks for it far beyond the element's end.
size_t NumberHead(const uint8_t* contents, size_t length) noexcept {
  for (size_t i = 0; i < length && i < 3; ++i)
    if (contents[i] & 0x80) return i + 1;
  return 0;
}

/// Whether an element holds what it must (Q.931 4.5).
bool LongEnough(uint8_t element, const uint8_t* contents, size_t length) noexcept {
  switch (element) {
    case q931::kBearerCapability:
      return length >= 2 && ((contents[1] & 0x7F) != 0x18 || length >= 3);  // 0x18: multirate
    case q931::kCause:
      return length >= 2 && ((contents[0] & 0x80) != 0 || length >= 3);  // with octet 3a
    case q931::kProgressIndicator:
      return length >= 2;
    case q931::kCallingNumber:
    case q931::kRedirectingNumber:
      return NumberHead(contents, length) > 0;
    default:
      return length >= 1;
  }
}

bool Used(uint8_t element) noexcept {
  switch (element) {
    case q931::kCallState:
    case q931::kChannelIdentification:
    case q931::kProgressIndicator:
    case q931::kKeypadFacility:
    case q931::kCallingNumber:
    case q931::kCalledNumber:
    case q931::kRedirectingNumber:
    case q931::kRestartIndicator:
    case q931::kSendingComplete:
      return true;
    default:
      // Q.931 5.8.7.1: bits 8-5 zero mean that it must be understood; libpri refuses those it does
      // not know. Bearer Capability and Cause are among them.
      return element < 0x10 && element != 0x0C;  // 0x0C: connected address, of old
  }
}

/// Copies a message's elements and leaves out what libpri is not to see.
class ElementCopier {
 public:
  ElementCopier(FilteredFrame& out, const uint8_t* at, const uint8_t* end) noexcept
      : out_(out), at_(at), end_(end) {}

  void Run() noexcept {
    while (at_ < end_) {
      const uint8_t element = *at_;
      if ((element & 0xF8) == 0x90) return;  // locking shift: the rest is of another codeset
      const bool otherCodeset = (element & 0xF8) == 0x98;
      if (otherCodeset) ++at_;
      if (at_ == end_ || !CopyOne(otherCodeset)) return;
    }
  }

 private:
  /// False: the element runs over the end.
  bool CopyOne(bool leaveOut) noexcept {
    const uint8_t element = *at_;
    if (element & 0x80) {  // a single octet
      Keep(1, !leaveOut && Used(element));
      return true;
    }
    if (end_ - at_ < 2 || end_ - at_ < 2 + at_[1]) {
      out_.error = "an information element runs over the end of the message";
      return false;
    }
    const uint8_t* contents = at_ + 2;
    const size_t length = at_[1];
    bool used = !leaveOut && Used(element);
    if (used && !LongEnough(element, contents, length)) {
      out_.error = "an information element is too short";
      used = false;
    }
    if (used && element == q931::kCause)
      out_.cause = ((contents[0] & 0x80) ? contents[1] : contents[2]) & 0x7F;
    if (used && element == q931::kCalledNumber && out_.digits == 0) {
      out_.digitsAt = out_.size + 3;  // behind identifier, length and type of number
      out_.digits = length - 1;
    }
    const bool number = element == q931::kCallingNumber || element == q931::kRedirectingNumber;
    if (used && number && length - NumberHead(contents, length) > kMostDigits)
      out_.error = "a number is too long and was cut";
    if (used && element == q931::kCallState) out_.callState = contents[0] & 0x3F;
    Keep(2 + length, used);
    if (used && element == q931::kBearerCapability) Plain(&out_.bytes[out_.size - length]);
    return true;
  }

  /// libpri refuses another rate than 64 kbit/s with 65 and tells nobody: the call would not be in
  /// the books. So it is shown as one of 64, and refused by us.
  void Plain(uint8_t* bearer) noexcept {
    constexpr uint8_t kCircuit64 = 0x90;
    out_.otherRate = (bearer[1] & 0x7F) != (kCircuit64 & 0x7F);
    bearer[1] = kCircuit64;
  }

  void Keep(size_t octets, bool used) noexcept {
    if (used) {
      std::memcpy(&out_.bytes[out_.size], at_, octets);
      out_.size += octets;
    }
    at_ += octets;
  }

  FilteredFrame& out_;
  const uint8_t* at_;
  const uint8_t* end_;
};

void Refuse(FilteredFrame& out, const char* error) noexcept {
  out.error = error;
  out.Empty();
}

void FilterMessage(FilteredFrame& out, const uint8_t* frame, size_t size) noexcept {
  const uint8_t* message = frame + kInformationAt;
  const size_t length = size - kInformationAt;
  if (length < 3) return Refuse(out, "a message is too short");
  if (message[0] != q931::kProtocolDiscriminator)
    return Refuse(out, "a message has an unknown protocol discriminator");
  const size_t referenceLength = message[1];
  if (referenceLength != 1 && referenceLength != 2)
    return Refuse(out, "a message has a call reference of unknown length");
  const size_t head = 2 + referenceLength + 1;
  if (length < head) return Refuse(out, "a message is too short");

  const int reference =
      referenceLength == 1 ? message[2] & 0x7F : ((message[2] & 0x7F) << 8 | message[3]);
  out.reference = static_cast<uint16_t>((message[2] & 0x80) << 8 | reference);
  out.messageType = message[head - 1];
  const bool restart =
      out.messageType == q931::kRestart || out.messageType == q931::kRestartAcknowledge;
  // Q.931 5.8.3.2: the global call reference is for RESTART, RESTART ACKNOWLEDGE and STATUS.
  out.globalStatus = reference == 0 && out.messageType == q931::kStatus;
  if (restart != (reference == 0) && !out.globalStatus)
    return Refuse(out, "a message has the wrong kind of call reference");
  if (out.messageType & 0x80) out.error = "a message has an escaped type";

  out.elementsAt = kInformationAt + head;
  out.size = out.elementsAt;
  std::memcpy(out.bytes.data(), frame, out.size);
  ElementCopier(out, message + head, frame + size).Run();
  if (out.globalStatus) out.Empty();  // libpri would answer it
}

}  // namespace

void FilteredFrame::Empty() noexcept {
  messageType = 0;
  elementsAt = 0;
  std::memset(&bytes[kInformationAt], 0, 3);
  size = kInformationAt + 3;
}

void FilteredFrame::Become(uint8_t message) noexcept {
  messageType = message;
  bytes[elementsAt - 1] = message;
  size = elementsAt;
}

FilteredFrame FilterFrame(const uint8_t* frame, size_t size) noexcept {
  FilteredFrame out;
  if (size < 3) {
    out.error = "a frame is too short";
    return out;
  }
  if (size > kLongestFrame) {
    out.error = "a frame is too long";
    return out;
  }
  // SAPI 0 (call control), TEI 0 (point to point), extension bits 0 and 1; Q.921 3.3.
  if ((frame[0] & 0xFD) != 0x00 || frame[1] != 0x01) {
    out.error = "a frame has an unknown address";
    return out;
  }
  std::memcpy(out.bytes.data(), frame, size);

  const bool unnumbered = (frame[2] & 0x03) == 0x03;
  if (unnumbered) {
    out.size = KnownUnnumbered(frame[2]) ? size : 0;
    if (out.size == 0) out.error = "an unnumbered frame of unknown type";
    return out;
  }
  const bool supervisory = (frame[2] & 0x01) != 0;
  if (size < 4 || (supervisory && size > 4)) {
    out.error = "a frame has the wrong length";
    return out;
  }
  out.size = size;
  if (!supervisory && size > kInformationAt) FilterMessage(out, frame, size);
  return out;
}

}  // namespace spillway
