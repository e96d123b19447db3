// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/board/composite_board.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace spillway {
namespace {

constexpr int kAtOnce = 4;  // ticks of another clock that are made up for; the rest is lost anyway

}  // namespace

CompositeBoard::Part::Part(std::unique_ptr<Board> itself, SpanIndex fromSpan,
                           ChannelIndex fromChannel)
    : board(std::move(itself)),
      firstSpan(fromSpan),
      firstChannel(fromChannel),
      scratch(static_cast<size_t>(board->ChannelCount()) * kFrameSamples),
      received(scratch.size()),
      sent(scratch.size()) {}

CompositeBoard::CompositeBoard(std::vector<std::unique_ptr<Board>> boards, const Options& options)
    : stepped_(options.stepped) {
  for (auto& board : boards) Add(std::move(board));
  owner_ = parts_[options.clockOwner].get();
}

void CompositeBoard::Add(std::unique_ptr<Board> board) {
  const auto firstSpan = static_cast<SpanIndex>(spans_.size());
  const auto firstChannel = static_cast<ChannelIndex>(channels_.size());
  for (SpanInfo span : board->Spans()) {
    span.index += firstSpan;
    span.firstChannel += firstChannel;
    spans_.push_back(std::move(span));
  }
  for (ChannelInfo channel : board->Channels()) {
    channel.index += firstChannel;
    channel.span += firstSpan;
    channels_.push_back(channel);
  }
  parts_.push_back(std::make_unique<Part>(std::move(board), firstSpan, firstChannel));
  partOf_.resize(spans_.size(), parts_.back().get());
}

int CompositeBoard::Await() noexcept {
  const int owed = owner_->board->Await();
  if (owed > 0) Pump();
  return owed;
}

int CompositeBoard::Owed() noexcept {
  const int owed = owner_->board->Owed();
  if (owed > 0) Pump();
  return owed;
}

void CompositeBoard::Flush() noexcept {
  for (auto& part : parts_) part->board->Flush();
}

void CompositeBoard::Pump() noexcept {
  for (auto& part : parts_) {
    if (part.get() != owner_) Pump(*part);
  }
}

/// Does the ticks that a board owes by its own clock.
void CompositeBoard::Pump(Part& part) noexcept {
  const int owed = part.board->Owed();
  if (stepped_) return;  // in step: Read and Write go through
  for (int tick = 0; tick < std::min(owed, kAtOnce); ++tick) {
    part.board->Read(part.scratch.data());
    if (part.received.Put(part.scratch.data())) ++part.slips;
    if (!part.sent.Take(part.scratch.data())) {
      if (part.sent.Started()) ++part.slips;
      std::memset(part.scratch.data(), kSilence, part.Bytes());
    }
    part.board->Write(part.scratch.data());
  }
}

bool CompositeBoard::MayRest() const noexcept {
  return std::all_of(parts_.begin(), parts_.end(),
                     [](const auto& part) { return part->board->MayRest(); });
}

/// By the owner's clock. What the others owe then has nothing to do either.
int CompositeBoard::Rest(int64_t ns) noexcept {
  const int rested = owner_->board->Rest(ns);
  for (auto& part : parts_) {
    if (part.get() != owner_) part->board->Owed();
  }
  return rested;
}

void CompositeBoard::Rouse() noexcept { owner_->board->Rouse(); }

void CompositeBoard::Use(ChannelIndex channel, bool on) noexcept {
  Part& part = PartOf(channels_[static_cast<size_t>(channel)].span);
  part.board->Use(channel - part.firstChannel, on);
}

void CompositeBoard::Read(uint8_t* received) noexcept {
  for (auto& part : parts_) {
    uint8_t* const at = received + part->Offset();
    if (stepped_ || part.get() == owner_) {
      part->board->Read(at);
    } else if (!part->received.Take(at)) {
      if (part->received.Started()) ++part->slips;
      std::memset(at, kSilence, part->Bytes());
    }
  }
}

