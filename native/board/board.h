// SPDX-License-Identifier: GPL-2.0-or-later
// What is a board to those above it? Spans of channels that carry 20 ms frames, D-channel frames
// and line events. Nothing above this file knows whether there is a card.
#pragma once

#include <poll.h>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "native/contract/records.h"
#include "native/core/ids.h"

namespace spillway {

struct ChannelInfo {
  ChannelIndex index;
  SpanIndex span;
  int slot;          // E1: time slot 1-31; analog: port 1-n
  ChannelKind kind;  // an E1's slot 16 is kData, the others kBearer
};

struct SpanInfo {
  SpanIndex index;
  std::string name;
  SpanKind kind;
  ChannelIndex firstChannel;
  int channelCount;  // E1: 31
};

/// What the outside does to a line or a span; read by the signalling thread.
struct LineEvent {
  enum class Kind : uint8_t {
    kAlarmRaised,
    kAlarmCleared,  // `span`, `alarm`
    kOffHook,
    kOnHook,  // FXS: loop closed / opened, not yet debounced (a short opening is a flash or a
              // pulse); FXO: the exchange took the line's current away
    kRingStarted,
    kRingStopped,  // FXO
    kPolarityReversed,
    kPolarityNormal,  // FXO
    kLampLit,
    kLampDark,  // FXO: the voltage of a message-waiting lamp
    kBatteryLost,
    kBatteryFound,  // FXO: the exchange's voltage on the line; FXS: the port's own
    kFrameError,    // D-channel: bad FCS, abort, overrun
    kFailed         // the board cannot go on
  };
  Kind kind;
  SpanIndex span;
  ChannelIndex channel;  // -1: the span
  Alarm alarm;
  int64_t at{0};  // when it was first seen, by the board's clock; 0: when it is read
};

/// What we do to a line; written by the signalling thread.
enum class LineAction : uint8_t {
  kRing,
  kRingOff,  // FXS: ringing voltage on / off (the cadence is line/analog_fxs's)
  kOffHook,
  kOnHook,  // FXO: seize, answer / release
  kFlash,   // FXO: hook flash
  kReversePolarity,
  kNormalPolarity,  // FXS: answer / disconnect supervision
  kLampOn,
  kLampOff,         // FXS: the voltage of a message-waiting lamp
  kOnHookTransfer,  // FXS: for 4 s a telephone on its hook hears what is sent
  kBatteryOff,
  kBatteryOn  // the voltage of the line: FXS as an exchange, FXO as a shorted cable
};

/// Since the board was opened.
struct BoardCounters {
  uint64_t slips;          // audio frames dropped or repeated
  uint64_t frameErrors;    // D-channel frames that were lost or damaged
  uint64_t badPackets{0};  // virtual board: what a far end sent and should not have
  /// Of its lines: news that found no room. What they would have told was asked for instead.
  uint64_t eventsLost{0};
  /// How much faster than our clock the span's is, in millionths; NaN: not known.
  double driftPpm{std::numeric_limits<double>::quiet_NaN()};
};

/// The seam. Construction opens the devices and throws BoardError (board_error.h) with a text that
/// names the device and the way out. After that nothing throws.
class Board {
 public:
  virtual ~Board() = default;
  Board() = default;
  Board(const Board&) = delete;
  Board& operator=(const Board&) = delete;

  virtual const std::vector<SpanInfo>& Spans() const noexcept = 0;
  virtual const std::vector<ChannelInfo>& Channels() const noexcept = 0;
  int SpanCount() const noexcept { return static_cast<int>(Spans().size()); }
  int ChannelCount() const noexcept { return static_cast<int>(Channels().size()); }

  // --- media thread (or the stepping thread) ---

