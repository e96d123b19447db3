// SPDX-License-Identifier: GPL-2.0-or-later
// How does the audio of one DAHDI channel come and go, and how long does it lie in the driver?
#pragma once

#include <atomic>
#include <climits>
#include <cstdint>

#include "native/board/board.h"
#include "native/board/dahdi_device.h"
#include "native/board/dahdi_news.h"

namespace spillway {

/// What a bearer has to know of the tick that it is read and written in.
struct DahdiTick {
  int64_t at;   // by the clock
  int left;     // ticks to catch up, this one included
  bool prompt;  // its block has just been completed, and none is unread
  bool paced;   // by a channel; else by the clock, as none delivers
};

/// Nothing is read and nothing written while nobody uses it: the driver sends silence by itself.
/// From Begin on its blocks begin anew, and what is written goes out at once behind some silence;
/// what it receives is silence until its blocks are aligned with the tick.
///
/// Right after it was written at a prompt tick, `kBlocksAhead` blocks are unsent and less than one
/// is unread. Three things part from that, and each is mended by a block that is dropped or
/// repeated, while it is quiet if that comes soon:
///
///     ran dry      a stop: nothing was left to send. What was written since then is counted; at
///                  the next prompt tick it is known how much of it is too much
///     read dry     the channel's clock is slow: its block is complete ever later, in the end too
///                  late. One is repeated, and one less is sent
///     kept full    its clock is fast: a block is left unread again and again. One is dropped, and
///                  one more is sent
///
/// All calls come from the media thread, but for those that say otherwise.
class DahdiBearer {
 public:
  static constexpr int kBlocksAhead = 3;  // 60 ms
  /// Who lifts a telephone waits for the dial tone; the rest is written ahead when it is quiet.
  static constexpr int kTelephoneBlocks = 2;

  DahdiBearer(DahdiDevice& device, ChannelIndex channel, SpanIndex span, DahdiNews& news) noexcept;

  DahdiDevice& Device() const noexcept { return *device_; }
  ChannelIndex Channel() const noexcept { return channel_; }
  SpanIndex Span() const noexcept { return span_; }
  /// The driver has taken the channel away, or a call of it met an error that is none of the usual
  /// ones: it is left alone until it is opened again. Any thread.
  bool Gone() const noexcept { return State() != Life::kOpen; }
  /// It is gone, and not yet opened again. Any thread.
  bool Lost() const noexcept { return State() == Life::kGone; }

  bool Used() const noexcept { return used_; }
  bool InAlarm() const noexcept { return alarm_; }
  void Begin(const DahdiTick& tick) noexcept;
  void End() noexcept;

  /// Its blocks began at some moment, and nothing is read before that is a good one.
  bool Aligning() const noexcept { return used_ && aligning_ && !Gone(); }
  /// They begin now, which is so long before the tick; 0: it is the one that the ticks follow.
  void Align(int64_t earlyNs) noexcept;
  /// They stay as they are.
  void Aligned(int64_t earlyNs) noexcept;
  /// Its blocks come, as the tick expects them.
  bool Steady() const noexcept { return !Gone() && !aligning_ && !restarting_ && missing_ == 0; }
  /// None has come since they began.
  bool Fresh() const noexcept { return restarting_; }
  /// So long before a tick is its block complete.
  int64_t Early() const noexcept { return early_; }
  /// Ticks are earlier by this from now on.
  void TicksMoved(int64_t ns) noexcept { early_ = early_ > ns ? early_ - ns : 0; }

  void Read(const DahdiTick& tick, uint8_t* block) noexcept;
  /// Reads a block that nobody wants.
  void Discard(const DahdiTick& tick) noexcept;
  void Write(const DahdiTick& tick, const uint8_t* block) noexcept;
  /// Nothing can be left to send: a stop was longer than what is written ahead.
  void RanDry() noexcept { dry_ = true; }
  /// All spans had stopped, and go on.
  void Resume() noexcept;
  /// Looked at once a second, after a prompt tick: is a block unread?
  void Unread(bool one) noexcept;
  /// Looked at before a tick, a while before it or (`close`) shortly: is its block complete?
  void LookBefore(bool complete, bool close) noexcept;

