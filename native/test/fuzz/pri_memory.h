// SPDX-License-Identifier: GPL-2.0-or-later
// How much memory does libpri hold? It has no function that frees a controller, so a run of a fuzz
// target frees what libpri took in it; and what libpri keeps of calls that are over is a leak that
// the far end could drive.
#pragma once

#include <cstddef>

namespace spillway::test {

/// While it lives, what libpri allocates is counted (calloc, malloc and free of a program are
/// linked to this); its end frees what libpri still holds. Only when every D-channel of the run is
/// gone.
class PriMemory {
 public:
  PriMemory();
  ~PriMemory();
  PriMemory(const PriMemory&) = delete;
  PriMemory& operator=(const PriMemory&) = delete;

  /// What libpri holds at this moment, in bytes.
  size_t Held() const;
};

}  // namespace spillway::test
