// SPDX-License-Identifier: GPL-2.0-or-later
// How does a worker get at the sound of a stream?
#include "native/addon/stream_mapping.h"

#include <cerrno>
#include <climits>
#include <cstring>
#include <string>

#include "native/addon/arguments.h"
#include "native/addon/engine_object.h"
#include "native/media/stream_memory.h"

namespace spillway {
namespace {

std::string Reason(int error) {
  if (error == EINVAL || error == EBADF) return "the descriptor is no stream, or no longer";
  if (error == ESTALE) return "the descriptor is another stream's by now";
  if (error == EBUSY) return "somebody else has it";
  if (error == EPIPE) return "it is over";
  return std::strerror(error);
}

}  // namespace

Napi::Value AttachStream(const Napi::CallbackInfo& info) {
  const Arguments arguments(info, "openStream");
  const auto descriptor = static_cast<int>(arguments.Integer(0, "descriptor", 0, INT_MAX));
  const auto operation = static_cast<OperationId>(arguments.Integer(1, "operation", 1, kLargestId));
  size_t bytes = 0;
  StreamHead* head = StreamMemory::Attach(descriptor, operation, &bytes);
  if (head == nullptr) {
    throw CodedError(info.Env(), "REFUSED",
                     "stream " + std::to_string(operation) + ": " + Reason(errno) + ".");
  }
  const auto detach = [bytes](Napi::Env, void* memory) {
    StreamMemory::Detach(static_cast<StreamHead*>(memory), bytes);
  };
  return Napi::ArrayBuffer::New(info.Env(), head, bytes, detach);
}

Napi::Value DetachStream(const Napi::CallbackInfo& info) {
  const Arguments arguments(info, "closeStream");
  if (!info[0].IsArrayBuffer()) arguments.WrongType("buffer", "an ArrayBuffer", info[0]);
  auto buffer = info[0].As<Napi::ArrayBuffer>();
  if (!buffer.IsDetached()) buffer.Detach();
  return info.Env().Undefined();
}

}  // namespace spillway
