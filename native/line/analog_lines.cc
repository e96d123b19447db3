// SPDX-License-Identifier: GPL-2.0-or-later
// Which analog port is meant?
#include "native/line/analog_lines.h"

#include <algorithm>
#include <climits>

namespace spillway {
namespace {

FxsOptions OfSpan(const AnalogOptions& options, SpanIndex span) {
  FxsOptions out = options.fxs;
  for (const FlashTimes& flash : options.flashes) {
    if (flash.span != span) continue;
    out.flashMinimumNs = flash.minimumNs;
    out.flashMaximumNs = flash.maximumNs;
    // What is a flash there is no pulse, though a slow dial could make one as long.
    out.pulseMaximumNs = std::min(out.pulseMaximumNs, flash.minimumNs - 1);
  }
  return out;
}

/// How a bank of so many ports rings.
FxsRinging RingingOf(const AnalogOptions& options, const SpanInfo& span) {
  BankRinging out;
  for (const BankRinging& bank : options.ringing) {
    if (bank.span == span.index) out = bank;
  }
  return {out.cadence, static_cast<size_t>(span.channelCount), out.most};
}

}  // namespace

AnalogLines::AnalogLines(Board& board, const AnalogOptions& options, Sink& sink) {
  for (const SpanInfo& span : board.Spans()) {
    if (span.kind == SpanKind::kAnalog) banks_.try_emplace(span.index, RingingOf(options, span));
  }
  for (const ChannelInfo& channel : board.Channels()) {
    if (channel.kind == ChannelKind::kFxs) {
      const auto place = static_cast<size_t>(channel.slot - 1);
      fxs_.try_emplace(channel.index, board, channel.index, OfSpan(options, channel.span),
                       banks_.at(channel.span), place, sink);
    }
    if (channel.kind == ChannelKind::kFxo)
      fxo_.try_emplace(channel.index, board, channel.index, options.fxo, sink);
  }
}

FxsPort* AnalogLines::Fxs(ChannelIndex channel) noexcept {
  const auto it = fxs_.find(channel);
  return it == fxs_.end() ? nullptr : &it->second;
}

FxoPort* AnalogLines::Fxo(ChannelIndex channel) noexcept {
  const auto it = fxo_.find(channel);
  return it == fxo_.end() ? nullptr : &it->second;
}

void AnalogLines::Receive(const LineEvent& event, int64_t now) noexcept {
  using Kind = LineEvent::Kind;
  if (FxsPort* port = Fxs(event.channel)) {
    if (event.kind == Kind::kOffHook) port->Loop(true, now);
    if (event.kind == Kind::kOnHook) port->Loop(false, now);
    if (event.kind == Kind::kBatteryLost) port->Powered(false, now);
    if (event.kind == Kind::kBatteryFound) port->Powered(true, now);
  }
  if (FxoPort* port = Fxo(event.channel)) {
    if (event.kind == Kind::kRingStarted) port->Ringing(true, now);
    if (event.kind == Kind::kRingStopped) port->Ringing(false, now);
    if (event.kind == Kind::kOnHook) port->Dropped(now);
    if (event.kind == Kind::kBatteryLost) port->Battery(false, now);
    if (event.kind == Kind::kBatteryFound) port->Battery(true, now);
    if (event.kind == Kind::kPolarityReversed) port->PolarityReversed(true, now);
    if (event.kind == Kind::kPolarityNormal) port->PolarityReversed(false, now);
    if (event.kind == Kind::kLampLit) port->Lit(true, now);
    if (event.kind == Kind::kLampDark) port->Lit(false, now);
  }
}

void AnalogLines::Execute(const LineCommand& command, int64_t now) noexcept {
  using Kind = LineCommand::Kind;
  if (FxsPort* port = Fxs(command.channel)) {
    if (command.kind == Kind::kRing && command.on) port->Ring(now);
    if (command.kind == Kind::kRing && !command.on) port->StopRinging();
    if (command.kind == Kind::kPolarity) port->Polarity(command.on);
    if (command.kind == Kind::kLamp) port->Lamp(command.on);
    if (command.kind == Kind::kBattery) port->Battery(command.on);
    if (command.kind == Kind::kOpenOnHook) port->OpenOnHook();
  }
  if (FxoPort* port = Fxo(command.channel)) {
    if (command.kind == Kind::kHook) port->Hook(command.on, now);
    if (command.kind == Kind::kFlash) port->Flash();
    if (command.kind == Kind::kBattery) port->Short(!command.on);
  }
}

void AnalogLines::Audit(OperationId operation, int64_t now) noexcept {
  for (auto& [channel, port] : fxs_) port.TellHook(operation, now);
}

void AnalogLines::Run(int64_t now) noexcept {
  for (auto& [channel, port] : fxs_) port.Run(now);
  for (auto& [channel, port] : fxo_) port.Run(now);
}

int64_t AnalogLines::Deadline() const noexcept {
  int64_t deadline = INT64_MAX;
  for (const auto& [channel, port] : fxs_) deadline = std::min(deadline, port.Deadline());
  for (const auto& [channel, port] : fxo_) deadline = std::min(deadline, port.Deadline());
  return deadline;
}

}  // namespace spillway
