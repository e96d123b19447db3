// SPDX-License-Identifier: GPL-2.0-or-later
// Where do facts and meters go? Whoever makes one calls a sink; the runtime puts a ring behind it.
#pragma once

#include "native/contract/records.h"

namespace spillway {

/// Takes facts and meters of one thread. Never blocks; what does not fit is counted and told by an
/// `overrun` fact (facts) or dropped (meters).
class Sink {
 public:
  virtual ~Sink() = default;
  virtual void Push(const Record& record) noexcept = 0;
  virtual void PushMeter(const Record& record) noexcept = 0;

  template <typename T>
  void Tell(const T& fact) noexcept {
    Push(Pack(fact));
  }
};

}  // namespace spillway
