// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/board/dahdi_echo.h"

#include <sys/eventfd.h>

#include <utility>

namespace spillway {

DahdiEcho::DahdiEcho(std::vector<int> samples, int wakeEvent)
    : samples_(std::move(samples)),
      wakeEvent_(wakeEvent),
      states_(std::make_unique<std::atomic<State>[]>(samples_.size())) {
  for (size_t i = 0; i < samples_.size(); ++i) states_[i] = State::kOff;
}

void DahdiEcho::Carry(ChannelIndex channel, bool call, DahdiDevice* device) noexcept {
  if (samples_[channel] == 0) return;
  const State before = states_[channel].exchange(call ? State::kOn : State::kOff);
  ++changes_;
  const bool idle = !call && (before == State::kOff || before == State::kDeaf);
  if (device && !idle) device->CancelEcho(call ? samples_[channel] : 0);
}

void DahdiEcho::Reopened(ChannelIndex channel, DahdiDevice& device) noexcept {
  if (Cancels(channel)) device.CancelEcho(samples_[channel]);
}

void DahdiEcho::HeardFax(ChannelIndex channel) noexcept {
  State on = State::kOn;  // else the call is over
  if (!states_[channel].compare_exchange_strong(on, State::kFaxHeard)) return;
  ++changes_;
  faxes_ = true;
  eventfd_write(wakeEvent_, 1);
}

ChannelIndex DahdiEcho::TakeFax() noexcept {
  if (!faxes_) return -1;
  faxes_ = false;
  for (size_t i = 0; i < samples_.size(); ++i) {
    State heard = State::kFaxHeard;
    if (!states_[i].compare_exchange_strong(heard, State::kDeaf)) continue;
    faxes_ = true;  // there may be more
    return static_cast<ChannelIndex>(i);
  }
  return -1;
}

}  // namespace spillway
