// SPDX-License-Identifier: GPL-2.0-or-later
// What is the smallest engine in which calls can be made? Two E1s that are wired to each other.
#pragma once

#include <cstring>

#include "native/board/virtual_board.h"
#include "native/runtime/engine.h"

namespace spillway {

/// Channels 0-30 are the box's, 31-61 the network's.
inline VirtualBoardOptions LoopBoard(bool stepped) {
  VirtualBoardOptions options;
  options.stepped = stepped;
  options.spans.resize(2);
  options.spans[0].name = "box";
  options.spans[0].peer = 1;
  options.spans[1].name = "net";
  options.spans[1].peer = 0;
  return options;
}

inline Engine::Options Signalled(bool stepped) {
  Engine::Options options{};
  options.stepped = stepped;
  for (const SpanIndex span : {0, 1}) {
    DChannelOptions channel{};
    channel.span = span;
    channel.role = span == 0 ? DChannelOptions::Role::kCpe : DChannelOptions::Role::kNetwork;
    channel.overlapTimeoutNs = 15'000'000'000;
    channel.automaticProceedingNs = 20'000'000;
    options.signalling.spans.push_back(channel);
  }
  return options;
}

inline LineCommand DialCommand(CallHandle call, ChannelIndex channel) {
  LineCommand dial{};
  dial.kind = LineCommand::Kind::kDial;
  dial.call = call;
  dial.channel = channel;
  dial.exclusive = true;
  std::memcpy(dial.called.digits, "400", 4);
  dial.called.plan = 1;
  return dial;
}

}  // namespace spillway