void CompositeBoard::Write(const uint8_t* sent) noexcept {
  for (auto& part : parts_) {
    const uint8_t* const at = sent + part->Offset();
    if (stepped_ || part.get() == owner_) {
      part->board->Write(at);
    } else if (part->sent.Put(at)) {
      ++part->slips;
    }
  }
}

void CompositeBoard::Wake() noexcept {
  for (auto& part : parts_) part->board->Wake();
}

void CompositeBoard::WakeSignalling() noexcept {
  for (auto& part : parts_) part->board->WakeSignalling();
}

int64_t CompositeBoard::Expect(int64_t timeoutNs, std::vector<pollfd>* polled) noexcept {
  const size_t first = polled->size();
  for (auto& part : parts_) {
    part->polledFrom = polled->size() - first;
    timeoutNs = std::min(timeoutNs, part->board->Expect(timeoutNs, polled));
  }
  return timeoutNs;
}

void CompositeBoard::Collect(const pollfd* polled) noexcept {
  for (auto& part : parts_) part->board->Collect(polled + part->polledFrom);
}

CompositeBoard::Part& CompositeBoard::PartOf(SpanIndex span) const noexcept {
  return *partOf_[static_cast<size_t>(span)];
}

CompositeBoard::Part& CompositeBoard::PartWith(ChannelIndex channel) const noexcept {
  return PartOf(channels_[static_cast<size_t>(channel)].span);
}

size_t CompositeBoard::ReadFrame(SpanIndex span, uint8_t* frame, size_t capacity) noexcept {
  Part& part = PartOf(span);
  return part.board->ReadFrame(span - part.firstSpan, frame, capacity);
}

bool CompositeBoard::WriteFrame(SpanIndex span, const uint8_t* frame, size_t size) noexcept {
  Part& part = PartOf(span);
  return part.board->WriteFrame(span - part.firstSpan, frame, size);
}

bool CompositeBoard::ReadEvent(LineEvent* event) noexcept {
  for (size_t turn = 0; turn < parts_.size(); ++turn) {
    Part& part = *parts_[nextPart_];
    nextPart_ = (nextPart_ + 1) % parts_.size();
    if (!part.board->ReadEvent(event)) continue;
    event->span += part.firstSpan;
    if (event->channel >= 0) event->channel += part.firstChannel;
    if (event->kind != LineEvent::Kind::kFailed) return true;
    // One board less is what the alarms of its spans say; without any the engine stops.
    part.failed = true;
    const bool all =
        std::all_of(parts_.begin(), parts_.end(), [](const auto& each) { return each->failed; });
    return all || ReadEvent(event);
  }
  return false;
}

bool CompositeBoard::Act(ChannelIndex channel, LineAction action) noexcept {
  Part& part = PartWith(channel);
  return part.board->Act(channel - part.firstChannel, action);
}

void CompositeBoard::Carry(ChannelIndex channel, bool call) noexcept {
  Part& part = PartWith(channel);
  part.board->Carry(channel - part.firstChannel, call);
}

bool CompositeBoard::CancelsEcho(ChannelIndex channel) const noexcept {
  const Part& part = PartWith(channel);
  return part.board->CancelsEcho(channel - part.firstChannel);
}

uint32_t CompositeBoard::EchoChanges() const noexcept {
  uint32_t sum = 0;  // each only grows, so the sum is another one, too
  for (const auto& part : parts_) sum += part->board->EchoChanges();
  return sum;
}

void CompositeBoard::HeardFax(ChannelIndex channel) noexcept {
  Part& part = PartWith(channel);
  part.board->HeardFax(channel - part.firstChannel);
}

BoardCounters CompositeBoard::SpanCounters(SpanIndex span) const noexcept {
  const Part& part = *partOf_[static_cast<size_t>(span)];
  BoardCounters counters = part.board->SpanCounters(span - part.firstSpan);
  counters.slips += part.slips;
  return counters;
}

}  // namespace spillway
