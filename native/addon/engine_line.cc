// SPDX-License-Identifier: GPL-2.0-or-later
// What can JavaScript ask of the signalling thread? Each method checks its arguments and posts a
// command.
#include <cstring>
#include <string>

#include "native/addon/engine_post.h"
#include "native/addon/fields.h"

namespace spillway {
namespace {

constexpr int64_t kLargestCause = 127;  // Q.850: seven bits
constexpr int64_t kDefaultPlan = 1;     // Q.931: E.164

PartyNumber ReadNumber(const Fields& fields) {
  PartyNumber number{};
  const std::string digits =
      fields.Characters("digits", "0123456789*#+", sizeof(number.digits) - 1);
  std::memcpy(number.digits, digits.c_str(), digits.size() + 1);
  number.type = static_cast<NumberType>(fields.Choice("type", kNumberTypeNames, 0));
  number.plan = static_cast<uint8_t>(fields.Integer("plan", 0, 15, kDefaultPlan));
  number.presentation =
      static_cast<Presentation>(fields.Choice("presentation", kPresentationNames, 0));
  number.screening = static_cast<uint8_t>(fields.Integer("screening", 0, 3, 0));
  return number;
}

LineCommand CallCommand(const Arguments& arguments, LineCommand::Kind kind) {
  LineCommand command{};
  command.kind = kind;
  command.channel = -1;
  command.call = static_cast<CallHandle>(arguments.Integer(0, "call", 1, kLargestId));
  return command;
}

LineCommand PortCommand(LineCommand::Kind kind, ChannelIndex channel, bool on) {
  LineCommand command{};
  command.kind = kind;
  command.channel = channel;
  command.on = on;
  return command;
}

}  // namespace

void EngineObject::Dial(Info info) {
  const Arguments arguments(info, "dial");
  LineCommand command = CallCommand(arguments, LineCommand::Kind::kDial);
  const Fields options(arguments, arguments.ObjectOf(info[1], "options"), "options");
  command.channel = ChannelOf(arguments, options.Get("channel"), options.Path("channel"),
                              KindBit(ChannelKind::kBearer));
  command.exclusive = options.Flag("exclusive", false);
  command.bearer = static_cast<Bearer>(options.Choice("bearer", kBearerNames, 0));
  command.called = ReadNumber(options.Inner("called"));
  if (options.Has("calling")) command.calling = ReadNumber(options.Inner("calling"));
  if (options.Has("redirecting")) {
    const Fields redirecting = options.Inner("redirecting");
    command.redirecting = ReadNumber(redirecting);
    command.redirectingReason = static_cast<uint8_t>(redirecting.Integer("reason", 0, 15, 0));
  }
  Post(info.Env(), command);
}

void EngineObject::NumberComplete(Info info) {
  const Arguments arguments(info, "numberComplete");
  Post(info.Env(), CallCommand(arguments, LineCommand::Kind::kNumberComplete));
}

void EngineObject::Proceed(Info info) {
  Post(info.Env(), CallCommand(Arguments(info, "proceed"), LineCommand::Kind::kProceed));
}

void EngineObject::Alert(Info info) {
  const Arguments arguments(info, "alert");
  LineCommand command = CallCommand(arguments, LineCommand::Kind::kAlert);
  command.inBand = Fields(arguments, info[1], "options").Flag("inBand", false);
  Post(info.Env(), command);
}

void EngineObject::Progress(Info info) {
  const Arguments arguments(info, "progress");
  LineCommand command = CallCommand(arguments, LineCommand::Kind::kProgress);
  const Fields options(arguments, info[1], "options");
  command.inBand = options.Flag("inBand", false);
  command.cause = static_cast<uint8_t>(options.Integer("cause", 1, kLargestCause, 0));
  Post(info.Env(), command);
}

void EngineObject::Answer(Info info) {
  Post(info.Env(), CallCommand(Arguments(info, "answer"), LineCommand::Kind::kAnswer));
}

void EngineObject::Clear(Info info) {
  const Arguments arguments(info, "clear");
  LineCommand command = CallCommand(arguments, LineCommand::Kind::kClear);
  command.cause = static_cast<uint8_t>(arguments.Integer(1, "cause", 1, kLargestCause));
  Post(info.Env(), command);
}

void EngineObject::Restart(Info info) {
  const Arguments arguments(info, "restart");
  const ChannelIndex channel = ChannelAt(arguments, 0, ChannelKind::kBearer);
  Post(info.Env(), PortCommand(LineCommand::Kind::kRestart, channel, false));
}

void EngineObject::SetService(Info info) {
  const Arguments arguments(info, "setService");
  const ChannelIndex channel = ChannelAt(arguments, 0, ChannelKind::kBearer);
  const bool inService = arguments.Flag(1, "inService");
  Post(info.Env(), PortCommand(LineCommand::Kind::kSetService, channel, inService));
}

void EngineObject::Ring(Info info) {
  const Arguments arguments(info, "ring");
  const ChannelIndex channel = ChannelAt(arguments, 0, ChannelKind::kFxs);
  const bool on = arguments.Flag(1, "on");
  const auto kind = on ? LineCommand::Kind::kRing : LineCommand::Kind::kRingOff;
  Post(info.Env(), PortCommand(kind, channel, on));
}

void EngineObject::Hook(Info info) {
  const Arguments arguments(info, "hook");
  const ChannelIndex channel = ChannelAt(arguments, 0, ChannelKind::kFxo);
  const bool offHook = arguments.Flag(1, "offHook");
  Post(info.Env(), PortCommand(LineCommand::Kind::kHook, channel, offHook));
}

void EngineObject::Flash(Info info) {
  const Arguments arguments(info, "flash");
  const ChannelIndex channel = ChannelAt(arguments, 0, ChannelKind::kFxo);
  Post(info.Env(), PortCommand(LineCommand::Kind::kFlash, channel, false));
}

void EngineObject::Polarity(Info info) {
  const Arguments arguments(info, "polarity");
  const ChannelIndex channel = ChannelAt(arguments, 0, ChannelKind::kFxs);
  const bool reversed = arguments.Flag(1, "reversed");
  Post(info.Env(), PortCommand(LineCommand::Kind::kPolarity, channel, reversed));
}

void EngineObject::Audit(Info info) {
  const Arguments arguments(info, "audit");
  LineCommand command = PortCommand(LineCommand::Kind::kAudit, -1, false);
  command.operation = static_cast<OperationId>(arguments.Integer(0, "operation", 1, kLargestId));
  Post(info.Env(), command);
}

}  // namespace spillway
