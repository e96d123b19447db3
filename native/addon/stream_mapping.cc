// SPDX-License-Identifier: GPL-2.0-or-later
// How does a worker get at the sound of a stream?
#include "native/addon/stream_mapping.h"

#include <cerrno>
#include <climits>
#include <cstring>
#include <memory>
#include <string>
#include <utility>

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

struct Mapping {
  StreamHead* head;  // null: given back
  size_t bytes;

  void Release() noexcept {
    if (head != nullptr) StreamMemory::Detach(std::exchange(head, nullptr), bytes);
  }
};

/// Nothing of JavaScript's can reach the memory when it is unmapped.
void Give(const Napi::CallbackInfo& info, Mapping* mapping) {
  if (mapping->head == nullptr) return;
  const Arguments arguments(info, "release");
  const bool own =
      info[0].IsArrayBuffer() && info[0].As<Napi::ArrayBuffer>().Data() == mapping->head;
  if (!own) arguments.WrongType("memory", "what it came with", info[0]);
  info[0].As<Napi::ArrayBuffer>().Detach();
  mapping->Release();
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
  const auto mapping = std::make_shared<Mapping>(Mapping{head, bytes});
  Napi::Object out = Napi::Object::New(info.Env());
  out.Set("memory", Napi::ArrayBuffer::New(info.Env(), head, bytes,
                                           [mapping](Napi::Env, void*) { mapping->Release(); }));
  const auto release = [mapping](const Napi::CallbackInfo& call) { Give(call, mapping.get()); };
  out.Set("release", Napi::Function::New(info.Env(), release, "release"));
  return out;
}

}  // namespace spillway
