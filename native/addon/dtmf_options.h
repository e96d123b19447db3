// SPDX-License-Identifier: GPL-2.0-or-later
// How does JavaScript say by which settings to listen for digits?
#pragma once

#include "native/addon/fields.h"
#include "native/contract/commands.h"

namespace spillway {

/// Reads { profile, minimumOnMs, minimumOffMs, letters }, each of which may be left out. Throws
/// TypeError or RangeError.
DtmfOptions ReadDtmfOptions(const Arguments& arguments, Napi::Value value, const std::string& name);

}  // namespace spillway
