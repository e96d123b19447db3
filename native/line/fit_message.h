// SPDX-License-Identifier: GPL-2.0-or-later
// What may libpri see of a message, given what we know of the call that it names?
#pragma once

#include "native/line/frame_filter.h"
#include "native/line/q931.h"

namespace spillway {

/// Messages that carry nothing for this box, and want no answer.
constexpr bool CarriesNothing(uint8_t message) noexcept {
  return message == q931::kFacility || message == q931::kNotify;
}

/// How a message's call reference stands with us.
enum class CallStanding : uint8_t {
  kUnknown,     // no call of ours
  kUnanswered,  // we have sent SETUP, and nothing has come back yet
  kKnown        // any other call
};

/// Changes a message that libpri would answer wrongly, or keep a record for, into one that it
/// answers as Q.931 5.8.3 and 5.8.4 want:
///
///     for a call that we don't know     RELEASE COMPLETE 81; RESUME: STATUS 97, REGISTER:
///                                       RELEASE COMPLETE 69; STATUS: 101, or nothing when it says
///                                       null
///     HOLD                              HOLD REJECT 69
///     FACILITY, NOTIFY                  nothing: they want no answer
///     SETUP of a call that we know      nothing
///     other messages of services that   STATUS 97
///     we don't use, and unknown ones
///
/// STATUS 97 costs the call that is still unanswered its second SETUP: libpri's T303 would end it
/// without a word (docs/isdn.md). A STATUS of the far end would do the same, so libpri sees none
/// then but the one that ends the call.
void FitMessage(FilteredFrame& frame, CallStanding standing) noexcept;

/// Makes a response to our SETUP whole: libpri refuses a first one that does not name the channel
/// in the plain way, and PROGRESS without its indicator, and forgets the call when T303 ends,
/// without a word, though it be answered. `slot`: what counts where the far end names none, for it
/// has then taken what SETUP asked for.
void CompleteResponse(FilteredFrame& frame, int slot) noexcept;

}  // namespace spillway
