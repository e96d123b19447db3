// SPDX-License-Identifier: GPL-2.0-or-later
// How does a telephony card work without a card? Spans whose far ends are other spans of the same
// board, or another process behind Unix sockets.
#pragma once

#include <poll.h>

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "native/board/board.h"
#include "native/core/clock.h"

namespace spillway {

class Carrier;

/// One span of a virtual board.
struct VirtualSpanOptions {
  /// kLoop: wired to the span `peer` of the same board. kListen, kConnect: wired to the span of
  /// another process through the sockets `path`.audio and `path`.signal; one side listens, the
  /// other connects and tries again every second, for ever.
  enum class Carrier { kLoop, kListen, kConnect };

  std::string name;
  SpanKind kind{SpanKind::kE1};
  int channels{31};           // E1: 31; analog: 1 to 128 ports
  int dataSlot{kE1DataSlot};  // E1: the time slot of its D-channel, 1 to 31; the same at both ends
  /// Analog: true: our ports are FXS (telephones are plugged in); false: FXO (we are the
  /// telephones). The two ends of a wire differ.
  bool stationSide{true};
  Carrier carrier{Carrier::kLoop};
  int peer{-1};
  std::string path;
};

struct VirtualBoardOptions {
  std::vector<VirtualSpanOptions> spans;
  /// Ticks are made by the caller: Await returns 1 at once. Spans behind sockets then go in
  /// lock-step with their far ends, which must be stepped as well.
  bool stepped{false};
  /// Stepped: the first Await waits until every span behind sockets is connected. Without it
  /// ticks go on, with loss of signal, until the far end is there.
  bool waitForPeers{false};
  /// Lock-step: a far end that has not finished its tick within this real time has lost signal.
  int peerTimeoutMs{30'000};
};

/// The board without a card. What holds for all carriers:
///
/// - Audio written in tick n is read at the far end in its tick n + 1, bit by bit the same.
/// - D-channel frames take the time that they take at 64 kbit/s with flag, FCS and bit stuffing.
/// - Line states cross over: ring voltage at an FXS is a ring at the FXO; off hook at the FXO is
///   off hook at the FXS. A flash is 200 ms on hook. A wire that breaks looks like on hook and no
///   ring; when it is whole again both ends tell their state anew.
/// - An end that is not connected hears silence, loses its frames, and has the alarm loss of
/// signal.
///
/// Real time: Await paces ticks of 20 ms by the clock. Each end goes by its own clock, so a span
/// behind sockets has an elastic store of 4 frames; what does not fit or is not there is a slip.
///
/// Lock-step (stepped, behind sockets): no slips, no time. A tick begins when the far end, its
/// JavaScript included, has finished the tick before:
///
///     box                                        exchange
///     Await   sends packet n-1 ──────────┐ ┌──── Await   sends packet n-1
///             waits for packet n-1 <─────┼─┘             waits for packet n-1
///             takes what came before it  └────>          takes what came before it
///     Read    the audio of packet n-1            Read
///     Write   keeps the audio as packet n        Write
///     signalling, JavaScript:                    signalling, JavaScript:
///             frames and hook states ──────────> wait in the socket until packet n is there
///     Await   sends packet n ...                 Await
///
/// So a frame that was sent after Write of tick n, however much later, is in the far end's tick
/// n + 1, as the audio is. Packets are numbered from the connection on. Two boards that are stepped
/// on one thread call Flush of both before Await of either.
class VirtualBoard final : public Board {
 public:
  /// Throws BoardError (BOARD_CARRIER): options that do not fit together, a path that is too long
  /// or in use. `clock` outlives the board and is not asked when stepped.
  VirtualBoard(const VirtualBoardOptions& options, Clock& clock);
  ~VirtualBoard() override;

  const std::vector<SpanInfo>& Spans() const noexcept override { return spans_; }
  const std::vector<ChannelInfo>& Channels() const noexcept override { return channels_; }
  int Await() noexcept override;
  int Owed() noexcept override;
  void Flush() noexcept override;
  void Use(ChannelIndex channel, bool on) noexcept override;
  void Read(uint8_t* received) noexcept override;
  void Write(const uint8_t* sent) noexcept override;
  void Wake() noexcept override;
  void WakeSignalling() noexcept override;
  int64_t Expect(int64_t timeoutNs, std::vector<pollfd>* polled) noexcept override;
  void Collect(const pollfd* polled) noexcept override;
  size_t ReadFrame(SpanIndex span, uint8_t* frame, size_t capacity) noexcept override;
  bool WriteFrame(SpanIndex span, const uint8_t* frame, size_t size) noexcept override;
  bool ReadEvent(LineEvent* event) noexcept override;
  bool Act(ChannelIndex channel, LineAction action) noexcept override;
  BoardCounters SpanCounters(SpanIndex span) const noexcept override;

 private:
  void AddSpan(const VirtualSpanOptions& options);
  void WireLoops(const VirtualBoardOptions& options);
  int64_t Now() const noexcept;
  int Due() noexcept;
  int AwaitStep() noexcept;
  bool AwaitPeers() noexcept;
  void Hush(uint8_t* audio, ChannelIndex first, int count) const noexcept;

  Clock& clock_;
  const bool stepped_;
  bool waitForPeers_;
  const int peerTimeoutMs_;
  std::vector<SpanInfo> spans_;
  std::vector<ChannelInfo> channels_;
  std::vector<std::unique_ptr<Carrier>> carriers_;  // one a span
  int64_t nextTickAt_{-1};                          // real time; -1: before the first Await
  int64_t ticks_{0};                                // stepped: board time is ticks_ x 20 ms
  int64_t waitedNs_{0};  // stepped: what AwaitPeers waited, for the pace of connecting
  int wakeEvent_{-1};    // eventfd for AwaitSignalling
  std::atomic<bool> awaitWoken_{false};
  std::vector<bool> used_;        // media: by channel
  std::vector<uint8_t> scratch_;  // media: what a span's carrier gets or gives
  std::vector<pollfd> awaited_;   // stepping: the spans that are not connected
  SpanIndex nextEventSpan_{0};    // spans take turns
};

}  // namespace spillway
