// SPDX-License-Identifier: GPL-2.0-or-later
// On which of a card's channels is echo cancelled, and for how long?
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

#include "native/board/dahdi_device.h"
#include "native/core/ids.h"

namespace spillway {

/// The driver's cancellers are switched by the call: each begins knowing nothing of the line, and
/// learns its echo from the first sounds that are sent.
///
///     off --call--> on --end of the call--> off
///                   on --a fax tone--> deaf --end of the call--> off
///
/// The driver itself does no more at 2100 Hz than leave residual echo alone, and knows no 1100 Hz.
class DahdiEcho {
 public:
  /// `samples`: how far each channel's canceller reaches back; 0: it has none. `wakeEvent` wakes
  /// the signalling thread.
  DahdiEcho(std::vector<int> samples, int wakeEvent);

  // --- signalling thread; `device` null: the channel is gone just now ---
  void Carry(ChannelIndex channel, bool call, DahdiDevice* device) noexcept;
  /// The channel was opened anew, perhaps in the middle of a call.
  void Reopened(ChannelIndex channel, DahdiDevice& device) noexcept;
  /// A channel where a fax tone was heard, and nothing is done about it yet; -1: none.
  ChannelIndex TakeFax() noexcept;

  // --- any thread ---
  bool Cancels(ChannelIndex channel) const noexcept { return states_[channel] == State::kOn; }
  uint32_t Changes() const noexcept { return changes_; }
  /// The signalling thread is woken, for switching is a system call.
  void HeardFax(ChannelIndex channel) noexcept;

 private:
  enum class State : uint8_t { kOff, kOn, kFaxHeard, kDeaf };

  const std::vector<int> samples_;
  const int wakeEvent_;
  std::unique_ptr<std::atomic<State>[]> states_;  // by channel
  std::atomic<uint32_t> changes_{0};
  std::atomic<bool> faxes_{false};  // some channel is kFaxHeard
};

}  // namespace spillway
