// SPDX-License-Identifier: GPL-2.0-or-later
// Whose voice and keys must nobody hear or record for a while?
#include "native/media/masks.h"

#include <cstring>

namespace spillway {

Masks::Masks(int channels)
    : states_(channels), frames_(static_cast<size_t>(channels) * kFrameSamples, kSilence) {}

void Masks::Begin(ChannelIndex channel) noexcept {
  State& state = states_[channel];
  if (!state.masked) ++count_;
  state.masked = true;
  state.ending = state.over = false;
}

void Masks::End(ChannelIndex channel) noexcept { states_[channel].ending = true; }

void Masks::Clear(ChannelIndex channel) noexcept {
  State& state = states_[channel];
  state.over = state.masked;
  state.ending = state.keyDown = false;
}

const uint8_t* Masks::Tick(const uint8_t* received) noexcept {
  if (count_ == 0 && !silent_) return received;
  silent_ = count_ > 0;
  std::memcpy(frames_.data(), received, frames_.size());
  for (size_t i = 0; i < states_.size(); ++i) {
    State& state = states_[i];
    const bool ends = state.ending && !state.keyDown;
    state.silent = state.masked && !ends;
    if (!state.masked) continue;
    if (!ends) std::memset(&frames_[i * kFrameSamples], kSilence, kFrameSamples);
    if (!ends && !state.over) continue;
    state.masked = state.over = false;
    --count_;
  }
  return frames_.data();
}

}  // namespace spillway
