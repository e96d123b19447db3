// SPDX-License-Identifier: GPL-2.0-or-later
// How are the parts of commands read that are more than a number?
#include "native/addon/command_parts.h"

#include <cstring>

namespace spillway {
namespace {

constexpr int64_t kDefaultPlan = 1;  // Q.931: E.164

std::string KindNames(unsigned kinds) {
  std::string names;
  for (const ChannelKind kind :
       {ChannelKind::kBearer, ChannelKind::kData, ChannelKind::kFxs, ChannelKind::kFxo}) {
    if (!(kinds & KindBit(kind))) continue;
    names += (names.empty() ? "" : " or ") + std::string(kChannelKindNames[static_cast<int>(kind)]);
  }
  return names;
}

std::string ToneNames(unsigned tones) {
  std::string names;
  for (int kind = 0; kind < kToneKinds; ++kind) {
    if ((tones & ToneBit(static_cast<ToneKind>(kind))) == 0) continue;
    names += (names.empty() ? "" : ", ") + std::string(kHeardToneNames[kind]);
  }
  return names;
}

}  // namespace

ChannelIndex CommandContext::Channel(const Arguments& arguments, Napi::Value value,
                                     const std::string& name, unsigned kinds) const {
  const auto last = static_cast<int64_t>(channels.size()) - 1;
  const auto channel = static_cast<size_t>(arguments.IntegerOf(value, name, 0, last));
  if (!(KindBit(channels[channel].kind) & kinds)) {
    arguments.OutOfRange(name, "a channel of kind " + KindNames(kinds), value);
  }
  return static_cast<ChannelIndex>(channel);
}

uint16_t DigitSet(const std::string& digits) {
  uint16_t set = 0;
  for (const char digit : digits) {
    set = static_cast<uint16_t>(set | 1u << (std::strchr(kDigitNames, digit) - kDigitNames));
  }
  return set;
}

uint8_t CopyText(const Arguments& arguments, Napi::Value value, const std::string& name,
                 const char* allowed, char* field, size_t size) {
  const std::string text = arguments.CharactersOf(value, name, allowed, size - 1);
  if (text.empty()) arguments.OutOfRange(name, "at least one digit", value);
  std::memcpy(field, text.c_str(), text.size() + 1);
  return static_cast<uint8_t>(text.size());
}

PartyNumber ReadPartyNumber(const Arguments& arguments, Napi::Value value,
                            const std::string& name) {
  const Fields fields(arguments, value, name);
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

uint16_t ReadHeardTones(const CommandContext& context, const Arguments& arguments,
                        Napi::Value value, const std::string& name) {
  const Napi::Array tones = arguments.ListOf(value, name, 0, kToneKinds);
  unsigned bits = 0;
  for (uint32_t i = 0; i < tones.Length(); ++i) {
    const std::string place = name + "[" + std::to_string(i) + "]";
    const int kind = arguments.ChoiceOf(tones.Get(i), place, kHeardToneNames);
    const unsigned bit = ToneBit(static_cast<ToneKind>(kind));
    if ((context.plannedTones & bit) == 0) {
      arguments.OutOfRange(
          place, "one that can be heard by the engine's plan: " + ToneNames(context.plannedTones),
          tones.Get(i));
    }
    bits |= bit;
  }
  return static_cast<uint16_t>(bits);
}

}  // namespace spillway
