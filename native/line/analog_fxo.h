// SPDX-License-Identifier: GPL-2.0-or-later
// What does the exchange do at an FXO port? Ringing (its pauses bridged) and polarity; and our
// hook.
#pragma once

#include <cstdint>

#include "native/board/board.h"
#include "native/core/sink.h"

namespace spillway {

struct FxoOptions {
  int64_t ringGapNs = 6'000'000'000;  // no ringing for longer: it has stopped (zone cn pauses 4 s)
};

/// One FXO port. All calls come from the signalling thread; nothing throws.
class FxoPort {
 public:
  FxoPort(Board& board, ChannelIndex channel, const FxoOptions& options, Sink& sink)
      : board_(&board), sink_(&sink), options_(options), channel_(channel) {}

  /// Ringing voltage came or went.
  void Ringing(bool on, int64_t now) noexcept;
  /// The exchange took the line's current away, as it does when it has hung up.
  void Dropped(int64_t now) noexcept;
  void PolarityReversed(bool reversed, int64_t now) noexcept;
  /// The voltage of a message-waiting lamp came or went.
  void Lit(bool on, int64_t now) noexcept;
  /// The exchange's voltage on the line went or came; told when it changes.
  void Battery(bool present, int64_t now) noexcept;
  /// Takes the voltage from the far end's port, as a shorted cable does, or gives it back.
  void Short(bool on) noexcept;
  /// Seizes (answers) or releases the line. Off-hook ends ringing.
  void Hook(bool off, int64_t now) noexcept;
  void Flash() noexcept;
  void Run(int64_t now) noexcept;
  int64_t Deadline() const noexcept;

 private:
  void Stopped(int64_t now) noexcept;

  Board* board_;
  Sink* sink_;
  FxoOptions options_;
  ChannelIndex channel_;
  bool offHook_ = false;
  bool battery_ = true;     // told
  bool ringing_ = false;    // told
  bool voltage_ = false;    // ringing voltage is there now
  int64_t quietSince_ = 0;  // end of the last burst
};

}  // namespace spillway
