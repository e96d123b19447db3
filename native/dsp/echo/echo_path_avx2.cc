// SPDX-License-Identifier: GPL-2.0-or-later
// Echoes by the path "avx2".
#include "native/dsp/echo/echo_lanes.h"

namespace spillway {

const EchoPath EchoPath::kAvx2 = {"avx2", RunEcho<8>, CorrelateEcho<8>};

}  // namespace spillway
