// SPDX-License-Identifier: GPL-2.0-or-later
// Is that a channel of this board, and one that can do this?
#include "native/addon/engine_post.h"

namespace spillway {
namespace {

constexpr unsigned kAudioKinds =
    KindBit(ChannelKind::kBearer) | KindBit(ChannelKind::kFxs) | KindBit(ChannelKind::kFxo);

std::string KindNames(unsigned kinds) {
  std::string names;
  for (const ChannelKind kind :
       {ChannelKind::kBearer, ChannelKind::kData, ChannelKind::kFxs, ChannelKind::kFxo}) {
    if (!(kinds & KindBit(kind))) continue;
    names += (names.empty() ? "" : " or ") + std::string(kChannelKindNames[static_cast<int>(kind)]);
  }
  return names;
}

}  // namespace

ChannelIndex EngineObject::ChannelOf(const Arguments& arguments, Napi::Value value,
                                     const std::string& name, unsigned kinds) const {
  const auto last = static_cast<int64_t>(channels_.size()) - 1;
  const auto channel = static_cast<size_t>(arguments.IntegerOf(value, name, 0, last));
  if (!(KindBit(channels_[channel].kind) & kinds)) {
    arguments.OutOfRange(name, "a channel of kind " + KindNames(kinds), value);
  }
  return static_cast<ChannelIndex>(channel);
}

ChannelIndex EngineObject::AudioChannel(const Arguments& arguments, size_t index) const {
  return ChannelOf(arguments, arguments.At(index), "channel", kAudioKinds);
}

ChannelIndex EngineObject::ChannelAt(const Arguments& arguments, size_t index,
                                     ChannelKind kind) const {
  return ChannelOf(arguments, arguments.At(index), "channel", KindBit(kind));
}

}  // namespace spillway
