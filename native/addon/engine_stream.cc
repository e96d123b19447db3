// SPDX-License-Identifier: GPL-2.0-or-later
// How does JavaScript begin a stream? What it gets is a descriptor, which it passes on.
#include <system_error>

#include "native/addon/engine_post.h"
#include "native/addon/fields.h"

namespace spillway {
namespace {

constexpr int64_t kFewestFrames = 2;
constexpr int64_t kUsualFrames = 64;  // 1.28 s

uint32_t PowerOfTwo(int64_t least) {
  uint32_t frames = 1;
  while (frames < least) frames *= 2;
  return frames;
}

}  // namespace

/// stream(operation, channel, { hears, frames }): the descriptor.
Napi::Value EngineObject::Stream(Info info) {
  const Arguments arguments(info, "stream");
  MediaCommand command{};
  command.kind = MediaCommand::Kind::kStream;
  command.operation = static_cast<OperationId>(arguments.Integer(0, "operation", 1, kLargestId));
  command.channel =
      CommandContext{channels_, plannedTones_}.Channel(arguments, info[1], "channel", kAudioKinds);
  const Fields options(arguments, info[2], "options");
  command.on = options.Flag("hears", true);
  const int64_t frames = options.Integer("frames", kFewestFrames, kStreamFrames, kUsualFrames);
  MustBeOpen(info.Env());
  try {
    const int descriptor = engine_->OpenStream(command, PowerOfTwo(frames));
    if (descriptor < 0) throw TooManyCommands(info.Env());
    return Napi::Number::New(info.Env(), descriptor);
  } catch (const std::system_error& error) {
    throw CodedError(info.Env(), "REFUSED", error.what());
  }
}

}  // namespace spillway
