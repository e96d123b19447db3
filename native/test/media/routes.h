// SPDX-License-Identifier: GPL-2.0-or-later
// How do tests say who hears whom? As routes, or as bridges made of them.
#pragma once

#include <cmath>
#include <cstdlib>
#include <map>
#include <vector>

#include "native/contract/commands.h"
#include "native/media/route_block.h"

namespace spillway {

/// What an ear is to hear.
struct RoutedEar {
  ChannelIndex channel;
  std::vector<RouteSource> hears;
  EarSide side{EarSide::kSent};
};

inline RouteSource ReceivedOf(ChannelIndex channel, float factor = 1) {
  return {channel, SourceKind::kReceived, false, factor};
}

/// The command for these ears; whoever executes it takes over its block.
inline MediaCommand RouteOf(OperationId operation, const std::vector<RoutedEar>& ears) {
  size_t sources = 0;
  for (const RoutedEar& ear : ears) sources += ear.hears.size();
  void* room = std::malloc(RouteBlock::SizeFor(ears.size(), sources));
  auto* block =
      new (room) RouteBlock{static_cast<uint32_t>(ears.size()), static_cast<uint32_t>(sources)};
  RouteSource* next = block->Sources();
  for (size_t i = 0; i < ears.size(); ++i) {
    const auto count = static_cast<uint16_t>(ears[i].hears.size());
    block->Ears()[i] = {ears[i].channel, ears[i].side, count};
    for (const RouteSource& source : ears[i].hears) *next++ = source;
  }
  MediaCommand command{};
  command.kind = MediaCommand::Kind::kRoute;
  command.channel = -1;
  command.operation = operation;
  command.file = static_cast<char*>(room);
  return command;
}

/// Bridges as a caller of the engine composes them: each member hears the others that are heard.
class TestBridges {
 public:
  /// What to tell the engine when a channel joins, or changes how it takes part.
  std::vector<RoutedEar> Join(int bridge, ChannelIndex channel, bool heard, float factor) {
    std::vector<RoutedEar> ears = Leave(channel);
    members_[channel] = {bridge, heard, factor};
    for (const RoutedEar& ear : EarsOf(bridge)) ears.push_back(ear);
    return ears;
  }
  std::vector<RoutedEar> Leave(ChannelIndex channel) {
    const auto member = members_.find(channel);
    if (member == members_.end()) return {{channel, {}}};
    const int bridge = member->second.bridge;
    members_.erase(member);
    std::vector<RoutedEar> ears = EarsOf(bridge);
    ears.push_back({channel, {}});
    return ears;
  }

 private:
  struct Member {
    int bridge;
    bool heard;
    float factor;
  };

  std::vector<RoutedEar> EarsOf(int bridge) const {
    std::vector<RoutedEar> ears;
    for (const auto& [listener, member] : members_) {
      if (member.bridge != bridge) continue;
      RoutedEar ear{listener, {}};
      for (const auto& [talker, other] : members_) {
        if (talker == listener || other.bridge != bridge || !other.heard) continue;
        ear.hears.push_back(ReceivedOf(talker, other.factor));
      }
      ears.push_back(ear);
    }
    return ears;
  }

  std::map<ChannelIndex, Member> members_;
};

}  // namespace spillway
