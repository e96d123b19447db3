// SPDX-License-Identifier: GPL-2.0-or-later
// How do the methods of EngineObject hand over a command? Checks that they share.
#pragma once

#include "native/addon/engine_object.h"

namespace spillway {

constexpr int64_t kLargestId = 9'007'199'254'740'991;  // operations and calls, from 1: 2^53 - 1
constexpr int64_t kLastPrompt = 4'095;
constexpr int64_t kLastBridge = 511;

constexpr unsigned KindBit(ChannelKind kind) { return 1u << static_cast<unsigned>(kind); }

template <typename Command>
void EngineObject::Post(Napi::Env env, const Command& command) {
  MustBeOpen(env);
  if (engine_->Post(command)) return;
  throw CodedError(env, "REFUSED", "Too many commands are waiting; the engine does not follow.");
}

}  // namespace spillway
