// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/addon/engine_object.h"

#include <cmath>
#include <exception>

#include "native/addon/engine_options.h"
#include "native/board/board_error.h"

namespace spillway {
namespace {

constexpr size_t kBatchRecords = 1'024;
constexpr int kLongestStep = 100'000;

}  // namespace

Napi::Error CodedError(Napi::Env env, const char* code, const std::string& text) {
  Napi::Error error = Napi::Error::New(env, text);
  error.Set("code", code);
  return error;
}

EngineObject::EngineObject(const Napi::CallbackInfo& info) : Napi::ObjectWrap<EngineObject>(info) {
  const Arguments arguments(info, "open");
  const EngineSetup setup = ReadEngineOptions(arguments, info[0]);
  if (!info[1].IsFunction()) arguments.WrongType("woken", "a function", info[1]);

  auto batch = Napi::ArrayBuffer::New(info.Env(), kBatchRecords * sizeof(spillway::Record));
  records_ = static_cast<spillway::Record*>(batch.Data());
  batch_ = Napi::Persistent(batch);
  if (!setup.options.stepped) {
    doorbell_ = std::make_unique<JsDoorbell>(info.Env(), info[1].As<Napi::Function>());
  }
  try {
    engine_ = std::make_unique<Engine>(setup.openBoard, setup.options, doorbell_.get());
  } catch (const BoardError& error) {
    throw CodedError(info.Env(), error.Code().c_str(), error.what());
  } catch (const std::exception& error) {  // no memory, or no thread to be had
    throw Napi::Error::New(info.Env(), std::string("open: ") + error.what());
  }
  spans_ = engine_->TheBoard().Spans();
  channels_ = engine_->TheBoard().Channels();
  realTime_ = engine_->RealTime();
  Know(setup.options.tones);
  for (const TonePlan& plan : setup.options.otherTones) Know(plan);
  open_ = true;
  napi_add_env_cleanup_hook(info.Env(), EnvironmentEnds, this);
}

EngineObject::~EngineObject() { End(); }

void EngineObject::Know(const TonePlan& plan) noexcept {
  for (int i = 0; i < plan.toneCount; ++i) plannedTones_ |= ToneBit(plan.tones[i].kind);
}

void EngineObject::EnvironmentEnds(void* self) { static_cast<EngineObject*>(self)->End(); }

// The threads end first and what they told is still there to be read: Halt. Then the rest: Close.
void EngineObject::EndThreads() noexcept {
  if (!open_) return;
  open_ = false;
  engine_->Close();
  if (doorbell_) doorbell_->Silence();
}

void EngineObject::End() noexcept {
  EndThreads();
  if (!engine_) return;
  napi_remove_env_cleanup_hook(Env(), EnvironmentEnds, this);
  totals_ = engine_->Counters();
  endedAt_ = engine_->Now();
  engine_.reset();
}

void EngineObject::Halt(Info) { EndThreads(); }

void EngineObject::Close(Info) { End(); }

void EngineObject::MustBeOpen(Napi::Env env) const {
  if (!open_) throw CodedError(env, "ENGINE_CLOSED", "close() was called.");
}

Napi::Value EngineObject::Spans(Info info) {
  Napi::Array list = Napi::Array::New(info.Env(), spans_.size());
  for (const SpanInfo& span : spans_) {
    Napi::Object entry = Napi::Object::New(info.Env());
    entry.Set("index", span.index);
    entry.Set("name", span.name);
    entry.Set("kind", kSpanKindNames[static_cast<int>(span.kind)]);
    entry.Set("firstChannel", span.firstChannel);
    entry.Set("channelCount", span.channelCount);
    list.Set(static_cast<uint32_t>(span.index), entry);
  }
  return list;
}

Napi::Value EngineObject::Channels(Info info) {
  Napi::Array list = Napi::Array::New(info.Env(), channels_.size());
  for (const ChannelInfo& channel : channels_) {
    Napi::Object entry = Napi::Object::New(info.Env());
    entry.Set("index", channel.index);
    entry.Set("span", channel.span);
    entry.Set("slot", channel.slot);
    entry.Set("kind", kChannelKindNames[static_cast<int>(channel.kind)]);
    list.Set(static_cast<uint32_t>(channel.index), entry);
  }
  return list;
}

Napi::Value EngineObject::Batch(Info) { return batch_.Value(); }

Napi::Value EngineObject::ReadFacts(Info info) {
  const size_t count = engine_ ? engine_->ReadFacts(records_, kBatchRecords) : 0;
  return Napi::Number::New(info.Env(), static_cast<double>(count));
}

Napi::Value EngineObject::ReadMeters(Info info) {
  const size_t count = engine_ ? engine_->ReadMeters(records_, kBatchRecords) : 0;
  return Napi::Number::New(info.Env(), static_cast<double>(count));
}

void EngineObject::Step(Info info) {
  const Arguments arguments(info, "step");
  const int64_t ticks = arguments.Integer(0, "ticks", 1, kLongestStep);
  MustBeOpen(info.Env());
  if (!engine_->Stepped()) {
    throw CodedError(info.Env(), "REFUSED",
                     "step: this engine runs by itself; open it with stepped: true.");
  }
  engine_->Step(static_cast<int>(ticks));
}

Napi::Value EngineObject::Time(Info info) {
  return Napi::Number::New(info.Env(), engine_ ? engine_->Now() : endedAt_);
}

Napi::Value EngineObject::Counters(Info info) {
  const EngineCounters totals = engine_ ? engine_->Counters() : totals_;
  Napi::Object out = Napi::Object::New(info.Env());
  out.Set("ticks", static_cast<double>(totals.ticks));
  out.Set("late", static_cast<double>(totals.late));
  out.Set("overruns", static_cast<double>(totals.overruns));
  out.Set("slips", static_cast<double>(totals.slips));
  out.Set("frameErrors", static_cast<double>(totals.frameErrors));
  out.Set("badPackets", static_cast<double>(totals.badPackets));
  out.Set("factsLost", static_cast<double>(totals.factsLost));
  out.Set("signallingTurns", static_cast<double>(totals.signallingTurns));
  out.Set("lockedBytes", static_cast<double>(totals.lockedBytes));
  out.Set("unlockedBytes", static_cast<double>(totals.unlockedBytes));
  Napi::Array spans = Napi::Array::New(info.Env(), totals.spans.size());
  for (uint32_t span = 0; span < totals.spans.size(); ++span) {
    Napi::Object counted = Napi::Object::New(info.Env());
    counted.Set("slips", static_cast<double>(totals.spans[span].slips));
    counted.Set("frameErrors", static_cast<double>(totals.spans[span].frameErrors));
    counted.Set("badPackets", static_cast<double>(totals.spans[span].badPackets));
    if (totals.spans[span].eventsLost > 0)
      counted.Set("eventsLost", static_cast<double>(totals.spans[span].eventsLost));
    if (std::isfinite(totals.spans[span].driftPpm))
      counted.Set("driftPpm", totals.spans[span].driftPpm);
    spans[span] = counted;
  }
  out.Set("spans", spans);
  out.Set("realTime", realTime_.granted);
  out.Set("realTimeHint", realTime_.hint);
  return out;
}

}  // namespace spillway
