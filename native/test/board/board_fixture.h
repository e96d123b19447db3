// SPDX-License-Identifier: GPL-2.0-or-later
// What do the tests of boards share? A clock that is set by hand, audio that can be told apart, and
// sockets in a folder of their own.
#pragma once

#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "native/board/socket_carrier.h"
#include "native/board/virtual_board.h"

namespace spillway {

class HandClock final : public Clock {
 public:
  int64_t Now() const noexcept override { return now_; }
  void SleepUntil(int64_t at) noexcept override {
    if (at > now_) now_ = at;
  }
  void Advance(int64_t ns) noexcept { now_ += ns; }

 private:
  int64_t now_{1'000'000'000};
};

class SocketFolder {
 public:
  SocketFolder() {
    char name[] = "/tmp/spillway-board-XXXXXX";
    folder_ = mkdtemp(name);
  }
  ~SocketFolder() { std::filesystem::remove_all(folder_); }
  std::string Path(const std::string& name) const { return folder_ + "/" + name; }

 private:
  std::string folder_;
};

/// A tick of a whole board that differs from every other tick, channel and seed.
inline std::vector<uint8_t> Noise(const Board& board, uint32_t seed, uint32_t tick) {
  std::vector<uint8_t> audio(static_cast<size_t>(board.ChannelCount()) * kFrameSamples);
  uint32_t state = seed * 2654435761u + tick * 40503u + 1;
  for (uint8_t& sample : audio) {
    state = state * 1664525u + 1013904223u;
    sample = static_cast<uint8_t>(state >> 24);
  }
  return audio;
}

/// The same as the far end reads it: data channels carry no audio.
inline std::vector<uint8_t> Heard(const Board& board, std::vector<uint8_t> audio) {
  for (const ChannelInfo& channel : board.Channels()) {
    if (channel.kind != ChannelKind::kData) continue;
    const auto first = audio.begin() + channel.index * kFrameSamples;
    std::fill(first, first + kFrameSamples, kSilence);
  }
  return audio;
}

inline void UseAll(Board& board) {
  for (ChannelIndex i = 0; i < board.ChannelCount(); ++i) board.Use(i, true);
}

inline std::vector<uint8_t> ReadTick(Board& board) {
  std::vector<uint8_t> audio(static_cast<size_t>(board.ChannelCount()) * kFrameSamples);
  board.Read(audio.data());
  return audio;
}

inline std::vector<uint8_t> Silence(const Board& board) {
  return std::vector<uint8_t>(static_cast<size_t>(board.ChannelCount()) * kFrameSamples, kSilence);
}

inline std::vector<uint8_t> ReadFrame(Board& board, SpanIndex span) {
  std::vector<uint8_t> frame(kMaxFrameBytes);
  frame.resize(board.ReadFrame(span, frame.data(), frame.size()));
  return frame;
}

inline std::vector<LineEvent> ReadEvents(Board& board) {
  std::vector<LineEvent> events;
  for (LineEvent event; board.ReadEvent(&event);) events.push_back(event);
  return events;
}

inline std::vector<LineEvent::Kind> KindsOf(const std::vector<LineEvent>& events) {
  std::vector<LineEvent::Kind> kinds;
  for (const LineEvent& event : events) kinds.push_back(event.kind);
  return kinds;
}

inline VirtualSpanOptions E1(const std::string& name, VirtualSpanOptions::Carrier carrier,
                             const std::string& path) {
  VirtualSpanOptions span;
  span.name = name;
  span.carrier = carrier;
  span.path = path;
  return span;
}

inline VirtualSpanOptions Bank(const std::string& name, bool stationSide, int ports,
                               VirtualSpanOptions::Carrier carrier, const std::string& path) {
  VirtualSpanOptions span = E1(name, carrier, path);
  span.kind = SpanKind::kAnalog;
  span.channels = ports;
  span.stationSide = stationSide;
  return span;
}

}  // namespace spillway
