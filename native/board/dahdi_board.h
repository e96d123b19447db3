// SPDX-License-Identifier: GPL-2.0-or-later
// How does a real card work as a board? Spans of DAHDI channels behind /dev/dahdi.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "native/board/board.h"
#include "native/core/clock.h"

namespace spillway {

class DahdiDevice;
class DahdiDriver;
class DahdiEcho;
class DahdiMedia;
class DahdiNews;
class DahdiLines;

/// One span: which DAHDI channel numbers (those of /etc/dahdi/system.conf) it is made of.
struct DahdiSpanOptions {
  struct Port {
    int channel;
    ChannelKind kind;  // kFxs (signalling fxoks or fxols) or kFxo (fxsks or fxsls)
  };

  std::string name;
  SpanKind kind{SpanKind::kE1};
  std::vector<int> bChannels;  // E1: bchan= in system.conf
  int dChannel{0};             // E1: dchan= or hardhdlc=; 0: none
  std::vector<Port> ports;     // analog
  /// By channel number: how many milliseconds the driver's echo canceller reaches back while a call
  /// is up. Not named: it is off.
  std::map<int, int> echoMs;
};

struct DahdiBoardOptions {
  std::vector<DahdiSpanOptions> spans;
};

/// The board with a card. The card is the metronome: Await follows the blocks of 20 ms that one
/// channel in use delivers, and the clock while none is in use or none delivers any. Three blocks
/// (60 ms) are kept written ahead; a block that is dropped or repeated is a slip. Channels that are
/// not in use are neither read nor written.
///
/// The kernel stops a channel's audio until its events are read. Those of bearers are read by the
/// media thread, which passes them on; those of ports by the signalling thread as soon as they are
/// there, or by the media thread if it meets them first. Hook events are raw edges, later by 10 ms,
/// and bear the time at which they were read; the driver's own flash and pulse detection is set
/// aside.
class DahdiBoard final : public Board {
 public:
  /// Opens and sets up every channel of this machine's driver; throws BoardError. `clock` outlives
  /// the board.
  DahdiBoard(const DahdiBoardOptions& options, Clock& clock);
  /// Those of another driver: a model of it, in tests.
  DahdiBoard(const DahdiBoardOptions& options, Clock& clock, std::unique_ptr<DahdiDriver> driver);
  ~DahdiBoard() override;

  const std::vector<SpanInfo>& Spans() const noexcept override { return spans_; }
  const std::vector<ChannelInfo>& Channels() const noexcept override { return channels_; }
  int Await() noexcept override;
  int Owed() noexcept override;
  bool MayRest() const noexcept override { return true; }
  int Rest(int64_t ns) noexcept override;
  void Rouse() noexcept override;
  void Use(ChannelIndex channel, bool on) noexcept override;
  void Read(uint8_t* received) noexcept override;
  void Write(const uint8_t* sent) noexcept override;
  void Wake() noexcept override;
  bool CancelsEcho(ChannelIndex channel) const noexcept override;
  uint32_t EchoChanges() const noexcept override;
  void HeardFax(ChannelIndex channel) noexcept override;
  void WakeSignalling() noexcept override;
  int64_t Expect(int64_t timeoutNs, std::vector<pollfd>* polled) noexcept override;
  void Poll(std::vector<pollfd>* polled, int64_t timeoutNs) noexcept override;
  void Collect(const pollfd* polled) noexcept override;
  size_t ReadFrame(SpanIndex span, uint8_t* frame, size_t capacity) noexcept override;
  bool WriteFrame(SpanIndex span, const uint8_t* frame, size_t size) noexcept override;
  bool ReadEvent(LineEvent* event) noexcept override;
  bool Act(ChannelIndex channel, LineAction action) noexcept override;
  void Carry(ChannelIndex channel, bool call) noexcept override;
  BoardCounters SpanCounters(SpanIndex span) const noexcept override;

 private:
  struct WakeEvent {
    explicit WakeEvent(int eventFd) : fd(eventFd) {}
    ~WakeEvent();
    const int fd;
  };
  void AddSpan(const DahdiSpanOptions& options);

  std::unique_ptr<DahdiDriver> driver_;
  WakeEvent signallingWake_;
  std::vector<SpanInfo> spans_;
  std::vector<ChannelInfo> channels_;
  std::vector<std::unique_ptr<DahdiDevice>> devices_;  // one a channel
  std::vector<int> echoSamples_;                       // in the same order
  std::unique_ptr<DahdiNews> news_;
  std::unique_ptr<DahdiEcho> echo_;
  std::unique_ptr<DahdiMedia> media_;
  std::unique_ptr<DahdiLines> lines_;
};

}  // namespace spillway
