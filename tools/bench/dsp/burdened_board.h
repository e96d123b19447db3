// SPDX-License-Identifier: GPL-2.0-or-later
// What if every tick cost more? A board around a board that burns the time.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <utility>
#include <vector>

#include "native/board/board.h"

namespace spillway::bench {

/// Passes everything on; each Write takes so many nanoseconds more.
class BurdenedBoard final : public Board {
 public:
  BurdenedBoard(std::unique_ptr<Board> board, const std::atomic<int64_t>* costNs)
      : board_(std::move(board)), costNs_(costNs) {}

  const std::vector<SpanInfo>& Spans() const noexcept override { return board_->Spans(); }
  const std::vector<ChannelInfo>& Channels() const noexcept override { return board_->Channels(); }
  int Await() noexcept override { return board_->Await(); }
  int Owed() noexcept override { return board_->Owed(); }
  void Flush() noexcept override { board_->Flush(); }
  void Use(ChannelIndex channel, bool on) noexcept override { board_->Use(channel, on); }
  void Read(uint8_t* received) noexcept override { board_->Read(received); }
  void Write(const uint8_t* sent) noexcept override {
    board_->Write(sent);
    const auto until = std::chrono::steady_clock::now() + std::chrono::nanoseconds(costNs_->load());
    while (std::chrono::steady_clock::now() < until) continue;
  }
  void Wake() noexcept override { board_->Wake(); }
  void WakeSignalling() noexcept override { board_->WakeSignalling(); }
  int64_t Expect(int64_t timeoutNs, std::vector<pollfd>* polled) noexcept override {
    return board_->Expect(timeoutNs, polled);
  }
  void Collect(const pollfd* polled) noexcept override { board_->Collect(polled); }
  size_t ReadFrame(SpanIndex span, uint8_t* frame, size_t capacity) noexcept override {
    return board_->ReadFrame(span, frame, capacity);
  }
  bool WriteFrame(SpanIndex span, const uint8_t* frame, size_t size) noexcept override {
    return board_->WriteFrame(span, frame, size);
  }
  bool ReadEvent(LineEvent* event) noexcept override { return board_->ReadEvent(event); }
  bool Act(ChannelIndex channel, LineAction action) noexcept override {
    return board_->Act(channel, action);
  }
  BoardCounters SpanCounters(SpanIndex span) const noexcept override {
    return board_->SpanCounters(span);
  }

 private:
  const std::unique_ptr<Board> board_;
  const std::atomic<int64_t>* const costNs_;
};

}  // namespace spillway::bench
