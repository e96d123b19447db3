// SPDX-License-Identifier: GPL-2.0-or-later
// How is libpri called safely, and what time does it see? Inside a PriScope.
#pragma once

#include <cstdint>

namespace spillway {

/// While it lives, this thread alone is inside libpri (whose state and buffers are partly
/// process-wide), and the gettimeofday that libpri calls tells `now` (nanoseconds of the engine's
/// clock). Any thread; never one scope inside another. Who waits lends his rank to who is inside:
/// JavaScript is, when an engine is opened or ends, and a signalling thread of another engine must
/// not wait until it has the processor again.
class PriScope {
 public:
  explicit PriScope(int64_t now) noexcept;
  ~PriScope();
  PriScope(const PriScope&) = delete;
  PriScope& operator=(const PriScope&) = delete;
};

}  // namespace spillway
