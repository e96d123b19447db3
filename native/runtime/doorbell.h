// SPDX-License-Identifier: GPL-2.0-or-later
// How does a thread tell JavaScript that there is something to read?
#pragma once

namespace spillway {

/// Rung by any thread after it has pushed records; never waits. Many rings may become one.
class Doorbell {
 public:
  virtual ~Doorbell() = default;
  virtual void Ring() noexcept = 0;
};

}  // namespace spillway
