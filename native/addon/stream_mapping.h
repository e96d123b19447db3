// SPDX-License-Identifier: GPL-2.0-or-later
// How does a worker get at the sound of a stream? It maps the memory, and gives it back.
#pragma once

#include <napi.h>

namespace spillway {

/// attachStream(descriptor, operation): { memory, release }, an ArrayBuffer, and what gives it back
/// at once: release(memory), which is empty then. When it is collected or the thread ends, it is
/// given back, too. An engine is not needed, nor that it is of this thread.
Napi::Value AttachStream(const Napi::CallbackInfo& info);

}  // namespace spillway
