// SPDX-License-Identifier: GPL-2.0-or-later
// Which DTMF digits are in a file?
#pragma once

#include <napi.h>

namespace spillway {

/// detectDigits(file): { digits } or { failure, systemError }; src/native/load.ts has the types.
/// Reads and decodes the whole file on the caller's thread.
Napi::Value DetectDigits(const Napi::CallbackInfo& info);

}  // namespace spillway
