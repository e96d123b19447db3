// SPDX-License-Identifier: GPL-2.0-or-later
// What happens on the lines of a board besides samples? One D-channel for each E1 span and the
// analog ports, fed from the board, told to a sink. This is all that the signalling thread runs.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "native/board/board.h"
#include "native/contract/commands.h"
#include "native/core/sink.h"
#include "native/line/analog_lines.h"
#include "native/line/call_handles.h"
#include "native/line/d_channel.h"
#include "native/line/span_trace.h"

namespace spillway {

struct SignallingOptions {
  /// One for each E1 span that has signalling; `span` says which. `slots` is filled in from the
  /// board. A span that is not named stays silent: calls dialled on it are cleared with 44.
  std::vector<DChannelOptions> spans;
  AnalogOptions analog;
};

/// All calls come from one thread (or the stepping thread). `now` is nanoseconds of the engine's
/// monotonic clock, never going back. Nothing throws after construction.
///
/// The loop of a signalling thread:
///
///     board.AwaitSignalling(signalling.Deadline() - now);
///     while (commands.TryPop(&command)) signalling.Execute(command, now);
///     signalling.Run(now);
class Signalling {
 public:
  /// `board`, `sink` and `tap` must outlive it; `tap` gets the frames of spans that are traced
  /// (null: none can be). Throws std::out_of_range for a span that the board has not.
  Signalling(Board& board, const SignallingOptions& options, Sink& sink, FrameTap* tap = nullptr);
  ~Signalling();
  Signalling(const Signalling&) = delete;
  Signalling& operator=(const Signalling&) = delete;

  /// Reads what the board has (line events, D-channel frames) and runs what is due.
  void Run(int64_t now) noexcept;
  /// Does one command at once; frames that it causes are written to the board before it returns. A
  /// command for a call that is already over does nothing (its `cleared` is on the way).
  void Execute(const LineCommand& command, int64_t now) noexcept;
  /// When Run is next needed even if the board has nothing; INT64_MAX: never.
  int64_t Deadline() const noexcept;

 private:
  struct Span;

  void Enter(int64_t now) noexcept;
  void Receive(const LineEvent& event, int64_t now) noexcept;
  void Alarmed(const LineEvent& event, int64_t now) noexcept;
  void RefuseDial(const LineCommand& command, int64_t now) noexcept;
  Span* SpanAt(SpanIndex index) noexcept;
  Span* SpanOfChannel(ChannelIndex channel) noexcept;

  Board& board_;
  Sink& sink_;
  CallHandles handles_;
  std::vector<std::unique_ptr<Span>> spans_;  // by SpanIndex; null: no D-channel
  AnalogLines analog_;
};

}  // namespace spillway
