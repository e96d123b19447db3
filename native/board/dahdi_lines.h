// SPDX-License-Identifier: GPL-2.0-or-later
// How do a card's D-channels, lines and alarms work? The signalling thread's half of dahdi_board.
#pragma once

#include <poll.h>

#include <atomic>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include "native/board/board.h"
#include "native/board/dahdi_device.h"
#include "native/board/dahdi_echo.h"
#include "native/board/dahdi_media.h"
#include "native/core/clock.h"

namespace spillway {

/// Signalling thread, but for FrameErrors.
class DahdiLines {
 public:
  DahdiLines(const std::vector<SpanInfo>& spans, const std::vector<ChannelInfo>& channels,
             std::vector<std::unique_ptr<DahdiDevice>>& devices, DahdiDriver& driver,
             DahdiMedia& media, DahdiNews& news, DahdiEcho& echo, Clock& clock, int wakeEvent);

  /// The first and last part of Board::AwaitSignalling.
  int64_t Expect(int64_t timeoutNs, std::vector<pollfd>* polled) noexcept;
  void Collect(const pollfd* polled) noexcept;
  size_t ReadFrame(SpanIndex span, uint8_t* frame, size_t capacity) noexcept;
  bool WriteFrame(SpanIndex span, const uint8_t* frame, size_t size) noexcept;
  bool ReadEvent(LineEvent* event) noexcept;
  bool Act(ChannelIndex channel, LineAction action) noexcept;
  void Carry(ChannelIndex channel, bool call) noexcept;
  uint64_t FrameErrors(SpanIndex span) const noexcept { return spans_[span].frameErrors; }

 private:
  struct Span {
    ChannelIndex first{0};
    int count{0};
    ChannelIndex dataChannel{-1};  // -1: no D-channel
    DahdiDevice* data{nullptr};    // null: none, or gone
    std::optional<Alarm> alarm;
    uint64_t eventsLost{0};  // of which we know
    bool removed{false};     // some channel is gone and cannot be opened again yet
    std::atomic<uint64_t> frameErrors{0};
  };
  struct Port {
    DahdiDevice* device{nullptr};  // null: no line, or gone
    bool lifted{false};            // off hook; FXS: and the driver knows
    bool closed{false};            // FXS: the loop, as it was told last
    bool asked{false};             // FXS: that it is open was asked for, and may yet be told
    bool batteryLost{false};       // as it was told last
    bool silentVolts{false};       // FXS: the driver does not tell its voltage
    int lowVolts{0};               // FXS: so often in turn it was too low
    bool rings{false};             // FXS: by our will, in whatever part of the cadence
    int64_t hangUpAt;              // FXS: on hook since a while; tell the driver then
    int64_t ringAt;                // FXS: the driver was busy; ring then
    int64_t liftAt;                // FXS: the same; tell it that the loop is closed, if it still is
    bool ringing{false};           // FXO
    bool reversed{false};          // FXO
  };

  void Take(const DahdiLineEvent& event) noexcept;
  void TakeFxs(Port& port, const DahdiLineEvent& event) noexcept;
  void TakeFxo(Port& port, const DahdiLineEvent& event) noexcept;
  void TakeBattery(const DahdiLineEvent& event) noexcept;
  static bool IsFxo(const Port& port) noexcept {
    return port.device && port.device->Kind() == ChannelKind::kFxo;
  }
  void TakeDataEvents(SpanIndex span) noexcept;
  void TakePortEvents(ChannelIndex channel) noexcept;
  void TakeNews() noexcept;
  void AskPorts(SpanIndex span) noexcept;
  void AskVolts() noexcept;
  void CheckAlarm(SpanIndex span) noexcept;
  void LookAtAlarms(int64_t now) noexcept;
  void SetAlarm(SpanIndex span, std::optional<Alarm> alarm) noexcept;
  DahdiDevice* AnyOf(const Span& span) const noexcept;
  void Lose(ChannelIndex channel) noexcept;
  void Remove(SpanIndex span) noexcept;
  void Reopen(int64_t now) noexcept;
  bool ReopenSpan(SpanIndex span) noexcept;
  bool ReopenChannel(ChannelIndex channel) noexcept;
  void HangUp(ChannelIndex channel) noexcept;
  bool Ring(Port& port) noexcept;
  void Lift(Port& port) noexcept;
  void LiftAgain(ChannelIndex channel) noexcept;
  DahdiDevice* DeviceOf(ChannelIndex channel) const noexcept;
  void Run(int64_t now) noexcept;
  int64_t Deadline() const noexcept;
  void Add(LineEvent::Kind kind, ChannelIndex channel, int64_t at) noexcept;

  const std::vector<ChannelInfo>& channels_;
  std::vector<std::unique_ptr<DahdiDevice>>& devices_;
  DahdiDriver& driver_;
  DahdiMedia& media_;
  DahdiNews& news_;
  DahdiEcho& echo_;
  Clock& clock_;
  const int wakeEvent_;
  std::vector<Span> spans_;
  std::vector<Port> ports_;  // one a channel
  std::vector<bool> lost_;   // channels that are to be opened again
  int64_t reopenAt_;
  int64_t lookAt_{0};      // at the alarms of all spans
  size_t voltsOf_{0};      // the port whose voltage is asked for next
  size_t beforePorts_{0};  // of what is polled: the wake event, D-channels; then ports
  std::vector<ChannelIndex> awaitedPorts_;
  std::deque<LineEvent> events_;
};

}  // namespace spillway
