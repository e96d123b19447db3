// SPDX-License-Identifier: GPL-2.0-or-later
// Echoes by the path "narrow".
#include "native/dsp/echo/echo_lanes.h"

namespace spillway {

const EchoPath EchoPath::kNarrow = {"narrow", RunEcho<4>, CorrelateEcho<4>};

}  // namespace spillway
