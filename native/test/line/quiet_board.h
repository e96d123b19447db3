// SPDX-License-Identifier: GPL-2.0-or-later
// Which board do line tests have? One that gives what a test puts in and keeps what it is told.
#pragma once

#include <cstring>
#include <deque>
#include <map>
#include <utility>
#include <vector>

#include "native/board/board.h"

namespace spillway::test {

class QuietBoard : public Board {
 public:
  /// Adds an E1 (31 channels) or a bank of analog ports.
  SpanIndex Add(ChannelKind kind, int count) {
    const auto span = static_cast<SpanIndex>(spans_.size());
    const auto first = static_cast<ChannelIndex>(channels_.size());
    const bool e1 = kind == ChannelKind::kBearer;
    spans_.push_back({span, "span", e1 ? SpanKind::kE1 : SpanKind::kAnalog, first, count});
    for (int slot = 1; slot <= count; ++slot)
      channels_.push_back({static_cast<ChannelIndex>(channels_.size()), span, slot,
                           e1 && slot == 16 ? ChannelKind::kData : kind});
    return span;
  }

  /// Adds an E1 of these slots only.
  SpanIndex AddSlots(const std::vector<int>& slots, int dataSlot) {
    const auto span = static_cast<SpanIndex>(spans_.size());
    const auto first = static_cast<ChannelIndex>(channels_.size());
    spans_.push_back({span, "span", SpanKind::kE1, first, static_cast<int>(slots.size())});
    for (int slot : slots)
      channels_.push_back({static_cast<ChannelIndex>(channels_.size()), span, slot,
                           slot == dataSlot ? ChannelKind::kData : ChannelKind::kBearer});
    return span;
  }

  std::deque<LineEvent> events;                                // to be read
  std::map<SpanIndex, std::deque<std::vector<uint8_t>>> toUs;  // frames to be read
  std::map<SpanIndex, std::deque<std::vector<uint8_t>>> sent;
  std::vector<LineAction> actions;
  std::vector<std::pair<ChannelIndex, bool>> carried;

  const std::vector<SpanInfo>& Spans() const noexcept override { return spans_; }
  const std::vector<ChannelInfo>& Channels() const noexcept override { return channels_; }
  int Await() noexcept override { return 0; }
  void Use(ChannelIndex, bool) noexcept override {}
  void Read(uint8_t*) noexcept override {}
  void Write(const uint8_t*) noexcept override {}
  void Wake() noexcept override {}
  void WakeSignalling() noexcept override {}
  int Owed() noexcept override { return 0; }
  int64_t Expect(int64_t, std::vector<pollfd>*) noexcept override { return 0; }
  void Collect(const pollfd*) noexcept override {}
  size_t ReadFrame(SpanIndex span, uint8_t* frame, size_t) noexcept override {
    auto& waiting = toUs[span];
    if (waiting.empty()) return 0;
    const std::vector<uint8_t> next = waiting.front();
    waiting.pop_front();
    std::memcpy(frame, next.data(), next.size());
    return next.size();
  }
  bool WriteFrame(SpanIndex span, const uint8_t* frame, size_t size) noexcept override {
    sent[span].emplace_back(frame, frame + size);
    return true;
  }
  bool ReadEvent(LineEvent* event) noexcept override {
    if (events.empty()) return false;
    *event = events.front();
    events.pop_front();
    return true;
  }
  bool Act(ChannelIndex, LineAction action) noexcept override {
    actions.push_back(action);
    return true;
  }
  void Carry(ChannelIndex channel, bool call) noexcept override {
    carried.emplace_back(channel, call);
  }
  BoardCounters SpanCounters(SpanIndex) const noexcept override { return {}; }

 private:
  std::vector<SpanInfo> spans_;
  std::vector<ChannelInfo> channels_;
};

}  // namespace spillway::test
