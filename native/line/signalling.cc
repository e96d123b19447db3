// SPDX-License-Identifier: GPL-2.0-or-later
// How do the board's frames and events reach D-channels and ports, and commands the right one?
#include "native/line/signalling.h"

#include <algorithm>
#include <climits>

#include "native/line/pri_d_channel.h"

namespace spillway {
namespace {

constexpr size_t kFrameCapacity = 1024;
/// So many frames of one span are read before timers have their turn: a flood must not stop them.
constexpr int kFramesAtOnce = 64;

SlotMap SlotsOf(const Board& board, SpanIndex span) noexcept {
  SlotMap slots;
  for (const ChannelInfo& channel : board.Channels()) {
    const bool here = channel.span == span && channel.kind == ChannelKind::kBearer;
    if (here && channel.slot <= kSlots) slots.Add(channel.slot, channel.index);
  }
  return slots;
}

}  // namespace

/// One E1 with its D-channel; what the D-channel sends goes to the board.
struct Signalling::Span final : FrameSink {
  Span(Board& onBoard, const DChannelOptions& options, Sink& sink, CallHandles& handles,
       FrameTap* tap)
      : board(onBoard),
        index(options.span),
        trace(options.span, tap),
        dChannel(options, *this, sink, handles) {}
  void Send(const uint8_t* frame, size_t size) noexcept override {
    const bool taken = board.WriteFrame(index, frame, size);  // else lost; layer 2 repeats
    trace.Sent(frame, size, taken, now);
  }
  void Carry(ChannelIndex channel, bool call) noexcept override { board.Carry(channel, call); }
  void Receive(const uint8_t* frame, size_t size) noexcept {
    trace.Received(frame, size, LayerOne(), now);
    dChannel.Receive(frame, size, now);
  }

  /// With any alarm the D-channel works in one direction at most; a line that recovers has both.
  bool LayerOne() const noexcept { return (alarms & ~Bit(Alarm::kRecovering)) == 0; }
  static unsigned Bit(Alarm alarm) noexcept { return 1u << static_cast<unsigned>(alarm); }

  Board& board;
  SpanIndex index;
  int64_t now = 0;      // when it was last entered
  unsigned alarms = 0;  // a bit for each Alarm
  SpanTrace trace;
  PriDChannel dChannel;
};

Signalling::Signalling(Board& board, const SignallingOptions& options, Sink& sink, FrameTap* tap)
    : board_(board),
      sink_(sink),
      spans_(board.Spans().size()),
      analog_(board, options.analog, sink) {
  for (DChannelOptions each : options.spans) {
    board.Spans().at(static_cast<size_t>(each.span));
    each.slots = SlotsOf(board, each.span);
    spans_[static_cast<size_t>(each.span)] =
        std::make_unique<Span>(board, each, sink_, handles_, tap);
  }
}

Signalling::~Signalling() = default;

void Signalling::Enter(int64_t now) noexcept {
  for (const auto& span : spans_)
    if (span) span->now = now;
}

void Signalling::Run(int64_t now) noexcept {
  Enter(now);
  LineEvent event;
  while (board_.ReadEvent(&event)) Receive(event, now);
  uint8_t frame[kFrameCapacity];
  for (const auto& span : spans_) {
    if (!span) continue;
    for (int n = 0; n < kFramesAtOnce; ++n) {
      const size_t size = board_.ReadFrame(span->index, frame, sizeof(frame));
      if (size == 0) break;
      span->Receive(frame, size);
    }
    span->dChannel.Run(now);
  }
  analog_.Run(now);
}

int64_t Signalling::Deadline() const noexcept {
  int64_t deadline = analog_.Deadline();
  for (const auto& span : spans_)
    if (span) deadline = std::min(deadline, span->dChannel.Deadline());
  return deadline;
}

void Signalling::Receive(const LineEvent& event, int64_t now) noexcept {
  using Kind = LineEvent::Kind;
  switch (event.kind) {
    case Kind::kAlarmRaised:
    case Kind::kAlarmCleared:
      return Alarmed(event, now);
    case Kind::kFrameError:
      if (Span* span = SpanAt(event.span)) {
        span->trace.Damaged(now);
        span->dChannel.FrameError(now);
      }
      return;
    case Kind::kFailed: {
      BoardFailedFact fact;
      fact.at = now / 1e6;
      CopyText(fact.text, "the board cannot go on");
      return sink_.Tell(fact);
    }
    default:
      // By the time of the edge, not of whoever reads it: it may have waited.
      return analog_.Receive(event, event.at == 0 ? now : std::min(event.at, now));
  }
}

void Signalling::Alarmed(const LineEvent& event, int64_t now) noexcept {
  const bool raised = event.kind == LineEvent::Kind::kAlarmRaised;
  if (raised) {
    AlarmRaisedFact fact;
    fact.at = now / 1e6;
    fact.span = event.span;
    fact.alarm = event.alarm;
    sink_.Tell(fact);
  } else {
    AlarmClearedFact fact;
    fact.at = now / 1e6;
    fact.span = event.span;
    fact.alarm = event.alarm;
    sink_.Tell(fact);
  }
  Span* span = SpanAt(event.span);
  if (!span) return;
  const unsigned bit = Span::Bit(event.alarm);
  span->alarms = raised ? span->alarms | bit : span->alarms & ~bit;
  span->dChannel.LayerOne(span->LayerOne(), now);
}

void Signalling::Execute(const LineCommand& command, int64_t now) noexcept {
  using Kind = LineCommand::Kind;
  Enter(now);
  switch (command.kind) {
    case Kind::kTrace:
      if (Span* span = SpanOfChannel(command.channel)) span->trace.Switch(command.on);
      return;
    case Kind::kDial:
    case Kind::kRestart:
    case Kind::kSetService:
      if (Span* span = SpanOfChannel(command.channel)) return span->dChannel.Execute(command, now);
      if (command.kind == Kind::kDial) RefuseDial(command, now);
      return;
    case Kind::kNumberComplete:
    case Kind::kProceed:
    case Kind::kAlert:
    case Kind::kProgress:
    case Kind::kAnswer:
    case Kind::kClear:
      for (const auto& span : spans_)
        if (span && span->dChannel.Knows(command.call)) return span->dChannel.Execute(command, now);
      return;
    case Kind::kAudit:
      analog_.Audit(command.operation, now);
      for (const auto& span : spans_)
        if (span) span->dChannel.Execute(command, now);
      return;
    default:
      return analog_.Execute(command, now);
  }
}

void Signalling::RefuseDial(const LineCommand& command, int64_t now) noexcept {
  ClearedFact fact;
  fact.at = now / 1e6;
  fact.channel = command.channel;
  fact.call = command.call;
  fact.cause = 44;  // requested channel not available
  sink_.Tell(fact);
}

Signalling::Span* Signalling::SpanAt(SpanIndex index) noexcept {
  const bool known = index >= 0 && static_cast<size_t>(index) < spans_.size();
  return known ? spans_[static_cast<size_t>(index)].get() : nullptr;
}

Signalling::Span* Signalling::SpanOfChannel(ChannelIndex channel) noexcept {
  const auto& channels = board_.Channels();
  if (channel < 0 || static_cast<size_t>(channel) >= channels.size()) return nullptr;
  return SpanAt(channels[static_cast<size_t>(channel)].span);
}

}  // namespace spillway
