// SPDX-License-Identifier: GPL-2.0-or-later
// How does JavaScript give a line of a running engine the tones of another exchange?
#include "native/addon/engine_post.h"
#include "native/addon/read_tone_plan.h"

namespace spillway {

/// useTones(channel, tones): null for the engine's own.
void EngineObject::UseTones(Info info) {
  const Arguments arguments(info, "useTones");
  const ChannelIndex channel =
      CommandContext{channels_, plannedTones_}.Channel(arguments, info[0], "channel", kAudioKinds);
  MustBeOpen(info.Env());
  if (info[1].IsNull()) {
    if (!engine_->UseTones(channel, nullptr)) throw TooManyCommands(info.Env());
    return;
  }
  const TonePlan plan = ReadLineTones(arguments, info[1], "tones");
  if (!engine_->UseTones(channel, &plan))
    throw CodedError(info.Env(), "REFUSED",
                     "useTones: too many plans of tones since the engine was opened.");
  Know(plan);
}

}  // namespace spillway
