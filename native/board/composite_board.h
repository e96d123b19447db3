// SPDX-License-Identifier: GPL-2.0-or-later
// How do several boards work as one? Each by its own clock, the engine by that of one of them.
#pragma once

#include <atomic>
#include <memory>
#include <vector>

#include "native/board/board.h"
#include "native/board/elastic_store.h"

namespace spillway {

/// Boards side by side: their spans and channels are numbered through, in the order given.
///
/// One board owns the clock: its Await is the engine's tick. Each other board is asked at each tick
/// how many ticks it owes by its own clock; an elastic store each way evens out the difference, so
/// that its audio is later by a tick, and what two clocks part by is a slip of that board's spans:
///
///     owner     Await ── tick ─────── tick ─────── tick ─────> engine
///     other       Owed: 1      Owed: 1      Owed: 0 or 2
///                 Read ─> store ─> engine ─> store ─> Write
///
/// Stepped boards are in step by nature and have no store. The composite goes on while one of its
/// boards does.
class CompositeBoard final : public Board {
 public:
  struct Options {
    size_t clockOwner{0};  // which of the boards
    bool stepped{false};   // as all of them were opened
  };

  /// At least one board.
  CompositeBoard(std::vector<std::unique_ptr<Board>> boards, const Options& options);

  const std::vector<SpanInfo>& Spans() const noexcept override { return spans_; }
  const std::vector<ChannelInfo>& Channels() const noexcept override { return channels_; }
  int Await() noexcept override;
  int Owed() noexcept override;
  bool MayRest() const noexcept override;
  int Rest(int64_t ns) noexcept override;
  void Rouse() noexcept override;
  void Flush() noexcept override;
  void Use(ChannelIndex channel, bool on) noexcept override;
  void Read(uint8_t* received) noexcept override;
  void Write(const uint8_t* sent) noexcept override;
  void Wake() noexcept override;
  bool CancelsEcho(ChannelIndex channel) const noexcept override;
  uint32_t EchoChanges() const noexcept override;
  void HeardFax(ChannelIndex channel) noexcept override;
  void WakeSignalling() noexcept override;
  int64_t Expect(int64_t timeoutNs, std::vector<pollfd>* polled) noexcept override;
  void Collect(const pollfd* polled) noexcept override;
  size_t ReadFrame(SpanIndex span, uint8_t* frame, size_t capacity) noexcept override;
  bool WriteFrame(SpanIndex span, const uint8_t* frame, size_t size) noexcept override;
  bool ReadEvent(LineEvent* event) noexcept override;
  bool Act(ChannelIndex channel, LineAction action) noexcept override;
  void Carry(ChannelIndex channel, bool call) noexcept override;
  BoardCounters SpanCounters(SpanIndex span) const noexcept override;

 private:
  struct Part {
    Part(std::unique_ptr<Board> itself, SpanIndex fromSpan, ChannelIndex fromChannel);
    size_t Bytes() const noexcept { return scratch.size(); }
    size_t Offset() const noexcept { return static_cast<size_t>(firstChannel) * kFrameSamples; }

    std::unique_ptr<Board> board;
    SpanIndex firstSpan;
    ChannelIndex firstChannel;
    std::vector<uint8_t> scratch;  // one tick of all its channels
    ElasticStore received;
    ElasticStore sent;
    std::atomic<uint64_t> slips{0};  // between its clock and the owner's
    // Signalling thread:
    size_t polledFrom{0};  // its first in what is polled
    bool failed{false};
  };

  void Add(std::unique_ptr<Board> board);
  void Pump() noexcept;
  void Pump(Part& part) noexcept;
  Part& PartOf(SpanIndex span) const noexcept;
  Part& PartWith(ChannelIndex channel) const noexcept;

  const bool stepped_;
  std::vector<SpanInfo> spans_;
  std::vector<ChannelInfo> channels_;
  std::vector<std::unique_ptr<Part>> parts_;
  std::vector<Part*> partOf_;  // by span
  Part* owner_;
  size_t nextPart_{0};  // parts take turns to tell events
};

}  // namespace spillway
