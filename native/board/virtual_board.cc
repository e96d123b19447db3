// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/board/virtual_board.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

#include "native/board/board_error.h"
#include "native/board/lock_step_carrier.h"
#include "native/board/loop_carrier.h"
#include "native/board/socket_carrier.h"

namespace spillway {
namespace {

constexpr int kE1Channels = 31;
constexpr int kMaxPorts = 128;
constexpr size_t kSpanBytes = static_cast<size_t>(kE1Channels) * kFrameSamples;

[[noreturn]] void Refuse(const VirtualSpanOptions& options, const std::string& why) {
  throw BoardError("BOARD_CARRIER", "span '" + options.name + "': " + why);
}

SpanShape ShapeOf(const VirtualSpanOptions& options) {
  if (options.kind == SpanKind::kE1 && options.channels != kE1Channels) {
    Refuse(options, "an E1 has 31 channels, not " + std::to_string(options.channels));
  }
  if (options.channels < 1 || options.channels > kMaxPorts) {
    Refuse(options, "an analog bank has 1 to 128 ports, not " + std::to_string(options.channels));
  }
  if (options.dataSlot < 1 || options.dataSlot > kE1Channels) {
    Refuse(options,
           "an E1's D-channel is in slot 1 to 31, not " + std::to_string(options.dataSlot));
  }
  const bool analog = options.kind == SpanKind::kAnalog;
  return {options.kind, options.channels, analog && options.stationSide, options.dataSlot};
}

ChannelKind KindOf(const VirtualSpanOptions& options, int slot) noexcept {
  if (options.kind == SpanKind::kAnalog) {
    return options.stationSide ? ChannelKind::kFxs : ChannelKind::kFxo;
  }
  return slot == options.dataSlot ? ChannelKind::kData : ChannelKind::kBearer;
}

/// The audio of an E1's slots below its D-channel's, in bytes.
size_t BeforeData(const SpanShape& shape) noexcept {
  return static_cast<size_t>(shape.dataSlot - 1) * kFrameSamples;
}

std::unique_ptr<Carrier> NewCarrier(const VirtualSpanOptions& options, bool stepped) {
  const SpanShape shape = ShapeOf(options);
  if (options.carrier == VirtualSpanOptions::Carrier::kLoop) {
    return std::make_unique<LoopCarrier>(shape);
  }
  const auto role = options.carrier == VirtualSpanOptions::Carrier::kListen
                        ? SocketLink::Role::kListen
                        : SocketLink::Role::kConnect;
  if (stepped) return std::make_unique<LockStepCarrier>(shape, role, options.path);
  return std::make_unique<SocketCarrier>(shape, role, options.path);
}

}  // namespace

VirtualBoard::VirtualBoard(const VirtualBoardOptions& options, Clock& clock)
    : clock_(clock),
      stepped_(options.stepped),
      waitForPeers_(options.stepped && options.waitForPeers),
      peerTimeoutMs_(options.peerTimeoutMs) {
  for (const VirtualSpanOptions& span : options.spans) AddSpan(span);
  WireLoops(options);
  scratch_.resize(std::max(kSpanBytes, static_cast<size_t>(kMaxPorts) * kFrameSamples));
  awaited_.resize(carriers_.size());
  used_.resize(channels_.size(), false);
  wakeEvent_ = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  if (wakeEvent_ < 0) throw BoardError("BOARD_CARRIER", "eventfd: too many open files");
}

VirtualBoard::~VirtualBoard() { close(wakeEvent_); }

void VirtualBoard::AddSpan(const VirtualSpanOptions& options) {
  carriers_.push_back(NewCarrier(options, stepped_));
  const auto span = static_cast<SpanIndex>(spans_.size());
  const auto first = static_cast<ChannelIndex>(channels_.size());
  spans_.push_back({span, options.name, options.kind, first, options.channels});
  for (int slot = 1; slot <= options.channels; ++slot) {
    channels_.push_back({first + slot - 1, span, slot, KindOf(options, slot)});
  }
}

void VirtualBoard::WireLoops(const VirtualBoardOptions& options) {
  const int count = static_cast<int>(options.spans.size());
  for (int i = 0; i < count; ++i) {
    const VirtualSpanOptions& span = options.spans[i];
    if (span.carrier != VirtualSpanOptions::Carrier::kLoop) continue;
    if (span.peer < 0 || span.peer >= count || span.peer == i) Refuse(span, "no such peer span");

    const VirtualSpanOptions& peer = options.spans[span.peer];
    const SpanShape shape = carriers_[i]->Shape();
    const SpanShape far = carriers_[span.peer]->Shape();
    const bool mutual = peer.carrier == VirtualSpanOptions::Carrier::kLoop && peer.peer == i;
    if (!mutual) Refuse(span, "its peer '" + peer.name + "' is not wired to it");
    if (shape.kind != far.kind || shape.channels != far.channels) {
      Refuse(span, "its peer '" + peer.name + "' is of another kind or size");
    }
    if (shape.kind == SpanKind::kE1 && shape.dataSlot != far.dataSlot) {
      Refuse(span, "its peer '" + peer.name + "' has its D-channel in another slot");
    }
    if (shape.kind == SpanKind::kAnalog && shape.stationSide == far.stationSide) {
      Refuse(span, "one end of a line is FXS, the other FXO");
    }
    static_cast<LoopCarrier&>(*carriers_[i])
        .WireTo(static_cast<LoopCarrier*>(carriers_[span.peer].get()));
  }
}

int64_t VirtualBoard::Now() const noexcept { return stepped_ ? ticks_ * kTickNs : clock_.Now(); }

int VirtualBoard::Await() noexcept {
  if (stepped_) return AwaitStep();
  if (awaitWoken_.exchange(false)) return 0;

  if (nextTickAt_ < 0) nextTickAt_ = clock_.Now() + kTickNs;
  clock_.SleepUntil(nextTickAt_);
  return Due();
}

int VirtualBoard::Owed() noexcept { return stepped_ ? AwaitStep() : Due(); }

int VirtualBoard::Due() noexcept {
  const int64_t now = clock_.Now();
  if (nextTickAt_ < 0) nextTickAt_ = now + kTickNs;
  bool changed = false;
  for (auto& carrier : carriers_) changed |= carrier->Connect(now);
  if (changed) WakeSignalling();
  if (now < nextTickAt_) return 0;
  const int64_t owed = (now - nextTickAt_) / kTickNs + 1;
  nextTickAt_ += owed * kTickNs;
  return static_cast<int>(owed);
}

int VirtualBoard::AwaitStep() noexcept {
  Flush();
  for (auto& carrier : carriers_) carrier->Connect(Now() + waitedNs_);
  if (waitForPeers_ && !AwaitPeers()) return 0;
  for (auto& carrier : carriers_) {
    if (carrier->AwaitTick(peerTimeoutMs_, awaitWoken_)) continue;
    awaitWoken_ = false;
    return 0;
  }
  ++ticks_;
  for (auto& carrier : carriers_) carrier->Service(Now());
  return 1;
}

bool VirtualBoard::AwaitPeers() noexcept {
  constexpr int kRetryMs = 50;
  // Board time stands still here, and connecting is tried once a second.
  for (; !awaitWoken_.exchange(false); waitedNs_ += kRetryMs * 1'000'000) {
    bool all = true;
    for (auto& carrier : carriers_) {
      carrier->Connect(Now() + waitedNs_);
      all = all && carrier->Connected();
    }
    if (all) {
      waitForPeers_ = false;
      return true;
    }
    for (size_t i = 0; i < carriers_.size(); ++i) {
      awaited_[i] = carriers_[i]->Connected() ? pollfd{-1, 0, 0} : carriers_[i]->Awaited();
    }
    poll(awaited_.data(), carriers_.size(), kRetryMs);
  }
  return false;
}

void VirtualBoard::Flush() noexcept {
  for (auto& carrier : carriers_) carrier->Flush();
}

void VirtualBoard::Use(ChannelIndex channel, bool on) noexcept { used_[channel] = on; }

/// Silence on those channels that carry no sound.
void VirtualBoard::Hush(uint8_t* audio, ChannelIndex first, int count) const noexcept {
  for (ChannelIndex channel = first; channel < first + count; ++channel, audio += kFrameSamples) {
    if (!used_[channel]) std::memset(audio, kSilence, kFrameSamples);
  }
}

void VirtualBoard::Read(uint8_t* received) noexcept {
  for (size_t i = 0; i < carriers_.size(); ++i) {
    const SpanShape& shape = carriers_[i]->Shape();
    if (shape.kind == SpanKind::kAnalog) {
      carriers_[i]->Read(received);
    } else {
      const size_t before = BeforeData(shape);
      const size_t behind = shape.AudioBytes() - before;
      carriers_[i]->Read(scratch_.data());
      std::memcpy(received, scratch_.data(), before);
      std::memset(received + before, kSilence, kFrameSamples);
      std::memcpy(received + before + kFrameSamples, scratch_.data() + before, behind);
    }
    Hush(received, spans_[i].firstChannel, shape.channels);
    received += static_cast<size_t>(shape.channels) * kFrameSamples;
  }
}

void VirtualBoard::Write(const uint8_t* sent) noexcept {
  for (size_t i = 0; i < carriers_.size(); ++i) {
    const SpanShape& shape = carriers_[i]->Shape();
    const ChannelIndex first = spans_[i].firstChannel;
    if (shape.kind == SpanKind::kAnalog) {
      std::memcpy(scratch_.data(), sent, shape.AudioBytes());
      Hush(scratch_.data(), first, shape.channels);
    } else {
      const size_t before = BeforeData(shape);
      const size_t behind = shape.AudioBytes() - before;
      const int data = shape.dataSlot;
      std::memcpy(scratch_.data(), sent, before);
      std::memcpy(scratch_.data() + before, sent + before + kFrameSamples, behind);
      Hush(scratch_.data(), first, data - 1);
      Hush(scratch_.data() + before, first + data, shape.channels - data);
    }
    carriers_[i]->Write(scratch_.data());
    sent += static_cast<size_t>(shape.channels) * kFrameSamples;
  }
}

}  // namespace spillway
