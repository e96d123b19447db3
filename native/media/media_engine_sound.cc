// SPDX-License-Identifier: GPL-2.0-or-later
// What is a channel sent? What its ear hears, and what is played under and over it.
#include <cstring>

#include "native/media/channel_frames.h"
#include "native/media/media_engine.h"

namespace spillway {

void MediaEngine::GiveReceived(const uint8_t* received) noexcept {
  for (ChannelIndex i = 0; i < limits_.channels; ++i) {
    sources_.Give(sources_.Of(SourceKind::kReceived, i), FrameOf(received, i), masks_.Silent(i));
  }
}

/// `sent` is silence before.
void MediaEngine::Speak(ChannelIndex index, uint8_t* sent) noexcept {
  const SourceIndex over = sources_.Of(SourceKind::kForeground, index);
  const SourceIndex under = sources_.Of(SourceKind::kBackground, index);
  const bool foreground = sources_.Heard(over, true), background = sources_.Heard(under, true);
  GainRamp& rest = players_.Rest(index);
  if (foreground && rest.Silent()) return Write(over, sent);

  int16_t mixed[kFrameSamples];
  bool silent;
  const uint8_t* bytes = router_.Hear(index, sources_, mixed, &silent);
  if (rest.Unity() || (silent && !background)) {
    if (silent && foreground != background) Write(foreground ? over : under, sent);
    if (!foreground && !background && bytes != nullptr) std::memcpy(sent, bytes, kFrameSamples);
    if (!foreground && !background && bytes == nullptr && !silent) {
      path_.encodeAlaw(mixed, kFrameSamples, sent);
    }
    if (!rest.Steady()) rest = GainRamp(rest.Target());
    if (!foreground && !background) return;
    if (silent && foreground != background) return;
  }
  alignas(64) int32_t sum[kFrameSamples]{};
  if (silent) std::memset(mixed, 0, sizeof mixed);
  if (bytes != nullptr) path_.decodeAlaw(bytes, kFrameSamples, mixed);
  if (background) {
    path_.add(mixed, kFrameSamples, sum);
    path_.add(sources_.SamplesOf(under), kFrameSamples, sum);
    path_.cut(sum, kFrameSamples, mixed);
    std::memset(sum, 0, sizeof sum);
  }
  if (!rest.Unity()) rest.Apply(mixed, kFrameSamples, mixed);
  if (foreground) {
    path_.add(mixed, kFrameSamples, sum);
    path_.add(sources_.SamplesOf(over), kFrameSamples, sum);
    path_.cut(sum, kFrameSamples, mixed);
  }
  path_.encodeAlaw(mixed, kFrameSamples, sent);
}

void MediaEngine::Write(SourceIndex source, uint8_t* sent) noexcept {
  const uint8_t* bytes = sources_.Bytes(source);
  if (bytes != nullptr) {
    std::memcpy(sent, bytes, kFrameSamples);
  } else {
    path_.encodeAlaw(sources_.SamplesOf(source), kFrameSamples, sent);
  }
}

}  // namespace spillway
