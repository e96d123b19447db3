// SPDX-License-Identifier: GPL-2.0-or-later
// How does a worker get at the sound of a stream? It maps the memory, and gives it back.
#pragma once

#include <napi.h>

namespace spillway {

/// attachStream(descriptor, operation): the memory as an ArrayBuffer. When that is collected, or
/// the thread ends, the stream's user is gone. An engine is not needed, nor that it is of this
/// thread.
Napi::Value AttachStream(const Napi::CallbackInfo& info);
/// detachStream(buffer): gives it back now. The buffer is empty then.
Napi::Value DetachStream(const Napi::CallbackInfo& info);

}  // namespace spillway
