// SPDX-License-Identifier: GPL-2.0-or-later
// Has the far end played this prompt to us? The path is bit-exact, so bytes are compared.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "native/dsp/prompt_windows.h"

namespace spillway {

/// Looks for kWindowBytes consecutive received bytes that stand somewhere in a prompt, at any
/// alignment. Any number of bytes a call; no thread, clock or allocation. About one look-up a byte.
class PromptListener {
 public:
  static constexpr int64_t kNotHeard = -1;

  /// Begins anew. `windows` must stay until the listener is started anew or no longer fed.
  void Start(const PromptWindows* windows) noexcept;

  /// Takes received bytes. The position (bytes fed since Start) of the first byte of the first run
  /// that was found, or kNotHeard. Do not feed it on after it has heard.
  int64_t Feed(const uint8_t* bytes, size_t count) noexcept;

 private:
  const PromptWindows* windows_{nullptr};
  WindowHash hash_;
  int64_t fed_{0};
  // The last window twice over, so that it always stands in one piece.
  std::array<uint8_t, 2 * kWindowBytes> last_{};
};

}  // namespace spillway
