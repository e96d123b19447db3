// SPDX-License-Identifier: GPL-2.0-or-later
// How do the methods of EngineObject hand over a command? Checks that they share.
#pragma once

#include <cstdlib>

#include "native/addon/engine_object.h"

namespace spillway {

inline void FreeHeap(const MediaCommand& command) { std::free(command.file); }
inline void FreeHeap(const LineCommand&) {}

inline Napi::Error TooManyCommands(Napi::Env env) {
  return CodedError(env, "REFUSED", "Too many commands are waiting; the engine does not follow.");
}

template <typename Command>
void EngineObject::Post(Napi::Env env, const Command& command) {
  if (!open_) FreeHeap(command);
  MustBeOpen(env);
  if (!engine_->Post(command)) throw TooManyCommands(env);
}

}  // namespace spillway
