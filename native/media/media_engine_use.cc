// SPDX-License-Identifier: GPL-2.0-or-later
// On which channels does the board carry sound?
#include "native/media/media_engine.h"

namespace spillway {
namespace {

// What begins again at once, as prompts do one after another, begins no line anew; and what has
// ended fades.
constexpr uint8_t kUseTicks = 50;  // 1 s

}  // namespace

bool MediaEngine::InUse(ChannelIndex channel) const noexcept {
  return players_.Sounds(channel) || ears_.InUse(channel) || digits_.Listens(channel) ||
         tones_.Listens(channel) || callerIds_.Listens(channel) || speech_.Listens(channel) ||
         listens_.Listens(channel) || !recorders_.Free(channel) || streams_.Has(channel) ||
         meters_.Measures(channel);
}

void MediaEngine::UseChannels(Board* board) noexcept {
  if (!asked_ && used_ == 0) return;
  asked_ = false;
  for (ChannelIndex i = 0; i < limits_.channels; ++i) {
    uint8_t& ticks = useTicks_[i];
    if (InUse(i)) {
      if (ticks == 0) Use(board, i, true);
      ticks = kUseTicks;
    } else if (ticks > 0 && --ticks == 0) {
      Use(board, i, false);
    }
  }
  idle_ = used_ == 0;
}

void MediaEngine::Use(Board* board, ChannelIndex channel, bool on) noexcept {
  used_ += on ? 1 : -1;
  board->Use(channel, on);
}

}  // namespace spillway