  /// Nobody uses it: what has it to tell? `removed`: it is said to be gone.
  void LookAt(bool events, bool removed, int64_t now) noexcept;
  /// The device of a channel that was opened again is taken over here, if there is one.
  void TakeOver() noexcept;

  /// The driver emptied the channel's buffers, as it does when a line is hung up. Any thread.
  void Emptied() noexcept { emptied_ = true; }
  /// The signalling thread was told that it is gone: whether it said so, until it is opened again.
  void SayRemoved() noexcept { saidRemoved_ = true; }
  bool SaidRemoved() const noexcept { return saidRemoved_; }
  /// The signalling thread wants to read the channel's events itself: true when it may, until it is
  /// Done. Else the media thread is at it, and tells them.
  bool ReadEvents() noexcept { return !reading_.test_and_set(std::memory_order_acquire); }
  void Done() noexcept { reading_.clear(std::memory_order_release); }
  /// What it read there was about audio.
  void Heard(DahdiEvent event) noexcept;
  /// The signalling thread has opened the channel that is gone again.
  void Reopened(DahdiDevice& device) noexcept {
    reopened_ = &device;
    saidRemoved_ = false;
    life_.store(Life::kReopened, std::memory_order_release);
  }

 private:
  static constexpr int kStanding = 8;  // ticks without a block: the span stands still
  static constexpr int kFullLooks = 3;

  enum class Life : uint8_t { kOpen, kGone, kReopened };

  Life State() const noexcept { return life_.load(std::memory_order_acquire); }
  void Restart() noexcept;
  bool ReadBlock(const DahdiTick& tick, uint8_t* block) noexcept;
  void WriteBlock(const DahdiTick& tick, const uint8_t* block) noexcept;
  void Silence(const DahdiTick& tick, int blocks) noexcept;
  void Repeat(uint8_t* block) noexcept;
  void Missing(const DahdiTick& tick, uint8_t* block) noexcept;
  void Measure(const DahdiTick& tick) noexcept;
  void TakeEvents(int64_t now) noexcept;
  void TakeHeard() noexcept;
  bool Take(DahdiEvent event, int64_t now) noexcept;
  void Lose(int64_t now) noexcept;
  void Slipped() noexcept;

  DahdiDevice* device_;
  const ChannelIndex channel_;
  const SpanIndex span_;
  DahdiNews& news_;
  std::atomic<bool> alarm_{false};
  std::atomic<bool> underran_{false}, overran_{false};  // read by the signalling thread
  std::atomic_flag reading_ = ATOMIC_FLAG_INIT;         // somebody reads events
  std::atomic<Life> life_{Life::kOpen};
  std::atomic<bool> saidRemoved_{false};
  DahdiDevice* reopened_{nullptr};    // the signalling thread's while kGone, ours while kReopened
  std::atomic<bool> emptied_{false};  // by the signalling thread
  bool used_{false};
  bool aligning_{true};
  int64_t early_{0};
  bool restarting_{true};   // no block has come since
  int missing_{0};          // ticks in a row without a block
  bool dry_{false};         // nothing is left to send
  bool begun_{false};       // and nothing was sent before
  bool shallow_{false};     // less is written ahead than should be, which does no harm for a while
  int64_t resumedAt_{0};    // sending began again; 0: the queue's length is known
  int64_t resumedWith_{0};  // blocks that were written since
  int excess_{0};           // blocks too many that are unsent; below 0: too few
  int excessTicks_{0};      // since when
  bool drop_{false};        // one block too many is unread
  int dropTicks_{0};
  bool safe_{false};            // its block was complete long before a tick
  bool hold_{false};            // and is no more: soon one will not be there
  bool held_{false};            // one was repeated before that; meanwhile one is unread
  int heldLooks_{0};            // since then
  int full_{0};                 // so often in a row was a block unread
  int fullEnough_{kFullLooks};  // so often shows that one is too many
  int sinceDrop_{INT_MAX};      // looks since the last drop
  uint8_t last_[kFrameSamples];
};

}  // namespace spillway
