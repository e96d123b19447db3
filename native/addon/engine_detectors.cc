// SPDX-License-Identifier: GPL-2.0-or-later
// What can JavaScript ask about what a channel hears? Each method checks its arguments and posts a
// command.
#include <string>

#include "native/addon/dtmf_options.h"
#include "native/addon/engine_post.h"
#include "native/addon/fields.h"
#include "native/addon/tone_plan.h"

namespace spillway {

void EngineObject::Detect(Info info) {
  const Arguments arguments(info, "detect");
  MediaCommand command{};
  command.kind = MediaCommand::Kind::kDetect;
  command.channel = AudioChannel(arguments, 0);
  command.on = arguments.Flag(1, "on");
  if (!info[2].IsUndefined()) {
    command.dtmf = ReadDtmfOptions(Fields(arguments, info[2], "options"));
  }
  Post(info.Env(), command);
}

/// method(channel, on)
void EngineObject::PostSwitch(Info info, const char* method, MediaCommand::Kind kind) {
  const Arguments arguments(info, method);
  MediaCommand command{};
  command.kind = kind;
  command.channel = AudioChannel(arguments, 0);
  command.on = arguments.Flag(1, "on");
  Post(info.Env(), command);
}

void EngineObject::Mask(Info info) { PostSwitch(info, "mask", MediaCommand::Kind::kMask); }

void EngineObject::Meter(Info info) {
  const Arguments arguments(info, "meter");
  MediaCommand command{};
  command.kind = MediaCommand::Kind::kMeter;
  command.channel = AudioChannel(arguments, 0);
  command.durationMs = static_cast<uint32_t>(arguments.Integer(1, "intervalMs", 0, 60'000));
  Post(info.Env(), command);
}

std::string EngineObject::PlannedNames() const {
  std::string names;
  for (int kind = 0; kind < kToneKinds; ++kind) {
    if ((plannedTones_ & ToneBit(static_cast<ToneKind>(kind))) == 0) continue;
    names += (names.empty() ? "" : ", ") + std::string(kHeardToneNames[kind]);
  }
  return names;
}

void EngineObject::HearTones(Info info) {
  const Arguments arguments(info, "hearTones");
  MediaCommand command{};
  command.kind = MediaCommand::Kind::kHearTones;
  command.channel = AudioChannel(arguments, 0);
  const Napi::Array tones = arguments.List(1, "tones", 0, kToneKinds);
  for (uint32_t i = 0; i < tones.Length(); ++i) {
    const std::string name = "tones[" + std::to_string(i) + "]";
    const int kind = arguments.ChoiceOf(tones.Get(i), name, kHeardToneNames);
    const unsigned bit = ToneBit(static_cast<ToneKind>(kind));
    if ((plannedTones_ & bit) == 0)
      arguments.OutOfRange(name, "one that can be heard by the engine's plan: " + PlannedNames(),
                           tones.Get(i));
    command.tones = static_cast<uint16_t>(command.tones | bit);
  }
  Post(info.Env(), command);
}

void EngineObject::HearSpeech(Info info) {
  PostSwitch(info, "hearSpeech", MediaCommand::Kind::kHearSpeech);
}

void EngineObject::JudgeAnswerer(Info info) {
  PostSwitch(info, "judgeAnswerer", MediaCommand::Kind::kJudgeAnswerer);
}

}  // namespace spillway
