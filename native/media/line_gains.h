// SPDX-License-Identifier: GPL-2.0-or-later
// How much louder or softer does a line become on its way in and out?
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "native/core/ids.h"

namespace spillway {

/// Of one channel, dB: of what it receives, and of what it is sent.
struct LineGain {
  ChannelIndex channel;
  double receiveDb;
  double sendDb;
};

/// Gains of single channels, before all that listens and behind all that speaks. In A-law, by
/// tables: a channel without a gain costs nothing, one with a gain 160 look-ups a way. What becomes
/// too loud is cut, as by any gain. Media thread; allocates when it is made.
class LineGains {
 public:
  explicit LineGains(const std::vector<LineGain>& gains = {});

  /// One tick of all channels in: channels x 160 bytes of A-law.
  void Receive(uint8_t* received) const noexcept;
  /// One tick out.
  void Send(uint8_t* sent) const noexcept;

 private:
  struct Line {
    ChannelIndex channel;
    std::array<uint8_t, 256> louder;  // by A-law byte
  };

  static void Apply(const std::vector<Line>& lines, uint8_t* frames) noexcept;

  std::vector<Line> received_;
  std::vector<Line> sent_;
};

}  // namespace spillway
