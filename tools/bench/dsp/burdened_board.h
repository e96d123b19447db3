// SPDX-License-Identifier: GPL-2.0-or-later
// What if every tick cost more? A board around a board that burns the time.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <utility>

#include "native/test/board/forwarding_board.h"

namespace spillway::bench {

/// Each Write takes so many nanoseconds more.
class BurdenedBoard final : public ForwardingBoard {
 public:
  BurdenedBoard(std::unique_ptr<Board> board, const std::atomic<int64_t>* costNs)
      : ForwardingBoard(std::move(board)), costNs_(costNs) {}

  void Write(const uint8_t* sent) noexcept override {
    ForwardingBoard::Write(sent);
    const auto until = std::chrono::steady_clock::now() + std::chrono::nanoseconds(costNs_->load());
    while (std::chrono::steady_clock::now() < until) continue;
  }

 private:
  const std::atomic<int64_t>* const costNs_;
};

}  // namespace spillway::bench
