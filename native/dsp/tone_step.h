// SPDX-License-Identifier: GPL-2.0-or-later
// What is one step of a tone's cadence?
#pragma once

#include <cstdint>

namespace spillway {

/// Two frequencies in hertz (0: none; both 0: a pause) for so many milliseconds (0: for ever).
struct ToneStep {
  uint16_t hertz1;
  uint16_t hertz2;
  uint16_t milliseconds;
};

}  // namespace spillway
