// SPDX-License-Identifier: GPL-2.0-or-later
// Who turns the board's ticks into the engine's, and what if it comes too late?
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <thread>

#include "native/board/board.h"
#include "native/contract/commands.h"
#include "native/core/clock.h"
#include "native/media/line_gains.h"
#include "native/media/media_engine.h"
#include "native/runtime/memory_lock.h"
#include "native/runtime/overload.h"
#include "native/runtime/ring_sink.h"
#include "native/runtime/thread.h"

namespace spillway {

/// The work of the media thread. The board is the metronome: it says how many ticks are owed. Up to
/// four are made up for at once. The rest is skipped and counted as overruns; media time goes on
/// over them, so it follows real time, and recordings get silence there.
///
/// Late is a tick that began over 10 ms after it was due. It is due 20 ms after the one before was,
/// or when the board asked for it, if that is earlier.
///
/// When nothing sounds anywhere and nobody has asked for anything for a second, it rests: it looks
/// a few times a second, or when somebody rouses it, and the ticks meanwhile are done without doing
/// anything (where the board knows how to rest).
///
/// When ticks cost more than they may, some listening is given up (overload.h), and the thread
/// stands aside for a fifth of the time, whatever it owes.
class MediaThread {
 public:
  struct Counters {
    std::atomic<uint64_t> ticks{0};  // done, without the skipped ones
    std::atomic<uint64_t> late{0};
    std::atomic<uint64_t> overruns{0};
  };

  /// Everything must outlive it but the gains.
  MediaThread(Board& board, Clock& clock, MediaEngine& media, SpscRing<MediaCommand>& commands,
              RingSink& sink, LineGains gains = LineGains());
  ~MediaThread();
  MediaThread(const MediaThread&) = delete;
  MediaThread& operator=(const MediaThread&) = delete;

  /// Begins the thread; says whether it got real-time rank. `memory` keeps its stack until Stop.
  RealTimeRank Start(MemoryLock* memory);
  /// Ends and joins it. Idempotent.
  void Stop() noexcept;

  /// There is a command. Any thread.
  void Rouse() noexcept { board_.Rouse(); }

  /// One tick on this thread: commands, Read, Tick, Write. Stepped engines only.
  void Tick() noexcept;
  const Counters& Totals() const noexcept { return counters_; }

 private:
  void Run() noexcept;
  void Rest() noexcept;
  void CatchUp(int owed) noexcept;
  void Measure(int64_t now) noexcept;
  void TellTotals() noexcept;
  /// A tick has ended: sheds what costs too much, or takes it back.
  void Weigh(int64_t costNs, int64_t now) noexcept;
  void Breathe() noexcept;
  /// Fax tones end the cancelling of echo, so they are listened for where there is some.
  void WatchFaxes() noexcept;

  Board& board_;
  Clock& clock_;
  MediaEngine& media_;
  SpscRing<MediaCommand>& commands_;
  RingSink& sink_;
  const LineGains gains_;
  std::unique_ptr<uint8_t[]> received_;
  std::unique_ptr<uint8_t[]> sent_;
  Counters counters_;
  OverloadState load_;
  Breather breather_;
  uint32_t echoChanges_{0};  // as the board last said
  int quietTicks_{0};        // without a command, and without a channel in use
  int64_t due_{-1};          // of the next tick; -1: not yet known
  int64_t worstLate_{0};     // since the last `ticks` meter
  int64_t busy_{0};          // time spent in ticks since then
  int64_t meteredAt_{0};     // when that was
  uint64_t meteredTicks_{0};
  std::atomic<bool> stop_{false};
  std::thread thread_;
  MemoryLock* memory_{nullptr};
};

}  // namespace spillway
