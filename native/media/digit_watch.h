// SPDX-License-Identifier: GPL-2.0-or-later
// Which keys are pressed on which channels?
#pragma once

#include <vector>

#include "native/contract/commands.h"
#include "native/core/ids.h"
#include "native/core/sink.h"
#include "native/dsp/dtmf/dtmf_bank.h"

namespace spillway {

/// DTMF detectors for every channel, each off at first, and the facts that they tell. Never given
/// up. Media thread; allocates when it is made.
class DigitWatch {
 public:
  /// `settings`: of channels that have none of their own.
  DigitWatch(int channels, const DtmfSettings& settings, Sink* sink)
      : bank_(channels, settings), channels_(channels), sink_(sink) {}

  /// Tells digits from now on; a channel that does already only gets the settings. `now`: media
  /// time, ms.
  void Hear(ChannelIndex channel, const DtmfOptions& options, double now) noexcept;
  void Stop(ChannelIndex channel) noexcept { bank_.Stop(channel); }
  bool Listens(ChannelIndex channel) const noexcept { return bank_.Listens(channel); }

  /// Listens to one tick of all channels: channels x 160 bytes of A-law. Behind each fact calls
  /// `key(channel, digit, down)`.
  template <typename Key>
  void Tick(const uint8_t* received, double now, Key&& key) noexcept {
    bank_.Tick(received, [&](ChannelIndex channel, const DtmfEvent& event) {
      const bool down = event.kind == DtmfEvent::Kind::kBegan;
      if (down) {
        TellDigit(channel, event, now);
      } else {
        TellDigitEnded(channel, event, now);
      }
      key(channel, event.digit, down);
    });
  }
  /// Media time goes on by this, and nothing was heard.
  void Skip(double milliseconds) noexcept;

 private:
  struct Times {
    double since{0};    // media time, ms, of the first sample that the bank heard
    double started{0};  // of the digit that sounds
  };

  double TimeOf(ChannelIndex channel, const DtmfEvent& event) const noexcept;
  void TellDigit(ChannelIndex channel, const DtmfEvent& event, double now) noexcept;
  void TellDigitEnded(ChannelIndex channel, const DtmfEvent& event, double now) noexcept;

  DtmfBank bank_;
  std::vector<Times> channels_;
  Sink* const sink_;
};

}  // namespace spillway
