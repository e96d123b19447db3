// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/media/caller_id_watch.h"

#include <algorithm>

#include "native/board/board.h"

namespace spillway {
namespace {

constexpr char kHex[] = "0123456789abcdef";

}  // namespace

void CallerIdWatch::Hear(ChannelIndex channel, bool on) noexcept {
  Line& line = channels_[channel];
  if (line.on != on) listening_ += on ? 1 : -1;
  line.on = on;
  line.receiver.Reset();
}

void CallerIdWatch::Tick(const uint8_t* received, double now) noexcept {
  if (listening_ == 0) return;
  for (ChannelIndex i = 0; i < static_cast<int>(channels_.size()); ++i) {
    Line& line = channels_[i];
    if (!line.on) continue;
    const auto news = line.receiver.Tick(received + static_cast<size_t>(i) * kFrameSamples);
    if (news == CallerIdReceiver::News::kMessage) TellMessage(i, now);
    if (news != CallerIdReceiver::News::kDamaged) continue;
    CallerIdDamagedFact fact;
    fact.channel = i;
    fact.at = now;
    sink_->Tell(fact);
  }
}

/// In as many facts as it takes.
void CallerIdWatch::TellMessage(ChannelIndex channel, double now) noexcept {
  const CallerIdReceiver& receiver = channels_[channel].receiver;
  const int size = receiver.Size();
  CallerIdFact fact;
  constexpr int kAtOnce = static_cast<int>(sizeof fact.hex) / 2 - 1;
  for (int from = 0; from < size; from += kAtOnce) {
    fact = CallerIdFact{};
    fact.channel = channel;
    fact.at = now;
    fact.size = static_cast<uint16_t>(size);
    fact.from = static_cast<uint16_t>(from);
    for (int i = 0; i < std::min(kAtOnce, size - from); ++i) {
      const uint8_t byte = receiver.Message()[from + i];
      fact.hex[i * 2] = kHex[byte >> 4];
      fact.hex[i * 2 + 1] = kHex[byte & 15];
    }
    sink_->Tell(fact);
  }
}

}  // namespace spillway
