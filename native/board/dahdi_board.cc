// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/board/dahdi_board.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

#include "native/board/board_error.h"
#include "native/board/dahdi_channel.h"
#include "native/board/dahdi_echo.h"
#include "native/board/dahdi_lines.h"
#include "native/board/dahdi_media.h"
#include "native/board/dahdi_news.h"

namespace spillway {
DahdiBoard::DahdiBoard(const DahdiBoardOptions& options, Clock& clock)
    : DahdiBoard(options, clock, std::make_unique<KernelDahdi>()) {}

DahdiBoard::DahdiBoard(const DahdiBoardOptions& options, Clock& clock,
                       std::unique_ptr<DahdiDriver> driver)
    : driver_(std::move(driver)), signallingWake_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
  if (signallingWake_.fd < 0) throw BoardError("BOARD_CARRIER", "eventfd: too many open files");
  driver_->Check();
  for (const DahdiSpanOptions& span : options.spans) AddSpan(span);
  news_ = std::make_unique<DahdiNews>(spans_.size(), signallingWake_.fd);
  media_ = std::make_unique<DahdiMedia>(channels_, devices_, *driver_, clock, *news_);
  echo_ = std::make_unique<DahdiEcho>(std::move(echoSamples_), signallingWake_.fd);
  lines_ = std::make_unique<DahdiLines>(spans_, channels_, devices_, *driver_, *media_, *news_,
                                        *echo_, clock, signallingWake_.fd);
}

DahdiBoard::~DahdiBoard() = default;

DahdiBoard::WakeEvent::~WakeEvent() { close(fd); }

void DahdiBoard::AddSpan(const DahdiSpanOptions& options) {
  std::vector<std::unique_ptr<DahdiDevice>> devices;
  const auto open = [&](int number, ChannelKind kind) {
    devices.push_back(driver_->Open(number, kind));
  };
  if (options.kind == SpanKind::kE1) {
    for (int number : options.bChannels) open(number, ChannelKind::kBearer);
    if (options.dChannel != 0) open(options.dChannel, ChannelKind::kData);
  } else {
    for (const DahdiSpanOptions::Port& port : options.ports) open(port.channel, port.kind);
  }
  // An E1's slots are the card's; ports are counted as listed, wherever on a card they are.
  const bool e1 = options.kind == SpanKind::kE1;
  if (e1) {
    std::sort(devices.begin(), devices.end(),
              [](const auto& a, const auto& b) { return a->Slot() < b->Slot(); });
  }

  const auto span = static_cast<SpanIndex>(spans_.size());
  const auto first = static_cast<ChannelIndex>(channels_.size());
  spans_.push_back({span, options.name, options.kind, first, static_cast<int>(devices.size())});
  for (auto& device : devices) {
    const auto index = static_cast<ChannelIndex>(channels_.size());
    const int slot = e1 ? device->Slot() : index - first + 1;
    channels_.push_back({index, span, slot, device->Kind()});
    const auto echo = options.echoMs.find(device->Number());
    echoSamples_.push_back(
        echo == options.echoMs.end() ? 0 : echo->second * static_cast<int>(kSamplesPerMs));
    devices_.push_back(std::move(device));
  }
}

int DahdiBoard::Await() noexcept { return media_->Await(); }

int DahdiBoard::Owed() noexcept { return media_->Owed(); }

int DahdiBoard::Rest(int64_t ns) noexcept { return media_->Rest(ns); }

void DahdiBoard::Rouse() noexcept { media_->Rouse(); }

void DahdiBoard::Use(ChannelIndex channel, bool on) noexcept { media_->Use(channel, on); }

void DahdiBoard::Read(uint8_t* received) noexcept {
  std::memset(received, kSilence, channels_.size() * kFrameSamples);
  media_->Read(received);
}

void DahdiBoard::Write(const uint8_t* sent) noexcept { media_->Write(sent); }

void DahdiBoard::Wake() noexcept { media_->Wake(); }

void DahdiBoard::WakeSignalling() noexcept { eventfd_write(signallingWake_.fd, 1); }

int64_t DahdiBoard::Expect(int64_t timeoutNs, std::vector<pollfd>* polled) noexcept {
  return lines_->Expect(timeoutNs, polled);
}

void DahdiBoard::Poll(std::vector<pollfd>* polled, int64_t timeoutNs) noexcept {
  driver_->Poll(polled->data(), polled->size(), timeoutNs);
}

void DahdiBoard::Collect(const pollfd* polled) noexcept { lines_->Collect(polled); }

size_t DahdiBoard::ReadFrame(SpanIndex span, uint8_t* frame, size_t capacity) noexcept {
  return lines_->ReadFrame(span, frame, capacity);
}

bool DahdiBoard::WriteFrame(SpanIndex span, const uint8_t* frame, size_t size) noexcept {
  return lines_->WriteFrame(span, frame, size);
}

bool DahdiBoard::ReadEvent(LineEvent* event) noexcept { return lines_->ReadEvent(event); }

bool DahdiBoard::Act(ChannelIndex channel, LineAction action) noexcept {
  return lines_->Act(channel, action);
}

void DahdiBoard::Carry(ChannelIndex channel, bool call) noexcept { lines_->Carry(channel, call); }

bool DahdiBoard::CancelsEcho(ChannelIndex channel) const noexcept {
  return echo_->Cancels(channel);
}

uint32_t DahdiBoard::EchoChanges() const noexcept { return echo_->Changes(); }

void DahdiBoard::HeardFax(ChannelIndex channel) noexcept { echo_->HeardFax(channel); }

BoardCounters DahdiBoard::SpanCounters(SpanIndex span) const noexcept {
  return {news_->Slips(span), lines_->FrameErrors(span), 0, news_->Lost(span),
          media_->DriftPpm(span)};
}

}  // namespace spillway
