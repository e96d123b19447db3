// SPDX-License-Identifier: GPL-2.0-or-later
// Echoes by the path "avx512".
#include "native/dsp/echo/echo_lanes.h"

namespace spillway {

const EchoPath EchoPath::kAvx512 = {"avx512", RunEcho<16>, CorrelateEcho<16>};

}  // namespace spillway