  /// Waits until at least one tick is owed and says how many are (0: woken by Wake, or nothing owed
  /// within a second). A stepped board never waits for time, only for its peers' last tick.
  virtual int Await() noexcept = 0;
  /// The same without waiting, for a board whose ticks another board's clock makes
  /// (composite_board).
  virtual int Owed() noexcept = 0;
  /// Whether it need not be asked at every tick while no channel is in use.
  virtual bool MayRest() const noexcept { return false; }
  /// Of one that may, instead: waits for so long, or until Rouse, and says how many ticks have gone
  /// by, which have nothing to do. 0 at once while a channel is in use.
  virtual int Rest(int64_t /*ns*/) noexcept { return 0; }
  /// Ends Rest early, or the next one before it begins. A system call only then. Any thread.
  virtual void Rouse() noexcept {}
  /// Stepped: ends the tick, as the next Await would; once a tick.
  virtual void Flush() noexcept {}
  /// Whether a channel carries sound from now on; before a tick's Read. No channel does at first.
  /// One that does not costs nothing: Read gives kSilence for it, and it is sent silence, whatever
  /// Write is given. What was written before is still sent. Its lines and alarms are watched all
  /// the same.
  virtual void Use(ChannelIndex channel, bool on) noexcept = 0;
  /// One tick in: fills ChannelCount() x 160 A-law bytes; kSilence where nothing came.
  virtual void Read(uint8_t* received) noexcept = 0;
  /// One tick out: ChannelCount() x 160 A-law bytes; data channels are passed over.
  virtual void Write(const uint8_t* sent) noexcept = 0;
  /// Ends Await early. Any thread.
  virtual void Wake() noexcept = 0;
  /// Whether the echo of what a channel is sent is taken out of what it receives; a fax tone there
  /// is to be told by HeardFax then.
  virtual bool CancelsEcho(ChannelIndex) const noexcept { return false; }
  /// Becomes another number whenever CancelsEcho becomes another answer for some channel.
  virtual uint32_t EchoChanges() const noexcept { return 0; }
  /// A fax machine was heard: no echo is cancelled there for the rest of the call.
  virtual void HeardFax(ChannelIndex) noexcept {}

  // --- signalling thread (or the stepping thread) ---

  /// Ends AwaitSignalling early, and leaves the media thread alone. Any thread.
  virtual void WakeSignalling() noexcept = 0;
  /// Waits until a frame or an event may be there, WakeSignalling, or `timeoutNs` is over. Never
  /// waits when stepped.
  void AwaitSignalling(int64_t timeoutNs) noexcept;
  /// Its first part: adds to `polled` what tells that something came, or that WakeSignalling was
  /// called, and says how long at most to poll; 0: something is there already.
  virtual int64_t Expect(int64_t timeoutNs, std::vector<pollfd>* polled) noexcept = 0;
  /// Its second part: polls.
  virtual void Poll(std::vector<pollfd>* polled, int64_t timeoutNs) noexcept;
  /// Its third part: takes in what came. `polled`: the first of those that Expect added.
  virtual void Collect(const pollfd* polled) noexcept = 0;
  /// The next HDLC frame (without FCS) that arrived on a span's D-channel: its size, 0 when there
  /// is none.
  virtual size_t ReadFrame(SpanIndex span, uint8_t* frame, size_t capacity) noexcept = 0;
  /// Sends a frame (without FCS). False when the queue is full: the frame is lost and counted.
  virtual bool WriteFrame(SpanIndex span, const uint8_t* frame, size_t size) noexcept = 0;
  /// The next line event; false when there is none.
  virtual bool ReadEvent(LineEvent* event) noexcept = 0;
  /// Acts on an analog port. False when the channel cannot do that.
  virtual bool Act(ChannelIndex channel, LineAction action) noexcept = 0;
  /// A call has come to a channel, or is over: what is switched by the call, such as an echo
  /// canceller, is switched.
  virtual void Carry(ChannelIndex, bool /*call*/) noexcept {}

  // --- any thread ---
  virtual BoardCounters SpanCounters(SpanIndex span) const noexcept = 0;
  /// Of all spans together.
  BoardCounters Counters() const noexcept {
    BoardCounters sum{};
    for (SpanIndex span = 0; span < SpanCount(); ++span) {
      const BoardCounters one = SpanCounters(span);
      sum.slips += one.slips;
      sum.frameErrors += one.frameErrors;
      sum.badPackets += one.badPackets;
      sum.eventsLost += one.eventsLost;
    }
    return sum;
  }

 private:
  std::vector<pollfd> polled_;  // signalling thread
};

}  // namespace spillway
