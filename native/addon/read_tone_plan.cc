// SPDX-License-Identifier: GPL-2.0-or-later
// Which tones does JavaScript want to be heard?
#include "native/addon/read_tone_plan.h"

#include "native/addon/fields.h"

namespace spillway {
namespace {

constexpr int64_t kHighestHertz = 3'999;
constexpr int64_t kLongestStepMs = 65'535;

PlannedTone ReadTone(const Arguments& arguments, Napi::Value value, const std::string& name) {
  const Fields fields(arguments, value, name);
  PlannedTone tone{};
  tone.kind = static_cast<ToneKind>(fields.Choice("tone", kToneNames));
  const Napi::Array steps = fields.List("steps", 1, PlannedTone::kMostSteps);
  tone.stepCount = static_cast<int>(steps.Length());
  for (uint32_t i = 0; i < steps.Length(); ++i) {
    tone.steps[i] =
        ReadToneStep(arguments, steps.Get(i), fields.Path("steps") + "[" + std::to_string(i) + "]");
  }
  tone.repeatFrom = static_cast<int>(fields.Integer("repeatFrom", -1, tone.stepCount - 1, 0));
  return tone;
}

}  // namespace

ToneStep ReadToneStep(const Arguments& arguments, Napi::Value value, const std::string& name) {
  const Fields step(arguments, value, name);
  const Napi::Array hertz = step.List("hertz", 0, 2);
  uint16_t pair[2] = {0, 0};
  for (uint32_t i = 0; i < hertz.Length(); ++i) {
    pair[i] = static_cast<uint16_t>(
        arguments.IntegerOf(hertz.Get(i), step.Path("hertz"), 1, kHighestHertz));
  }
  return {pair[0], pair[1], static_cast<uint16_t>(step.Integer("milliseconds", 0, kLongestStepMs))};
}

ReadPlan ReadTonePlan(const Arguments& arguments, Napi::Value list, const std::string& name) {
  ReadPlan read{};
  const Napi::Array tones = arguments.ListOf(list, name, 0, TonePlan::kMostTones);
  for (uint32_t i = 0; i < tones.Length(); ++i) {
    const PlannedTone tone =
        ReadTone(arguments, tones.Get(i), name + "[" + std::to_string(i) + "]");
    if (!read.plan.Add(tone)) read.unheard.push_back(kToneNames[static_cast<int>(tone.kind)]);
  }
  return read;
}

TonePlan ReadLineTones(const Arguments& arguments, Napi::Value list, const std::string& name) {
  TonePlan plan = ReadTonePlan(arguments, list, name).plan;
  AddInformationTone(&plan);
  AddFaxTones(&plan);
  return plan;
}

}  // namespace spillway
