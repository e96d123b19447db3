// SPDX-License-Identifier: GPL-2.0-or-later
// What do all analog ports of a board say? Routes line events, commands and time to each port.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "native/board/board.h"
#include "native/contract/commands.h"
#include "native/core/sink.h"
#include "native/line/analog_fxo.h"
#include "native/line/analog_fxs.h"
#include "native/line/fxs_ringing.h"

namespace spillway {

/// What the telephones of one bank are like.
struct FlashTimes {
  SpanIndex span = 0;
  int64_t minimumNs = 0;
  int64_t maximumNs = 0;
};

/// How the telephones of one bank ring.
struct BankRinging {
  SpanIndex span = 0;
  RingCadence cadence;
  size_t most = SIZE_MAX;  // so many at once
};

struct AnalogOptions {
  FxsOptions fxs;
  FxoOptions fxo;
  /// Banks whose telephones flash otherwise than `fxs` says.
  std::vector<FlashTimes> flashes;
  /// Banks whose telephones ring otherwise than `RingCadence` says, or not all at once.
  std::vector<BankRinging> ringing;
};

/// The FXS and FXO ports of one board. All calls come from the signalling thread; nothing throws.
class AnalogLines {
 public:
  AnalogLines(Board& board, const AnalogOptions& options, Sink& sink);
  AnalogLines(const AnalogLines&) = delete;
  AnalogLines& operator=(const AnalogLines&) = delete;

  void Receive(const LineEvent& event, int64_t now) noexcept;
  void Execute(const LineCommand& command, int64_t now) noexcept;
  /// Tells how each telephone lies.
  void Audit(OperationId operation, int64_t now) noexcept;
  /// Runs what is due.
  void Run(int64_t now) noexcept;
  /// When Run is next needed; INT64_MAX: never.
  int64_t Deadline() const noexcept;

 private:
  FxsPort* Fxs(ChannelIndex channel) noexcept;  // null: not such a port
  FxoPort* Fxo(ChannelIndex channel) noexcept;

  std::map<SpanIndex, FxsRinging> banks_;
  std::map<ChannelIndex, FxsPort> fxs_;
  std::map<ChannelIndex, FxoPort> fxo_;
};

}  // namespace spillway
