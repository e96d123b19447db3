// SPDX-License-Identifier: GPL-2.0-or-later
// Which part of a received D-channel frame may libpri see? libpri trusts lengths that come from the
// wire; this looks at them first.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace spillway {

/// Address 2, control 2 and N201 = 260 octets of information (Q.921 5.9.3).
constexpr size_t kLongestFrame = 264;

/// Room for what is added to a message (`CompleteResponse`).
constexpr size_t kAdditions = 16;
constexpr uint8_t kNoCallState = 0xFF;

/// What libpri is to see of a frame.
struct FilteredFrame {
  std::array<uint8_t, kLongestFrame + kAdditions> bytes;
  size_t size = 0;                   // 0: nothing
  const char* error = nullptr;       // what was wrong with it; null: nothing
  uint8_t messageType = 0;           // Q.931; 0: none
  uint16_t reference = 0;            // the message's call reference; bit 15: its flag
  uint8_t cause = 0;                 // Q.850, of the message's Cause; 0: none
  uint8_t callState = kNoCallState;  // of STATUS
  size_t elementsAt = 0;             // where the message's elements begin; 0: there is no message
  size_t digitsAt = 0;               // of Called Party Number: where its digits begin
  size_t digits = 0;                 // and how many octets they are
  bool otherRate = false;            // of Bearer Capability: another rate than 64 kbit/s
  bool globalStatus = false;         // STATUS for the global call reference: of RESTART

  /// Leaves of an I-frame what layer 2 needs.
  void Empty() noexcept;
  /// Makes another message of it, without elements.
  void Become(uint8_t message) noexcept;
};

/// Takes out of a frame what libpri would trip over and what this box does not use:
///
/// - A frame that is no Q.921 frame of SAPI 0, TEI 0 becomes nothing.
/// - A message that cannot be read is emptied but kept: layer 2 must still count its I-frame, or
/// the
///   far end would repeat it for ever. (libpri passes over an unknown protocol discriminator.)
/// - Information elements that this box does not use are taken out: facility, display, user-user
///   and their like carry nothing for it. So are those too short for what they must hold.
/// - From an element on that runs over the end of the frame, the message is cut off (Q.931 5.8).
///
/// It knows no calls: what a message means for the call that it names is judged by `FitMessage`.
FilteredFrame FilterFrame(const uint8_t* frame, size_t size) noexcept;

}  // namespace spillway
