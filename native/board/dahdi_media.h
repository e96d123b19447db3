// SPDX-License-Identifier: GPL-2.0-or-later
// How does a card's audio come and go, and when is a tick? The media thread's half of dahdi_board.
#pragma once

#include <poll.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

#include "native/board/board.h"
#include "native/board/dahdi_bearer.h"
#include "native/board/dahdi_device.h"
#include "native/board/dahdi_drift.h"
#include "native/board/dahdi_news.h"
#include "native/core/clock.h"
#include "native/core/ids.h"

namespace spillway {

/// Only channels in use are read and written; while none is, the clock paces. The first one begins
/// its blocks at once, and ticks follow it: it is the reference. Blocks of a channel begin when it
/// is flushed, so those of every other one are begun shortly before a tick, and are complete before
/// each tick from then on:
///
///     reference     |---- 1 ----|---- 2 ----|---- 3 ----|--
///     ticks         ^           ^           ^           ^
///     channel 2                 begun    |---- 1 ----|----
///     channel 3                           begun     |---- 1 ----|--
///
/// When the reference is done, the channel whose blocks are complete last takes its place, and
/// ticks come earlier by what that one is early.
class DahdiMedia {
 public:
  /// A channel that delivers nothing for so long is no longer waited for: less than is written
  /// ahead, so that it harms no other.
  static constexpr int kPatienceMs = (DahdiBearer::kBlocksAhead - 1) * kTickMilliseconds;

  DahdiMedia(const std::vector<ChannelInfo>& channels,
             const std::vector<std::unique_ptr<DahdiDevice>>& devices, DahdiDriver& driver,
             Clock& clock, DahdiNews& news);
  ~DahdiMedia();

  // --- media thread ---
  int Await() noexcept;
  /// The same without waiting.
  int Owed() noexcept;
  /// The ticks of a while in which no channel is in use: see Board.
  int Rest(int64_t ns) noexcept;
  void Use(ChannelIndex channel, bool on) noexcept;
  void Read(uint8_t* received) noexcept;
  void Write(const uint8_t* sent) noexcept;

  // --- any thread: what the bearer says it is for ---
  /// Null: the channel carries no audio.
  DahdiBearer* BearerOf(ChannelIndex channel) const noexcept { return byChannel_[channel]; }
  void Wake() noexcept;
  void Rouse() noexcept;
  /// The driver emptied the channel's buffers, as it does when a line is hung up.
  void Emptied(ChannelIndex channel) noexcept;
  /// Whether the channel's audio is gone, whether it is not yet opened again; and it was.
  bool Gone(ChannelIndex channel) const noexcept;
  bool Lost(ChannelIndex channel) const noexcept;
  void Reopened(ChannelIndex channel, DahdiDevice& device) noexcept;
  /// How much faster than our clock the span's is, in millionths; NaN: not known yet. It is learnt
  /// while a channel of it is in use.
  double DriftPpm(SpanIndex span) const noexcept { return drifts_[span]->drift.Ppm(); }

 private:
  static constexpr int kTurns = 1'000 / kTickMilliseconds;

  struct SpanDrift {
    DahdiBearer* measured{nullptr};  // whose blocks are looked at
    DahdiDrift drift;
  };

  // dahdi_media.cc: when is a tick?
  bool Readable(const DahdiBearer& bearer, int timeoutMs) noexcept;
  bool AwaitReference(int timeoutMs, DahdiBearer* probed) noexcept;
  DahdiBearer* Probed() noexcept;
  DahdiBearer* Latest() noexcept;
  bool ChooseReference() noexcept;
  int LeftOf(int ms) const noexcept;
  int AwaitFresh() noexcept;
  int AwaitClock() noexcept;
  int Owe(bool waited) noexcept;
  bool Woken() noexcept;
  void Seen(DahdiBearer* bearer, int64_t at) noexcept;

  // dahdi_media_use.cc: which channels are read and written, and do they keep in step?
  void Follow(DahdiBearer* bearer) noexcept;
  void Replace() noexcept;
  DahdiBearer* Successor() const noexcept;
  void Resume(DahdiBearer* reference) noexcept;
  void PrepareTick() noexcept;
  bool SleepBefore(int64_t ns) noexcept;
  void AlignOthers() noexcept;
  void LookBefore(bool close) noexcept;
  void Discard(int blocks) noexcept;
  void Look() noexcept;
  void LookAtUnused(int64_t now) noexcept;
  void PollUsed() noexcept;

  DahdiDriver& driver_;
  Clock& clock_;
  int wakeEvent_;
  std::vector<std::unique_ptr<DahdiBearer>> bearers_;
  std::vector<DahdiBearer*> byChannel_;
  std::vector<DahdiBearer*> used_;
  std::vector<std::unique_ptr<SpanDrift>> drifts_;  // one a span
  DahdiBearer* reference_{nullptr};                 // null: none delivers, the clock paces
  std::vector<pollfd> looked_;                      // room for one a bearer
  bool started_{false};
  int64_t blockAt_{0};  // when the reference's last block was complete, as it was seen
  int64_t gridAt_{0};   // the same without the thread's lateness
  int turn_{0};         // of the ticks of a second: each span's drift has one, LookBefore the last
  int alignTries_{0};
  int64_t lookAt_{0}, lookUnusedAt_{0};
  bool lookClose_{false};
  std::atomic<bool> reopened_{false};
  std::atomic<bool> resting_{false};
  std::atomic<bool> roused_{false};  // since the last rest began
  DahdiTick tick_{0, 1, false, false};
};

}  // namespace spillway
