// SPDX-License-Identifier: GPL-2.0-or-later
// How does a test get between an engine and its board?
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "native/board/board.h"

namespace spillway {

/// A board around a board that passes everything on: derive, and change what matters.
class ForwardingBoard : public Board {
 public:
  explicit ForwardingBoard(std::unique_ptr<Board> board) : board_(std::move(board)) {}

  const std::vector<SpanInfo>& Spans() const noexcept override { return board_->Spans(); }
  const std::vector<ChannelInfo>& Channels() const noexcept override { return board_->Channels(); }
  int Await() noexcept override { return board_->Await(); }
  int Owed() noexcept override { return board_->Owed(); }
  void Flush() noexcept override { board_->Flush(); }
  void Use(ChannelIndex channel, bool on) noexcept override { board_->Use(channel, on); }
  void Read(uint8_t* received) noexcept override { board_->Read(received); }
  void Write(const uint8_t* sent) noexcept override { board_->Write(sent); }
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
  void Poll(std::vector<pollfd>* polled, int64_t timeoutNs) noexcept override {
    board_->Poll(polled, timeoutNs);
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
};

}  // namespace spillway
