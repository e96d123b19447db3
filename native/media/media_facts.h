// SPDX-License-Identifier: GPL-2.0-or-later
// How does the media engine tell what becomes of an operation?
#pragma once

#include "native/core/ids.h"
#include "native/core/sink.h"

namespace spillway {

/// Facts of operations, with the media time of the tick. Media thread only.
class MediaFacts {
 public:
  explicit MediaFacts(Sink* sink) : sink_(sink) {}

  /// Media time of what is told from now on, ms.
  void SetNow(double now) noexcept { now_ = now; }

  void Started(ChannelIndex channel, OperationId operation) noexcept {
    Tell<StartedFact>(channel, operation);
  }
  void Paused(ChannelIndex channel, OperationId operation, bool on) noexcept {
    if (on) return Tell<PausedFact>(channel, operation);
    Tell<ResumedFact>(channel, operation);
  }
  void Finished(ChannelIndex channel, OperationId operation, FinishReason reason,
                double playedMs = 0, char digit = 0) noexcept {
    FinishedFact finished;
    finished.channel = channel;
    finished.at = now_;
    finished.operation = operation;
    finished.reason = reason;
    finished.digit = digit;
    finished.playedMs = playedMs;
    sink_->Tell(finished);
  }

 private:
  template <typename Fact>
  void Tell(ChannelIndex channel, OperationId operation) noexcept {
    Fact fact;
    fact.channel = channel;
    fact.at = now_;
    fact.operation = operation;
    sink_->Tell(fact);
  }

  Sink* const sink_;
  double now_{0};
};

}  // namespace spillway
