// SPDX-License-Identifier: GPL-2.0-or-later
// How many things on a D-channel could not be used? Counted all, told at most once a second.
#pragma once

#include <climits>
#include <cstdint>

#include "native/core/sink.h"

namespace spillway {

/// Tells `protocolError` facts of one span. The first is told at once; what follows within a second
/// is told together, with the latest text.
class ProtocolErrors {
 public:
  ProtocolErrors(SpanIndex span, Sink& sink) noexcept : sink_(sink) { fact_.span = span; }

  void Count(const char* text, int64_t now) noexcept {
    ++fact_.count;
    CopyText(fact_.text, text);
    untold_ = true;
    Run(now);
  }
  void Run(int64_t now) noexcept {
    if (!untold_ || now < nextAt_) return;
    fact_.at = now / 1e6;
    sink_.Tell(fact_);
    untold_ = false;
    nextAt_ = now + kIntervalNs;
  }
  int64_t Deadline() const noexcept { return untold_ ? nextAt_ : INT64_MAX; }

 private:
  static constexpr int64_t kIntervalNs = 1'000'000'000;

  Sink& sink_;
  ProtocolErrorFact fact_;
  bool untold_ = false;
  int64_t nextAt_ = 0;
};

}  // namespace spillway
