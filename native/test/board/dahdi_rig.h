// SPDX-License-Identifier: GPL-2.0-or-later
// What do the tests of dahdi_board share? A board on a modelled card, a media thread's loop, and
// clicks whose delay from one channel to another is measured.
#pragma once

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "native/board/dahdi_board.h"
#include "native/test/board/modelled_driver.h"

namespace spillway::test {

constexpr int64_t kSecond = 1'000 * kMs;

inline DahdiSpanOptions ModelledE1(int first, const std::string& name = "E1") {
  DahdiSpanOptions span;
  span.name = name;
  for (int slot = 1; slot <= 31; ++slot) {
    if (slot != 16) span.bChannels.push_back(first + slot - 1);
  }
  span.dChannel = first + 15;
  return span;
}

inline DahdiSpanOptions ModelledBearers(int first, int count, const std::string& name = "E1") {
  DahdiSpanOptions span;
  span.name = name;
  for (int i = 0; i < count; ++i) span.bChannels.push_back(first + i);
  return span;
}

inline DahdiSpanOptions ModelledBank(int first, int count, ChannelKind kind) {
  DahdiSpanOptions span;
  span.name = "ports";
  span.kind = SpanKind::kAnalog;
  for (int i = 0; i < count; ++i) span.ports.push_back({first + i, kind});
  return span;
}

/// A board at work. A test adds spans to `card`, opens the board, and lets time pass.
class DahdiRig {
 public:
  ModelledClock clock;
  ModelledCard card{clock};
  std::unique_ptr<DahdiBoard> board;
  std::vector<LineEvent> events;
  int64_t ticks{0}, owedMost{0};
  /// What is done before a tick.
  std::function<void()> before = [] {};
  /// What is sent for what was received, a tick at a time.
  std::function<void(const std::vector<uint8_t>&, std::vector<uint8_t>&)> media;

  void Open(std::vector<DahdiSpanOptions> spans) {
    OpenUnused(std::move(spans));
    for (ChannelIndex i = 0; i < board->ChannelCount(); ++i) Use(i, true);
  }
  void OpenUnused(std::vector<DahdiSpanOptions> spans) {
    board = std::make_unique<DahdiBoard>(DahdiBoardOptions{std::move(spans)}, clock, card.Driver());
    in_.resize(static_cast<size_t>(board->ChannelCount()) * kFrameSamples);
    out_.assign(in_.size(), kSilence);
    media = [](const auto&, auto& sent) { std::fill(sent.begin(), sent.end(), kSilence); };
  }

  /// From the next tick on. Open uses all channels.
  void Use(ChannelIndex channel, bool on) { toUse_.emplace_back(channel, on); }

  /// Both threads, by turns, for so long.
  void Run(int64_t ns) {
    const int64_t end = clock.Now() + ns;
    while (clock.Now() < end) Turn();
  }

  void Turn() {
    int64_t owed = board->Await();
    owedMost = std::max(owedMost, owed);
    for (owed = std::min<int64_t>(owed, 4); owed > 0; --owed) {
      before();
      for (const auto& [channel, on] : toUse_) board->Use(channel, on);
      toUse_.clear();
      board->Read(in_.data());
      media(in_, out_);
      board->Write(out_.data());
      ++ticks;
    }
    board->AwaitSignalling(0);
    for (LineEvent event; board->ReadEvent(&event);) events.push_back(event);
  }

  /// Clicks on channel `from` (DAHDI's number) are looked for on `to`, between which the media
  /// are to be joined.
  void MeasureDelay(int from, int to) {
    card.Channel(from).brings = [this](int64_t) {
      const bool click = clock.Now() >= clickAt_;
      if (click) clickAt_ = INT64_MAX;
      return click ? kClick : kSilence;
    };
    card.Channel(to).takes = [this](int64_t, uint8_t sample) {
      if (sample == kClick && heardAt_ == 0) heardAt_ = clock.Now();
    };
  }
  /// Of one click, in milliseconds; -1: it was lost.
  double Delay() {
    heardAt_ = 0;
    clickAt_ = clock.Now() + 7 * kMs + (clicks_++ % 20) * kMs;
    const int64_t from = clickAt_;
    Run(400 * kMs);
    return heardAt_ == 0 ? -1 : static_cast<double>(heardAt_ - from) / kMs;
  }
  std::vector<double> Delays(int count) {
    std::vector<double> delays;
    for (int i = 0; i < count; ++i) delays.push_back(Delay());
    std::sort(delays.begin(), delays.end());
    return delays;
  }

  /// Joins two channels of the board, both ways.
  void Join(ChannelIndex a, ChannelIndex b) {
    media = [a, b](const auto& received, auto& sent) {
      const auto copy = [&](ChannelIndex from, ChannelIndex to) {
        std::copy_n(received.begin() + from * kFrameSamples, kFrameSamples,
                    sent.begin() + to * kFrameSamples);
      };
      copy(a, b);
      copy(b, a);
    };
  }
  bool Saw(LineEvent::Kind kind, ChannelIndex channel = -1) const {
    return std::any_of(events.begin(), events.end(), [&](const LineEvent& event) {
      return event.kind == kind && event.channel == channel;
    });
  }

  static constexpr uint8_t kClick = 0x2A;  // A-law's loudest

 private:
  std::vector<uint8_t> in_, out_;
  std::vector<std::pair<ChannelIndex, bool>> toUse_;
  int64_t clickAt_{INT64_MAX}, heardAt_{0}, clicks_{0};
};

}  // namespace spillway::test
