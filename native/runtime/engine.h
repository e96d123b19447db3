// SPDX-License-Identifier: GPL-2.0-or-later
// What is an engine made of, and in which order does it begin and end?
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "native/board/board.h"
#include "native/line/signalling.h"
#include "native/media/disk_link.h"
#include "native/media/disk_worker.h"
#include "native/media/media_engine.h"
#include "native/runtime/bell_relay.h"
#include "native/runtime/disk_thread.h"
#include "native/runtime/doorbell.h"
#include "native/runtime/heap_notes.h"
#include "native/runtime/media_thread.h"
#include "native/runtime/memory_lock.h"
#include "native/runtime/monotonic_clock.h"
#include "native/runtime/ring_sink.h"
#include "native/runtime/signalling_thread.h"
#include "native/runtime/trace_ring.h"

namespace spillway {

struct EngineCounters {
  uint64_t ticks;
  uint64_t late;
  uint64_t overruns;
  uint64_t slips;
  uint64_t frameErrors;
  uint64_t badPackets;
  uint64_t factsLost;
  uint64_t signallingTurns;          // at least one a second while the signalling thread is alive
  uint64_t lockedBytes;              // of memory that a tick or a line needs
  uint64_t unlockedBytes;            // ... that could not be locked; stepped, none is
  std::vector<BoardCounters> spans;  // by SpanIndex
};

/// The board, what works on it, its threads and the rings between them and JavaScript. All methods
/// are for the thread that made it.
///
///     JavaScript --commands--> media, signalling        one ring each
///     JavaScript <--facts, meters-- media, signalling, disk    two rings each, one doorbell
///     JavaScript <--traced frames-- signalling                 one ring, while a span is traced
///     media <--frames, prompts--> disk                  DiskLink
///
/// Threaded, the engine starts its threads at construction. Stepped, it has none: each tick of Step
/// runs, in this order, Await, signalling, media, disk; time is then 20 ms x ticks.
class Engine {
 public:
  using OpenBoard = std::function<std::unique_ptr<Board>(Clock&)>;

  /// What is of one analog line's own.
  struct OwnLine {
    SpanIndex span;
    int slot;  // port, from 1
    double receiveDb;
    double sendDb;
    int plan;  // in `otherTones`; -1: `tones`, as all lines
  };

  struct Options {
    SignallingOptions signalling;
    DtmfSettings dtmf;  // of channels that have none of their own
    TonePlan tones;     // that can be heard on any channel
    std::vector<TonePlan> otherTones;
    std::vector<OwnLine> lines;
    bool stepped;  // the board was opened as stepped, too
  };

  /// Throws BoardError when the board cannot be opened. `bell` is rung by a thread of its own and
  /// outlives the engine; null if stepped.
  Engine(const OpenBoard& openBoard, const Options& options, Doorbell* bell);
  /// Close().
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  const Board& TheBoard() const noexcept { return *board_; }

  /// Takes over `command.file`, also when it returns false: the ring is full.
  bool Post(const MediaCommand& command) noexcept;
  bool Post(const LineCommand& command) noexcept;
  /// Begins the stream that the command is about: the descriptor of its memory, which is open until
  /// `ended` of it was read. -1: the ring is full. Throws std::system_error when there is no memory
  /// or no descriptor to be had.
  int OpenStream(MediaCommand command, uint32_t frames);
  /// From its next call on, the channel hears tones by this plan; null: by `tones`. False: the ring
  /// is full, or there were too many plans (ToneWatch::kMostLater).
  bool UseTones(ChannelIndex channel, const TonePlan* plan);

  void Step(int ticks) noexcept;
  /// Copies up to `capacity` records: facts of all threads by their times, those of one thread in
  /// their order; how many. 0: all read.
  size_t ReadFacts(Record* records, size_t capacity) noexcept;
  size_t ReadMeters(Record* records, size_t capacity) noexcept;
  /// The oldest traced frame that was not read yet; false when there is none.
  bool ReadFrame(TracedFrame* frame) noexcept;

  /// Milliseconds since the engine started.
  double Now() const noexcept;
  EngineCounters Counters() const;
  const RealTimeRank& RealTime() const noexcept { return realTime_; }
  bool Stepped() const noexcept { return stepped_; }

  /// Ends the threads in order (media, signalling, disk, bell) and closes the recordings. What was
  /// told until then can still be read. Idempotent.
  void Close() noexcept;

 private:
  void FreeStreams() noexcept;
  ToneBank* BankFor(const TonePlan& plan);
  Engine(const OpenBoard& openBoard, const Options& options, Doorbell* bell, HeapNotes&& notes);

  MonotonicClock clock_;
  MemoryLock memory_;
  std::unique_ptr<Board> board_;
  const bool stepped_;
  BellRelay bell_;
  RingSink mediaSink_;
  RingSink lineSink_;
  RingSink diskSink_;
  TraceRing trace_;
  SpscRing<MediaCommand> mediaCommands_;
  SpscRing<LineCommand> lineCommands_;
  std::vector<std::unique_ptr<StreamMemory>> streams_;
  std::vector<const StreamMemory*> released_;  // before the last facts were read
  struct LaterPlan {
    TonePlan plan;
    std::unique_ptr<ToneBank> bank;
  };
  std::vector<LaterPlan> laterPlans_;  // of UseTones
  // Destroyed from below: threads first, then what they work on.
  DiskLink diskLink_;
  MediaEngine media_;
  Signalling signalling_;
  DiskWorker diskWorker_;
  MediaThread mediaThread_;
  SignallingThread signallingThread_;
  DiskThread diskThread_;
  RealTimeRank realTime_;
  int64_t steppedTicks_{0};
};

}  // namespace spillway
