// SPDX-License-Identifier: GPL-2.0-or-later
// Echoes by the path "scalar".
#include "native/dsp/echo/echo_lanes.h"

namespace spillway {

const EchoPath EchoPath::kScalar = {"scalar", RunEcho<1>, CorrelateEcho<1>};

}  // namespace spillway
