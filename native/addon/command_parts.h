// SPDX-License-Identifier: GPL-2.0-or-later
// How are the parts of commands read that are more than a number? The generated readers call these.
#pragma once

#include <string>
#include <vector>

#include "native/addon/arguments.h"
#include "native/addon/dtmf_options.h"
#include "native/addon/fields.h"
#include "native/addon/read_tone_plan.h"
#include "native/board/board.h"
#include "native/contract/commands.h"

namespace spillway {

constexpr unsigned KindBit(ChannelKind kind) { return 1u << static_cast<unsigned>(kind); }

constexpr unsigned kBearerKinds = KindBit(ChannelKind::kBearer);
constexpr unsigned kFxsKinds = KindBit(ChannelKind::kFxs);
constexpr unsigned kFxoKinds = KindBit(ChannelKind::kFxo);
constexpr unsigned kAnalogKinds = kFxsKinds | kFxoKinds;
constexpr unsigned kAudioKinds = kBearerKinds | kAnalogKinds;

constexpr const char* kDigitNames = "0123456789*#ABCD";

/// What a command may be about in this engine.
struct CommandContext {
  const std::vector<ChannelInfo>& channels;
  unsigned plannedTones;  // bits of the kinds that can be heard

  /// A channel of the board, of the kinds whose bits are set. Throws TypeError or RangeError.
  ChannelIndex Channel(const Arguments& arguments, Napi::Value value, const std::string& name,
                       unsigned kinds) const;
};

/// Bit n is digit n, then * # A B C D.
uint16_t DigitSet(const std::string& digits);

/// Characters of `allowed`, at least one, as many as `field` holds with its end; how many.
uint8_t CopyText(const Arguments& arguments, Napi::Value value, const std::string& name,
                 const char* allowed, char* field, size_t size);
template <size_t N>
uint8_t CopyCharacters(const Arguments& arguments, Napi::Value value, const std::string& name,
                       const char* allowed, char (&field)[N]) {
  return CopyText(arguments, value, name, allowed, field, N);
}

/// Reads `{ digits, type, plan, presentation, screening }`.
PartyNumber ReadPartyNumber(const Arguments& arguments, Napi::Value value, const std::string& name);

/// Reads names of tones into bits; each must be one that the engine's plan can tell.
uint16_t ReadHeardTones(const CommandContext& context, const Arguments& arguments,
                        Napi::Value value, const std::string& name);

/// Reads `[{ channel, side, hears: [{ channel, what, gainDb, unmasked }] }]` into a RouteBlock.
char* ReadEars(const CommandContext& context, const Arguments& arguments, Napi::Value value,
               const std::string& name);

}  // namespace spillway
