// SPDX-License-Identifier: GPL-2.0-or-later
// How does JavaScript say what ears hear?
#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "native/addon/command_parts.h"
#include "native/dsp/gain.h"
#include "native/media/route_block.h"

namespace spillway {
namespace {

constexpr double kSoftestDb = -40;
constexpr double kLoudestDb = 20;

std::string At(const std::string& list, uint32_t index) {
  return list + "[" + std::to_string(index) + "]";
}

RouteSource ReadSource(const CommandContext& context, const Arguments& arguments, Napi::Value value,
                       const std::string& name) {
  const Fields fields(arguments, arguments.ObjectOf(value, name), name);
  RouteSource source{};
  source.channel =
      context.Channel(arguments, fields.Get("channel"), fields.Path("channel"), kAudioKinds);
  source.kind = static_cast<SourceKind>(fields.Choice("what", kSourceKindNames, 0));
  source.unmasked = fields.Flag("unmasked", false);
  source.factor =
      static_cast<float>(AmplitudeRatio(fields.Number("gainDb", kSoftestDb, kLoudestDb, 0)));
  return source;
}

/// A source stands once in a list; what a channel is sent only recordings hear, or sound would go
/// round.
void Check(const Arguments& arguments, const RouteEar& ear, const std::vector<RouteSource>& list,
           size_t first, Napi::Value value, const std::string& name) {
  const RouteSource& last = list.back();
  if (ear.side == EarSide::kSent && last.kind == SourceKind::kSent) {
    arguments.OutOfRange(name + ".what", "one that a channel can hear, no channel hears sent",
                         value);
  }
  const auto same = [&](const RouteSource& other) {
    return other.channel == last.channel && other.kind == last.kind;
  };
  if (std::any_of(list.begin() + static_cast<long>(first), list.end() - 1, same)) {
    arguments.OutOfRange(name, "a source that is not in the list already", value);
  }
}

}  // namespace

char* ReadEars(const CommandContext& context, const Arguments& arguments, Napi::Value value,
               const std::string& name) {
  const Napi::Array given = arguments.ListOf(value, name, 1, kRouteEars);
  std::vector<RouteEar> ears;
  std::vector<RouteSource> sources;
  for (uint32_t i = 0; i < given.Length(); ++i) {
    const Fields fields(arguments, arguments.ObjectOf(given.Get(i), At(name, i)), At(name, i));
    RouteEar ear{};
    ear.channel =
        context.Channel(arguments, fields.Get("channel"), fields.Path("channel"), kAudioKinds);
    ear.side = static_cast<EarSide>(fields.Choice("side", kEarSideNames, 0));
    const Napi::Array hears = fields.List("hears", 0, kEarSources);
    ear.count = static_cast<uint16_t>(hears.Length());
    const size_t first = sources.size();
    for (uint32_t k = 0; k < hears.Length(); ++k) {
      const std::string path = At(fields.Path("hears"), k);
      sources.push_back(ReadSource(context, arguments, hears.Get(k), path));
      Check(arguments, ear, sources, first, hears.Get(k), path);
    }
    ears.push_back(ear);
  }
  void* room = std::malloc(RouteBlock::SizeFor(ears.size(), sources.size()));
  auto* block = new (room)
      RouteBlock{static_cast<uint32_t>(ears.size()), static_cast<uint32_t>(sources.size())};
  std::memcpy(block->Ears(), ears.data(), ears.size() * sizeof(RouteEar));
  std::memcpy(static_cast<void*>(block->Sources()), sources.data(),
              sources.size() * sizeof(RouteSource));
  return static_cast<char*>(room);
}

}  // namespace spillway
