// SPDX-License-Identifier: GPL-2.0-or-later
// What can JavaScript do with a detector?
#include "native/addon/detector_object.h"

#include <cmath>
#include <string>

#include "native/addon/arguments.h"
#include "native/addon/dtmf_options.h"
#include "native/addon/fields.h"
#include "native/addon/read_tone_plan.h"
#include "native/media/dtmf_settings.h"

namespace spillway {
namespace {

constexpr int64_t kLongestMs = 60'000;
constexpr int64_t kMostWords = 1'000;

uint32_t Whole(const Fields& fields, const char* key, int64_t most, uint32_t fallback) {
  return static_cast<uint32_t>(fields.Integer(key, 0, most, fallback));
}

AnswererSettings ReadAnswererOptions(const Fields& fields) {
  AnswererSettings settings;
  settings.initialSilenceMs =
      Whole(fields, "initialSilenceMs", kLongestMs, settings.initialSilenceMs);
  settings.greetingMs = Whole(fields, "greetingMs", kLongestMs, settings.greetingMs);
  settings.afterGreetingMs = Whole(fields, "afterGreetingMs", kLongestMs, settings.afterGreetingMs);
  settings.totalMs = Whole(fields, "totalMs", kLongestMs, settings.totalMs);
  settings.mostWords = Whole(fields, "mostWords", kMostWords, settings.mostWords);
  return settings;
}

/// The plan's tones, with the three rising ones of E.180 and the fax tones if asked for.
ToneWish ReadToneOptions(const Arguments& arguments, const Fields& fields,
                         std::vector<std::string>* unheard) {
  ReadPlan read = ReadTonePlan(arguments, fields.Get("plan"), fields.Path("plan"));
  *unheard = std::move(read.unheard);
  ToneWish wish{read.plan, 0};
  const bool progress = fields.Flag("progress", true);
  const bool fax = fields.Flag("fax", true);
  if (progress && !AddInformationTone(&wish.plan))
    unheard->push_back(kToneNames[static_cast<int>(ToneKind::kInformation)]);
  if (fax && !AddFaxTones(&wish.plan))
    unheard->push_back(kToneNames[static_cast<int>(ToneKind::kFaxCalling)]);
  wish.wanted = (progress ? kProgressTones : 0) | (fax ? kFaxTones : 0);
  return wish;
}

StreamDetectorOptions ReadOptions(const Arguments& arguments, std::vector<std::string>* unheard) {
  const Fields fields(arguments, arguments.At(0), "options");
  StreamDetectorOptions options{};
  if (fields.Has("digits"))
    options.digits =
        SettingsOf(ReadDtmfOptions(arguments, fields.Get("digits"), fields.Path("digits")));
  if (fields.Has("tones"))
    options.tones = ReadToneOptions(arguments, fields.Inner("tones"), unheard);
  options.speech = fields.Flag("speech", false);
  if (fields.Has("answerer")) options.answerer = ReadAnswererOptions(fields.Inner("answerer"));
  return options;
}

double Rounded(double value) { return std::round(value * 10) / 10; }

void SetVerdict(Napi::Object* entry, const AnswererVerdict& verdict) {
  entry->Set("answerer", kAnswererNames[static_cast<int>(verdict.answerer)]);
  entry->Set("reason", kAnswererReasonNames[static_cast<int>(verdict.reason)]);
  entry->Set("silenceMs", verdict.silenceMs);
  entry->Set("greetingMs", verdict.greetingMs);
  entry->Set("afterGreetingMs", verdict.afterGreetingMs);
  entry->Set("words", verdict.words);
}

Napi::Object Entry(Napi::Env env, const Detected& found) {
  constexpr const char* kTypes[] = {"digit", "tone", "fax", "speech", "answerer", "beep"};
  Napi::Object entry = Napi::Object::New(env);
  entry.Set("type", kTypes[static_cast<int>(found.kind)]);
  if (found.kind == Detected::Kind::kDigit) entry.Set("digit", std::string(1, found.digit));
  if (found.kind == Detected::Kind::kTone || found.kind == Detected::Kind::kFax)
    entry.Set("tone", kToneNames[static_cast<int>(found.tone)]);
  if (found.kind == Detected::Kind::kBeep) entry.Set("hertz", std::round(found.hertz));
  entry.Set("startMs", static_cast<double>(found.start) / kSamplesPerMs);
  entry.Set("endMs", static_cast<double>(found.end) / kSamplesPerMs);
  entry.Set("reportedMs", static_cast<double>(found.reported) / kSamplesPerMs);
  if (found.kind == Detected::Kind::kAnswerer) SetVerdict(&entry, found.verdict);
  const bool hasLevel =
      found.kind != Detected::Kind::kAnswerer && found.kind != Detected::Kind::kBeep;
  if (hasLevel) entry.Set("levelDbm0", Rounded(found.dbm0));
  if (found.kind == Detected::Kind::kTone || found.kind == Detected::Kind::kFax)
    entry.Set("cadences", found.cadences);
  return entry;
}

Napi::Array List(Napi::Env env, const std::vector<Detected>& found) {
  Napi::Array list = Napi::Array::New(env, found.size());
  for (size_t i = 0; i < found.size(); ++i) list[static_cast<uint32_t>(i)] = Entry(env, found[i]);
  return list;
}

}  // namespace

Napi::Function DetectorObject::Class(Napi::Env env) {
  return DefineClass(
      env, "Detector",
      {InstanceAccessor<&DetectorObject::Unheard>("unheard"),
       InstanceMethod<&DetectorObject::Feed>("feed"), InstanceMethod<&DetectorObject::End>("end")});
}

DetectorObject::DetectorObject(const Napi::CallbackInfo& info)
    : Napi::ObjectWrap<DetectorObject>(info),
      detector_(
          std::make_unique<StreamDetector>(ReadOptions(Arguments(info, "Detector"), &unheard_))) {}

/// unheard: names of tones that cannot be listened for.
Napi::Value DetectorObject::Unheard(const Napi::CallbackInfo& info) {
  Napi::Array names = Napi::Array::New(info.Env(), unheard_.size());
  for (size_t i = 0; i < unheard_.size(); ++i) names[static_cast<uint32_t>(i)] = unheard_[i];
  return names;
}

/// feed(samples: Int16Array): what has ended by then.
Napi::Value DetectorObject::Feed(const Napi::CallbackInfo& info) {
  const Arguments arguments(info, "feed");
  const Napi::Value value = arguments.At(0);
  if (!value.IsTypedArray() || value.As<Napi::TypedArray>().TypedArrayType() != napi_int16_array)
    arguments.WrongType("samples", "an Int16Array", value);
  const auto samples = value.As<Napi::Int16Array>();
  detector_->Feed(samples.Data(), samples.ElementLength());
  return List(info.Env(), detector_->Take());
}

/// end(): the rest; what has not ended ends with the stream.
Napi::Value DetectorObject::End(const Napi::CallbackInfo& info) {
  detector_->End();
  return List(info.Env(), detector_->Take());
}

}  // namespace spillway
