// SPDX-License-Identifier: GPL-2.0-or-later
// Who is at the far end of a D-channel that is attacked? Someone who keeps layer 2 in order, so
// that each message gets through to libpri's layer 3, however wrong it is.
#pragma once

#include <deque>
#include <set>

#include "native/test/line/wire.h"

namespace spillway::test {

/// Takes the place of a real far end: answers SABME, acknowledges I-frames, numbers its own. One
/// line, virtual time.
class HostileEnd {
 public:
  explicit HostileEnd(bool isNetwork) : isNetwork_(isNetwork) {}

  /// A frame of either end goes over the wire: its numbers and call references are learnt.
  void Overhear(const Frame& frame, bool fromNetwork);
  /// The frame came from the end under attack and waits for an answer of ours.
  void Answer(const Frame& frame);
  /// Frames to send, in order.
  bool Next(Frame* frame);

  /// An I-frame with the message in it and the right numbers.
  Frame Information(const std::vector<uint8_t>& message);
  /// SABME: both ends count from 0 again.
  Frame Sabme();
  /// A call reference that was on the wire; the nth, counted around.
  uint16_t Reference(size_t n) const;

  bool silent = false;  // answers nothing: layer 2 of the other end runs into its timers

 private:
  uint8_t Command() const { return isNetwork_ ? 0x02 : 0x00; }
  uint8_t Response() const { return isNetwork_ ? 0x00 : 0x02; }
  static bool IsInformation(const Frame& frame) { return frame.size() >= 4 && !(frame[2] & 1); }

  const bool isNetwork_;
  uint8_t nextSent_ = 0;      // V(S)
  uint8_t nextReceived_ = 0;  // V(R)
  std::set<uint16_t> references_{0};
  std::deque<Frame> answers_;
};

}  // namespace spillway::test
