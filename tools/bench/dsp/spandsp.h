// SPDX-License-Identifier: GPL-2.0-or-later
// Which functions of spandsp are measured? Its header defines macros named as functions of <cmath>:
// include it here only.
#pragma once

#include <spandsp.h>

#include <cmath>

#undef lrint
#undef lrintf
