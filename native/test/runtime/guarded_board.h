// SPDX-License-Identifier: GPL-2.0-or-later
// Does a whole tick do without allocation: commands, the board's own reading and writing, and all
// between? A board around a board, on the media thread of a real engine.
#pragma once

#include <memory>
#include <optional>
#include <utility>

#include "native/board/board.h"
#include "native/test/realtime_guard.h"

namespace spillway {

/// Passes everything on; from the end of Await to the end of Write nothing may be allocated.
class GuardedBoard final : public Board {
 public:
  explicit GuardedBoard(std::unique_ptr<Board> board) : board_(std::move(board)) {}

  const std::vector<SpanInfo>& Spans() const noexcept override { return board_->Spans(); }
  const std::vector<ChannelInfo>& Channels() const noexcept override { return board_->Channels(); }
  int Await() noexcept override {
    const int owed = board_->Await();
    if (owed > 0) guard_.emplace();
    return owed;
  }
  int Owed() noexcept override { return board_->Owed(); }
  void Flush() noexcept override { board_->Flush(); }
  void Read(uint8_t* received) noexcept override {
    if (!guard_) guard_.emplace();  // the second tick of one Await
    board_->Read(received);
  }
  void Write(const uint8_t* sent) noexcept override {
    board_->Write(sent);
    guard_.reset();
  }
  void Wake() noexcept override { board_->Wake(); }
  bool CancelsEcho(ChannelIndex channel) const noexcept override {
    return board_->CancelsEcho(channel);
  }
  uint32_t EchoChanges() const noexcept override { return board_->EchoChanges(); }
  void HeardFax(ChannelIndex channel) noexcept override { board_->HeardFax(channel); }
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
  void Carry(ChannelIndex channel, bool call) noexcept override { board_->Carry(channel, call); }
  BoardCounters SpanCounters(SpanIndex span) const noexcept override {
    return board_->SpanCounters(span);
  }

 private:
  const std::unique_ptr<Board> board_;
  std::optional<ForbidAllocation> guard_;
};

}  // namespace spillway
