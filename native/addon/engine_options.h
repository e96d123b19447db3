// SPDX-License-Identifier: GPL-2.0-or-later
// Which board, which spans, which roles? Reads the `EngineOptions` of src/native/media-port.ts.
#pragma once

#include "native/addon/arguments.h"
#include "native/runtime/engine.h"

namespace spillway {

struct EngineSetup {
  Engine::OpenBoard openBoard;
  Engine::Options options;
};

/// Throws TypeError or RangeError; opens nothing yet.
EngineSetup ReadEngineOptions(const Arguments& arguments, Napi::Value options);

}  // namespace spillway
