// SPDX-License-Identifier: GPL-2.0-or-later
// What can JavaScript do with an engine? One object, integers for everything in it.
#pragma once

#include <napi.h>

#include <memory>
#include <string>

#include "native/addon/arguments.h"
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

  // engine_media.cc
  void LoadPrompt(Info info);
  void DropPrompt(Info info);
  void Play(Info info);
  void Tone(Info info);
  void SendDigits(Info info);
  void Listen(Info info);
  void Record(Info info);
  void Release(Info info);
  void Stop(Info info);
  void Detect(Info info);
  void HearTones(Info info);
  std::string PlannedNames() const;
  void HearSpeech(Info info);
  void JudgeAnswerer(Info info);
  void PostSwitch(Info info, const char* method, MediaCommand::Kind kind);
  void Mask(Info info);
  void Meter(Info info);
  void Join(Info info);
  void Leave(Info info);
  void Reset(Info info);

  // engine_line.cc
  void Dial(Info info);
  void NumberComplete(Info info);
  void Proceed(Info info);
  void Alert(Info info);
  void Progress(Info info);
  void Answer(Info info);
  void Clear(Info info);
  void Restart(Info info);
  void SetService(Info info);
  void Ring(Info info);
  void Hook(Info info);
  void Flash(Info info);
  void Polarity(Info info);
  void Audit(Info info);

  // engine_trace.cc
  void Trace(Info info);
  Napi::Value ReadFrames(Info info);

  static void EnvironmentEnds(void* self);
  void EndThreads() noexcept;
  void End() noexcept;
  void MustBeOpen(Napi::Env env) const;
  /// Throws ENGINE_CLOSED when it is, REFUSED when the ring is full.
  template <typename Command>
  void Post(Napi::Env env, const Command& command);
  /// A channel of the board, of the kinds whose bits are set.
  ChannelIndex ChannelOf(const Arguments& arguments, Napi::Value value, const std::string& name,
                         unsigned kinds) const;
  ChannelIndex AudioChannel(const Arguments& arguments, size_t index) const;
  ChannelIndex ChannelAt(const Arguments& arguments, size_t index, ChannelKind kind) const;
  MediaCommand Operation(const Arguments& arguments, MediaCommand::Kind kind) const;

  std::unique_ptr<JsDoorbell> doorbell_;  // null: stepped
  std::unique_ptr<Engine> engine_;        // ends before the bell that it rings; null: closed
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
