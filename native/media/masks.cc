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
  state.ending = false;
}

void Masks::End(ChannelIndex channel) noexcept { states_[channel].ending = true; }

void Masks::Clear(ChannelIndex channel) noexcept {
  if (states_[channel].masked) --count_;
  states_[channel] = State{};
}

const uint8_t* Masks::Tick(const uint8_t* received) noexcept {
  if (count_ == 0) return received;
  std::memcpy(frames_.data(), received, frames_.size());
  for (size_t i = 0; i < states_.size(); ++i) {
    State& state = states_[i];
    if (!state.masked) continue;
    if (state.ending && !state.keyDown) {
      state.masked = false;
      --count_;
      continue;
    }
    std::memset(&frames_[i * kFrameSamples], kSilence, kFrameSamples);
  }
  return frames_.data();
}

}  // namespace spillway
