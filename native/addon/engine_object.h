// SPDX-License-Identifier: GPL-2.0-or-later
// What can JavaScript do with an engine? One object, integers for everything in it.
#pragma once

#include <napi.h>

#include <memory>
#include <string>

#include "native/addon/arguments.h"
#include "native/addon/command_parts.h"
#include "native/addon/js_doorbell.h"
#include "native/runtime/engine.h"

namespace spillway {

/// `new Engine(options, woken)`: `woken` is called on the JavaScript thread when there is something
/// to read. src/native/load.ts has the same list of methods as a type. JavaScript thread only; ends
/// by close(), by garbage collection or with its environment, whichever comes first.
class EngineObject final : public Napi::ObjectWrap<EngineObject> {
 public:
  static Napi::Function Class(Napi::Env env);
  explicit EngineObject(const Napi::CallbackInfo& info);
  ~EngineObject() override;

 private:
  using Info = const Napi::CallbackInfo&;

  // engine_object.cc: life, reading
  Napi::Value Spans(Info info);
  Napi::Value Channels(Info info);
  Napi::Value Batch(Info info);
  Napi::Value ReadFacts(Info info);
  Napi::Value ReadMeters(Info info);
  void Step(Info info);
  Napi::Value Time(Info info);
  Napi::Value Counters(Info info);
  void Halt(Info info);
  void Close(Info info);

  // command_readers.cc, generated: the methods that are commands
  using Property = Napi::ClassPropertyDescriptor<EngineObject>;
  static std::vector<Property> CommandMethods();
  template <auto kRead>
  void Do(Info info) {
    Post(info.Env(), kRead({channels_, plannedTones_}, info));
  }

  // engine_trace.cc
  void Trace(Info info);
  Napi::Value ReadFrames(Info info);

  // engine_stream.cc
  Napi::Value Stream(Info info);

  // engine_tones.cc
  void UseTones(Info info);

  static void EnvironmentEnds(void* self);
  void EndThreads() noexcept;
  void End() noexcept;
  void MustBeOpen(Napi::Env env) const;
  /// Its tones can be heard.
  void Know(const TonePlan& plan) noexcept;
  /// Throws ENGINE_CLOSED when it is, REFUSED when the ring is full. Takes over what is on the
  /// heap.
  template <typename Command>
  void Post(Napi::Env env, const Command& command);
  std::unique_ptr<JsDoorbell> doorbell_;  // null: stepped
  std::unique_ptr<Engine> engine_;        // ends before its bell; null: closed
  std::vector<SpanInfo> spans_;
  std::vector<ChannelInfo> channels_;
  unsigned plannedTones_{0};  // bits of the kinds that can be heard
  Napi::Reference<Napi::ArrayBuffer> batch_;
  spillway::Record* records_{nullptr};  // in batch_
  EngineCounters totals_{};             // when it ended
  RealTimeRank realTime_{};
  double endedAt_{0};
  bool open_{false};
};

/// An Error whose `code` is one of src/faults.ts.
Napi::Error CodedError(Napi::Env env, const char* code, const std::string& text);

}  // namespace spillway
