// SPDX-License-Identifier: GPL-2.0-or-later
// Who calls on analog lines, as their exchanges say by FSK?
#pragma once

#include <vector>

#include "native/core/ids.h"
#include "native/core/sink.h"
#include "native/dsp/caller_id/caller_id_receiver.h"

namespace spillway {

/// Receivers of messages for every channel, each off at first. Media thread; allocates when it is
/// made.
class CallerIdWatch {
 public:
  CallerIdWatch(int channels, Sink* sink) : channels_(channels), sink_(sink) {}

  /// From now on messages are told, beginning anew; or no more.
  void Hear(ChannelIndex channel, bool on) noexcept;
  bool Listens(ChannelIndex channel) const noexcept { return channels_[channel].on; }
  /// Listens to one tick of all channels: channels x 160 bytes of A-law.
  void Tick(const uint8_t* received, double now) noexcept;

 private:
  struct Line {
    bool on{false};
    CallerIdReceiver receiver;
  };

  void TellMessage(ChannelIndex channel, double now) noexcept;

  std::vector<Line> channels_;
  int listening_{0};
  Sink* const sink_;
};

}  // namespace spillway
