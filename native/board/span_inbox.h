// SPDX-License-Identifier: GPL-2.0-or-later
// What has come from the far end of a virtual span and waits to be read? Frames and line events.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

#include "native/board/board.h"
#include "native/board/paced_frames.h"

namespace spillway {

/// Can an end of an analog line do this? FXS: ring, polarity and lamp; FXO: hook and flash.
bool CanAct(bool stationSide, LineAction action) noexcept;

/// A hook flash as the FXS sees it. Longer than a dial pulse (60 ms), shorter than hanging up.
constexpr int64_t kFlashNs = 200'000'000;

/// The receiving end of a span's D-channel and lines. Signalling thread.
class SpanInbox {
 public:
  struct Event {
    LineEvent::Kind kind;
    int port;  // 0 to ports - 1; -1: the span
    int64_t at;
  };

  /// `ports`: of an analog span; 0: an E1.
  SpanInbox(int ports, bool stationSide);

  /// A frame begins to arrive. False: no room, it is lost.
  bool TakeFrame(const uint8_t* frame, size_t size, int64_t now) noexcept {
    return frames_.Push(frame, size, now);
  }
  /// The far end acted on a line at `at`. False when no far end of ours can do that.
  bool TakeLine(int port, LineAction action, int64_t at) noexcept;
  /// Raises or clears loss of signal; nothing when it is so already. A broken wire looks like on
  /// hook, no ring and normal polarity, and what was on its way is lost.
  void SetSignal(bool present, int64_t now) noexcept;
  /// Whoever told how the lines are is gone: they are on hook, without ring, of normal polarity,
  /// dark.
  void ForgetLines(int64_t now) noexcept;

  size_t ReadFrame(uint8_t* frame, size_t capacity, int64_t now, bool* lost) noexcept {
    return frames_.Pop(frame, capacity, now, lost);
  }
  bool ReadEvent(Event* event, int64_t now) noexcept;
  /// When the next frame or event is there; kNever: nothing is on its way.
  int64_t NextAt() const noexcept;

 private:
  struct Line {
    bool active{false};  // off hook (our port is FXS) or ringing (FXO), once all events are read
    bool reversed{false};
    bool lit{false};   // FXO: the message-waiting lamp
    bool dead{false};  // FXO: without voltage
  };
  void Add(LineEvent::Kind kind, int port, int64_t at) noexcept;
  void SetActive(int port, bool active, int64_t at) noexcept;
  void SetReversed(int port, bool reversed, int64_t at) noexcept;
  void SetLit(int port, bool lit, int64_t at) noexcept;
  void SetDead(int port, bool dead, int64_t at) noexcept;

  const bool stationSide_;
  bool signal_{true};
  std::vector<Line> lines_;
  std::deque<Event> events_;  // by time
  PacedFrames frames_;
};

}  // namespace spillway
