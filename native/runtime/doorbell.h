// SPDX-License-Identifier: GPL-2.0-or-later
// How does a thread tell JavaScript that there is something to read?
#pragma once

namespace spillway {

/// Rung after records were pushed. Many rings may become one. Whether a ring may wait is said where
/// it is implemented: BellRelay, which all threads of an engine ring, never does.
class Doorbell {
 public:
  virtual ~Doorbell() = default;
  virtual void Ring() noexcept = 0;
};

}  // namespace spillway
