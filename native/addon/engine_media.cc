// SPDX-License-Identifier: GPL-2.0-or-later
// What can JavaScript ask of the media thread? Each method checks its arguments and posts a
// command.
#include <cstring>
#include <string>

#include "native/addon/engine_post.h"
#include "native/addon/fields.h"
#include "native/addon/tone_plan.h"

namespace spillway {
namespace {

constexpr size_t kPathBytes = 4'095;
constexpr double kQuietest = -60;  // dBm0
constexpr double kLoudest = 3;     // dBm0; about the loudest sine of A-law
constexpr double kToneLevel = -10;
constexpr double kSoftestDb = -40;  // of a party in a bridge
constexpr double kLoudestDb = 20;
constexpr int64_t kDayMs = 86'400'000;

const char* const kDigits = "0123456789*#ABCD";

/// As MediaCommand::stopDigits has it: bit n is digit n, then * # A B C D.
uint16_t DigitMask(const std::string& digits) {
  uint16_t mask = 0;
  for (const char digit : digits) {
    mask = static_cast<uint16_t>(mask | 1u << (std::strchr(kDigits, digit) - kDigits));
  }
  return mask;
}

}  // namespace

MediaCommand EngineObject::Operation(const Arguments& arguments, MediaCommand::Kind kind) const {
  MediaCommand command{};
  command.kind = kind;
  command.operation = static_cast<OperationId>(arguments.Integer(0, "operation", 1, kLargestId));
  command.channel = AudioChannel(arguments, 1);
  return command;
}

void EngineObject::LoadPrompt(Info info) {
  const Arguments arguments(info, "loadPrompt");
  MediaCommand command{};
  command.kind = MediaCommand::Kind::kLoadPrompt;
  command.prompts[0] = static_cast<PromptIndex>(arguments.Integer(0, "prompt", 0, kLastPrompt));
  const std::string file = arguments.Text(1, "file", kPathBytes);
  MustBeOpen(info.Env());
  command.file = strdup(file.c_str());
  Post(info.Env(), command);
}

void EngineObject::DropPrompt(Info info) {
  const Arguments arguments(info, "dropPrompt");
  MediaCommand command{};
  command.kind = MediaCommand::Kind::kDropPrompt;
  command.prompts[0] = static_cast<PromptIndex>(arguments.Integer(0, "prompt", 0, kLastPrompt));
  Post(info.Env(), command);
}

void EngineObject::Play(Info info) {
  const Arguments arguments(info, "play");
  MediaCommand command = Operation(arguments, MediaCommand::Kind::kPlay);
  const Napi::Array prompts = arguments.List(2, "prompts", 1, kPlaylistLength);
  for (uint32_t i = 0; i < prompts.Length(); ++i) {
    command.prompts[i] = static_cast<PromptIndex>(
        arguments.IntegerOf(prompts.Get(i), "prompts[" + std::to_string(i) + "]", 0, kLastPrompt));
  }
  command.count = static_cast<uint8_t>(prompts.Length());
  const Fields options(arguments, info[3], "options");
  command.loop = options.Flag("loop", false);
  if (options.Has("stopDigits")) {
    command.stopDigits = DigitMask(options.Characters("stopDigits", kDigits, 16));
  }
  Post(info.Env(), command);
}

void EngineObject::Tone(Info info) {
  const Arguments arguments(info, "tone");
  MediaCommand command = Operation(arguments, MediaCommand::Kind::kTone);
  const Napi::Array steps = arguments.List(2, "steps", 1, kToneSteps);
  for (uint32_t i = 0; i < steps.Length(); ++i) {
    command.tone[i] = ReadToneStep(arguments, steps.Get(i), "steps[" + std::to_string(i) + "]");
  }
  command.count = static_cast<uint8_t>(steps.Length());
  const Fields options(arguments, info[3], "options");
  command.repeatFrom =
      static_cast<int16_t>(options.Integer("repeatFrom", -1, command.count - 1, 0));
  command.levelDbm0 = options.Number("levelDbm0", kQuietest, kLoudest, kToneLevel);
  command.durationMs = static_cast<uint32_t>(options.Integer("durationMs", 1, kDayMs, 0));
  Post(info.Env(), command);
}

void EngineObject::SendDigits(Info info) {
  const Arguments arguments(info, "sendDigits");
  MediaCommand command = Operation(arguments, MediaCommand::Kind::kSendDigits);
  const std::string digits = arguments.Characters(2, "digits", kDigits, kDigitsLength - 1);
  if (digits.empty()) arguments.OutOfRange("digits", "at least one digit", info[2]);
  std::memcpy(command.digits, digits.c_str(), digits.size() + 1);
  command.count = static_cast<uint8_t>(digits.size());
  const Fields options(arguments, info[3], "options");
  command.onMs = static_cast<uint16_t>(options.Integer("onMs", 20, 10'000, 100));
  command.offMs = static_cast<uint16_t>(options.Integer("offMs", 20, 10'000, 100));
  command.levelDbm0 = options.Number("levelDbm0", kQuietest, kLoudest, kToneLevel);
  Post(info.Env(), command);
}

void EngineObject::Listen(Info info) {
  const Arguments arguments(info, "listen");
  MediaCommand command = Operation(arguments, MediaCommand::Kind::kListen);
  command.prompts[0] = static_cast<PromptIndex>(arguments.Integer(2, "prompt", 0, kLastPrompt));
  command.count = 1;
  Post(info.Env(), command);
}

void EngineObject::Record(Info info) {
  const Arguments arguments(info, "record");
  MediaCommand command = Operation(arguments, MediaCommand::Kind::kRecord);
  const std::string file = arguments.Text(2, "file", kPathBytes);
  MustBeOpen(info.Env());
  command.on = Fields(arguments, info[3], "options").Flag("held", false);
  command.file = strdup(file.c_str());
  Post(info.Env(), command);
}

void EngineObject::Release(Info info) {
  const Arguments arguments(info, "release");
  MediaCommand command{};
  command.kind = MediaCommand::Kind::kRelease;
  command.operation = static_cast<OperationId>(arguments.Integer(0, "operation", 1, kLargestId));
  command.on = arguments.Flag(1, "write");
  Post(info.Env(), command);
}

void EngineObject::Stop(Info info) {
  const Arguments arguments(info, "stop");
  MediaCommand command{};
  command.kind = MediaCommand::Kind::kStop;
  command.operation = static_cast<OperationId>(arguments.Integer(0, "operation", 1, kLargestId));
  Post(info.Env(), command);
}

void EngineObject::Join(Info info) {
  const Arguments arguments(info, "join");
  MediaCommand command{};
  command.kind = MediaCommand::Kind::kJoin;
  command.bridge = static_cast<BridgeIndex>(arguments.Integer(0, "bridge", 0, kLastBridge));
  command.channel = AudioChannel(arguments, 1);
  const Fields options(arguments, info[2], "options");
  command.on = !options.Flag("muted", false);
  command.gainDb = options.Number("gainDb", kSoftestDb, kLoudestDb, 0);
  Post(info.Env(), command);
}

void EngineObject::Leave(Info info) {
  const Arguments arguments(info, "leave");
  MediaCommand command{};
  command.kind = MediaCommand::Kind::kLeave;
  command.channel = AudioChannel(arguments, 0);
  Post(info.Env(), command);
}

void EngineObject::Reset(Info info) {
  const Arguments arguments(info, "reset");
  MediaCommand command{};
  command.kind = MediaCommand::Kind::kReset;
  command.channel = AudioChannel(arguments, 0);
  Post(info.Env(), command);
}

}  // namespace spillway
