// SPDX-License-Identifier: GPL-2.0-or-later
// Does a whole tick do without allocation: commands, the board's own reading and writing, and all
// between? A board around a board, on the media thread of a real engine.
#pragma once

#include <optional>

#include "native/test/board/forwarding_board.h"
#include "native/test/realtime_guard.h"

namespace spillway {

/// From the end of Await to the end of Write nothing may be allocated.
class GuardedBoard final : public ForwardingBoard {
 public:
  using ForwardingBoard::ForwardingBoard;

  int Await() noexcept override {
    const int owed = ForwardingBoard::Await();
    if (owed > 0) guard_.emplace();
    return owed;
  }
  void Read(uint8_t* received) noexcept override {
    if (!guard_) guard_.emplace();  // the second tick of one Await
    ForwardingBoard::Read(received);
  }
  void Write(const uint8_t* sent) noexcept override {
    ForwardingBoard::Write(sent);
    guard_.reset();
  }

 private:
  std::optional<ForbidAllocation> guard_;
};

}  // namespace spillway
