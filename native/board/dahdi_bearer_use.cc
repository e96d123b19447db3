// SPDX-License-Identifier: GPL-2.0-or-later
// When is a DAHDI channel read and written at all, and what does it tell besides sound?
#include <cstring>

#include "native/board/dahdi_bearer.h"

namespace spillway {
namespace {

constexpr int kQueued = 64;  // the driver's queue of events

}  // namespace

DahdiBearer::DahdiBearer(DahdiDevice& device, ChannelIndex channel, SpanIndex span,
                         DahdiNews& news) noexcept
    : device_(&device), channel_(channel), span_(span), news_(news) {
  std::memset(last_, kSilence, sizeof last_);
  Alarm alarm;
  alarm_ = device_->SpanAlarm(&alarm);
}

/// What it has to tell is old. The alarm of its span may have come and gone meanwhile.
void DahdiBearer::Begin(const DahdiTick& tick) noexcept {
  used_ = begun_ = true;
  TakeOver();
  if (Gone()) return;
  TakeEvents(tick.at);
  if (Gone()) return;
  Alarm alarm;
  alarm_ = device_->SpanAlarm(&alarm);
  Restart();
}

void DahdiBearer::End() noexcept {
  used_ = false;
  if (!Gone()) device_->TellSlips(false);
}

void DahdiBearer::Restart() noexcept {
  device_->Flush();
  device_->TellSlips(true);
  restarting_ = aligning_ = dry_ = true;
  drop_ = safe_ = hold_ = held_ = false;
  missing_ = full_ = excess_ = 0;
  resumedAt_ = 0;
  emptied_ = underran_ = overran_ = false;
  std::memset(last_, kSilence, sizeof last_);
}

void DahdiBearer::Align(int64_t earlyNs) noexcept {
  device_->FlushReceived();
  restarting_ = true;
  missing_ = 0;
  Aligned(earlyNs);
}

void DahdiBearer::Aligned(int64_t earlyNs) noexcept {
  aligning_ = false;
  early_ = earlyNs;
}

void DahdiBearer::Resume() noexcept {
  if (missing_ < kStanding) return Align(0);
  Restart();
  Aligned(0);
}

void DahdiBearer::LookAt(bool events, bool removed, int64_t now) noexcept {
  if (Gone()) return;
  if (removed) return Lose(now);
  if (events) TakeEvents(now);
}

void DahdiBearer::TakeEvents(int64_t now) noexcept {
  if (!ReadEvents()) return;  // the signalling thread is at it
  for (int taken = 0; taken < kQueued && Take(device_->NextEvent(), now); ++taken) {
  }
  Done();
}

/// False: there are no more.
bool DahdiBearer::Take(DahdiEvent event, int64_t now) noexcept {
  switch (event) {
    case DahdiEvent::kNone:
      return false;
    case DahdiEvent::kRemoved:
      Lose(now);
      return false;
    case DahdiEvent::kWriteUnderrun:
    case DahdiEvent::kReadOverrun:
      Heard(event);
      TakeHeard();
      return true;
    default:
      Heard(event);
      news_.Tell(span_, {channel_, event, now});
      return true;
  }
}

void DahdiBearer::Heard(DahdiEvent event) noexcept {
  if (event == DahdiEvent::kWriteUnderrun) underran_ = true;
  if (event == DahdiEvent::kReadOverrun) overran_ = true;
  if (event == DahdiEvent::kAlarm) alarm_ = true;
  if (event == DahdiEvent::kNoAlarm) alarm_ = false;
}

void DahdiBearer::TakeHeard() noexcept {
  const bool underran = underran_.exchange(false);
  const bool overran = overran_.exchange(false);
  dry_ = dry_ || underran;
  if ((underran || overran) && !restarting_) Slipped();
}

void DahdiBearer::Lose(int64_t now) noexcept {
  if (Gone()) return;
  life_.store(Life::kGone, std::memory_order_release);
  news_.Tell(span_, {channel_, DahdiEvent::kRemoved, now});
}

/// It was opened again, if it was: its queues are empty, its blocks begin anew.
void DahdiBearer::TakeOver() noexcept {
  if (State() != Life::kReopened) return;
  device_ = reopened_;
  Alarm alarm;
  alarm_ = device_->SpanAlarm(&alarm);
  life_.store(Life::kOpen, std::memory_order_release);
  if (used_) Restart();
}

/// In an alarm there is nothing to hear.
void DahdiBearer::Slipped() noexcept {
  if (!alarm_) news_.Slipped(span_);
}

}  // namespace spillway
