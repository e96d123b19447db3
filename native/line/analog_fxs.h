// SPDX-License-Identifier: GPL-2.0-or-later
// What does a telephone at an FXS port do? Off-hook, on-hook, flash and pulse digits out of the
// openings of its loop, and the ringing cadence that is applied to it.
#pragma once

#include <cstdint>

#include "native/board/board.h"
#include "native/core/sink.h"
#include "native/line/fxs_ringing.h"

namespace spillway {

struct FxsOptions {
  int64_t offHookNs = 20'000'000;       // a shorter closure while on-hook is contact bounce
  int64_t pulseMinimumNs = 20'000'000;  // a shorter opening is contact bounce
  int64_t pulseMaximumNs = 100'000'000;
  int64_t digitGapNs = 200'000'000;      // closed so long after a pulse: the digit is complete
  int64_t pulseSettleNs = 200'000'000;   // openings count as pulses when off-hook so long
  int64_t flashMinimumNs = 100'000'000;  // an opening of at least this (and over a pulse) ...
  int64_t flashMaximumNs = 800'000'000;  // ... and at most this is a flash; longer is on-hook
};

/// One FXS port. Times from the loop:
///
///     closed ___________  ________  ______                 ______
///                       ||        ||      |               |      |
///     open               ^ < 20 ms: bounce ^ 100-800: flash       ^ > 800 ms: onHook
///                                 ^ 20-100 ms: one pulse of a digit
///
/// All calls come from the signalling thread; nothing throws.
class FxsPort {
 public:
  /// `ringing`: of its bank, in which it is the port `place`, from 0; it outlives this.
  FxsPort(Board& board, ChannelIndex channel, const FxsOptions& options, FxsRinging& ringing,
          size_t place, Sink& sink)
      : board_(&board),
        sink_(&sink),
        bank_(&ringing),
        options_(options),
        channel_(channel),
        place_(place) {}

  /// The loop was closed or opened.
  void Loop(bool closed, int64_t now) noexcept;
  /// Rings in cadence until off-hook or StopRinging, from when the bank has a place for it, which
  /// is told; does nothing when off-hook.
  void Ring(int64_t now) noexcept;
  void StopRinging() noexcept;
  void Polarity(bool reversed) noexcept;
  /// The voltage of a message-waiting lamp.
  void Lamp(bool on) noexcept;
  /// The voltage of the line: without it the telephone is dead, and whoever is an exchange has hung
  /// up.
  void Battery(bool present) noexcept;
  /// The port's own voltage is gone, or there again: its module is dead, or the line is shorted.
  void Powered(bool present, int64_t now) noexcept;
  /// For 4 s the telephone hears what is sent, on its hook.
  void OpenOnHook() noexcept;
  /// Tells whether it is off-hook; a flash or a pulse is still off-hook.
  void TellHook(OperationId operation, int64_t now) noexcept;
  void Run(int64_t now) noexcept;
  int64_t Deadline() const noexcept;

 private:
  enum class Hook : uint8_t {
    kOn,       // on-hook
    kLifting,  // closed, not yet for long enough
    kOff,      // off-hook, loop closed
    kOpen      // loop open since openedAt_: bounce, pulse, flash or on-hook
  };

  void Lifted(int64_t now) noexcept;
  void Closed(int64_t now) noexcept;
  void Dropped(int64_t now) noexcept;
  void DigitComplete(int64_t now) noexcept;
  void BeginRinging(int64_t now) noexcept;
  void RunRinging(int64_t now) noexcept;
  template <typename Fact>
  void Tell(Fact fact, int64_t now) noexcept;

  Board* board_;
  Sink* sink_;
  FxsRinging* bank_;
  FxsOptions options_;
  ChannelIndex channel_;
  size_t place_;
  Hook hook_ = Hook::kOn;
  int64_t liftedAt_ = 0;
  int64_t openedAt_ = 0;
  int64_t closedAt_ = 0;      // end of the last pulse
  int64_t digitBeganAt_ = 0;  // first opening of the digit
  int pulses_ = 0;
  bool powered_ = true;     // told
  bool ringing_ = false;    // asked for
  bool waiting_ = false;    // ... and no place for it in the bank yet
  bool told_ = false;       // that it rings
  size_t ringStep_ = 0;     // of the cadence, that comes next; even ones ring
  int64_t ringStepAt_ = 0;  // when it does, or when a place is looked for again
};

}  // namespace spillway
