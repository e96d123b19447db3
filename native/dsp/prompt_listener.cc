// SPDX-License-Identifier: GPL-2.0-or-later
// Has the far end played this prompt to us? The path is bit-exact, so bytes are compared.
#include "native/dsp/prompt_listener.h"

namespace spillway {

void PromptListener::Start(const PromptWindows* windows) noexcept {
  windows_ = windows;
  hash_ = WindowHash{};
  fed_ = 0;
}

int64_t PromptListener::Feed(const uint8_t* bytes, size_t count) noexcept {
  for (size_t i = 0; i < count; ++i) {
    const uint8_t in = bytes[i];
    const size_t place = static_cast<size_t>(fed_) % kWindowBytes;
    if (fed_ < static_cast<int64_t>(kWindowBytes)) {
      hash_.Add(in);
    } else {
      hash_.Replace(in, last_[place]);
    }
    last_[place] = in;
    last_[place + kWindowBytes] = in;
    ++fed_;
    if (fed_ < static_cast<int64_t>(kWindowBytes)) continue;
    // The oldest byte stands right behind the newest.
    if (windows_->Contains(&last_[place + 1], hash_.Value())) return fed_ - kWindowBytes;
  }
  return kNotHeard;
}

}  // namespace spillway
