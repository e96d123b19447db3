// SPDX-License-Identifier: GPL-2.0-or-later
// How does JavaScript see the frames of a D-channel? It switches the tap of a span, and reads.
#include <cstdint>

#include "native/addon/engine_post.h"

namespace spillway {
namespace {

constexpr uint32_t kFramesAtOnce = 256;  // so that facts have their turn between

Napi::Object FrameObject(Napi::Env env, const TracedFrame& frame) {
  Napi::Object object = Napi::Object::New(env);
  object.Set("at", static_cast<double>(frame.at) / 1e6);
  object.Set("span", frame.span);
  object.Set("direction", kFrameDirectionNames[static_cast<int>(frame.direction)]);
  object.Set("use", kFrameUseNames[static_cast<int>(frame.use)]);
  object.Set("fault", frame.fault);
  object.Set("size", static_cast<uint32_t>(frame.size));
  object.Set("lostBefore", frame.lostBefore);
  object.Set("bytes", Napi::Buffer<uint8_t>::Copy(env, frame.bytes, frame.Kept()));
  return object;
}

}  // namespace

void EngineObject::Trace(Info info) {
  const Arguments arguments(info, "trace");
  const auto last = static_cast<int64_t>(spans_.size()) - 1;
  const SpanInfo& span = spans_[static_cast<size_t>(arguments.Integer(0, "span", 0, last))];
  if (span.kind != SpanKind::kE1) arguments.OutOfRange("span", "an E1", info[0]);
  LineCommand command{};
  command.kind = LineCommand::Kind::kTrace;
  command.channel = span.firstChannel;
  command.on = arguments.Flag(1, "on");
  Post(info.Env(), command);
}

Napi::Value EngineObject::ReadFrames(Info info) {
  Napi::Array list = Napi::Array::New(info.Env());
  TracedFrame frame;
  while (engine_ && list.Length() < kFramesAtOnce && engine_->ReadFrame(&frame))
    list.Set(list.Length(), FrameObject(info.Env(), frame));
  return list;
}

}  // namespace spillway
