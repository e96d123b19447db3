// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/board/dahdi_bearer.h"

#include <algorithm>
#include <climits>
#include <cmath>
#include <cstring>

namespace spillway {
namespace {

constexpr double kBlockNs = 20e6;
constexpr int kTries = 3;            // of one block, when events stand in the way
constexpr int kQueued = 64;          // the driver's queue of events
constexpr int kStanding = 8;         // ticks without a block: the span stands still
constexpr int kQuietSendTicks = 25;  // so long is waited for a quiet block
constexpr int kQuietReadTicks = 50;
constexpr int kFullLooks = 3;
constexpr int kMostFullLooks = 3'000;
constexpr int kFlapLooks = 60;  // a block missed so soon after a drop: it was one too few

/// No sample above -33 dBm0 or so. An A-law octet without its sign, its even bits inverted back,
/// grows with the magnitude.
bool IsQuiet(const uint8_t* block) noexcept {
  constexpr int kQuiet = 0x20;
  return std::all_of(block, block + kFrameSamples,
                     [](uint8_t sample) { return ((sample ^ 0x55) & 0x7F) < kQuiet; });
}

}  // namespace

DahdiBearer::DahdiBearer(DahdiDevice& device, ChannelIndex channel, SpanIndex span,
                         DahdiNews& news) noexcept
    : device_(&device), channel_(channel), span_(span), news_(news), fullEnough_(kFullLooks) {
  std::memset(last_, kSilence, sizeof last_);
  Alarm alarm;
  alarm_ = device_->SpanAlarm(&alarm);
}

void DahdiBearer::Flush() noexcept {
  if (Gone()) return;
  device_->Flush();
  restarting_ = true;
  dry_ = drop_ = false;
  missing_ = full_ = excess_ = 0;
  resumedAt_ = 0;
  emptied_ = false;
}

void DahdiBearer::Prime() noexcept {
  if (Gone()) return;
  Silence({0, 1, false, true}, kBlocksAhead);
  device_->TellSlips();
}

void DahdiBearer::Silence(const DahdiTick& tick, int blocks) noexcept {
  uint8_t silence[kFrameSamples];
  std::memset(silence, kSilence, sizeof silence);
  for (; blocks > 0; --blocks) WriteBlock(tick, silence);
}

void DahdiBearer::Discard(const DahdiTick& tick) noexcept {
  uint8_t block[kFrameSamples];
  if (ReadBlock(tick, block)) --excess_;
}

void DahdiBearer::Read(const DahdiTick& tick, uint8_t* block) noexcept {
  if (Gone()) TakeOver();
  TakeHeard();
  if (emptied_) restarting_ = true;
  if (!ReadBlock(tick, block)) return Missing(tick, block);
  if (missing_ >= kStanding) {
    Flush();  // what was written while it stood still would be delay now
    dry_ = true;
    return;
  }
  restarting_ = false;
  missing_ = 0;
  if (drop_ && tick.prompt && (IsQuiet(block) || ++dropTicks_ > kQuietReadTicks)) {
    drop_ = false;
    sinceDrop_ = 0;
    Slipped();
    Discard(tick);
  }
  std::memcpy(last_, block, kFrameSamples);
}

/// The block is not there: the channel's clock is slower than the reference's, or it stands still.
void DahdiBearer::Missing(const DahdiTick& tick, uint8_t* block) noexcept {
  std::memcpy(block, last_, kFrameSamples);
  std::memset(last_, kSilence, sizeof last_);  // once is enough
  if (Gone() || restarting_ || missing_ >= kStanding) return;
  ++missing_;
  if (!tick.paced) return;
  Slipped();
  ++excess_;
  full_ = 0;
  drop_ = false;
  if (sinceDrop_ < kFlapLooks) fullEnough_ = std::min(fullEnough_ * 10, kMostFullLooks);
}

bool DahdiBearer::ReadBlock(const DahdiTick& tick, uint8_t* block) noexcept {
  for (int tries = 0; tries < kTries && !Gone(); ++tries) {
    size_t size = 0;
    switch (device_->Read(block, kFrameSamples, &size)) {
      case DahdiDevice::Transfer::kDone:
        if (size < kFrameSamples) std::memset(block + size, kSilence, kFrameSamples - size);
        return true;
      case DahdiDevice::Transfer::kEvent:
        TakeEvents(tick.at);
        continue;
      case DahdiDevice::Transfer::kGone:
        Lose(tick.at);
        return false;
      case DahdiDevice::Transfer::kNotReady:
        return false;
    }
  }
  return false;
}

void DahdiBearer::Write(const DahdiTick& tick, const uint8_t* block) noexcept {
  if (Gone() || missing_ >= kStanding) return;
  if (emptied_.exchange(false)) dry_ = restarting_ = true;
  if (excess_ != 0 && !dry_ && tick.left == 1 &&
      (IsQuiet(block) || ++excessTicks_ > kQuietSendTicks)) {
    excessTicks_ = 0;
    if (excess_ > 0) {
      --excess_;
      return Measure(tick);
    }
    ++excess_;
    WriteBlock(tick, block);
  }
  WriteBlock(tick, block);
  Measure(tick);
}

void DahdiBearer::WriteBlock(const DahdiTick& tick, const uint8_t* block) noexcept {
  for (int tries = 0; tries < kTries && !Gone(); ++tries) {
    if (dry_) {
      TakeEvents(tick.at);
      dry_ = false;
      excess_ = 0;
      resumedAt_ = tick.at;
      resumedWith_ = 0;
      Silence(tick, kBlocksAhead - tick.left);
    }
    switch (device_->Write(block, kFrameSamples)) {
      case DahdiDevice::Transfer::kDone:
        ++resumedWith_;
        return;
      case DahdiDevice::Transfer::kEvent:
        TakeEvents(tick.at);
        continue;
      case DahdiDevice::Transfer::kGone:
        return Lose(tick.at);
      case DahdiDevice::Transfer::kNotReady:
        excess_ = DahdiDevice::kBlocks - kBlocksAhead;  // as many as there is room for are unsent
        return Slipped();
    }
  }
}

/// Sending began again a moment ago: what was written since then, less what was sent, is unsent.
void DahdiBearer::Measure(const DahdiTick& tick) noexcept {
  if (resumedAt_ == 0 || !tick.prompt) return;
  const double sent = static_cast<double>(tick.at - resumedAt_) / kBlockNs;
  excess_ = static_cast<int>(
      std::lround(static_cast<double>(resumedWith_) - sent - static_cast<double>(kBlocksAhead)));
  excessTicks_ = 0;
  resumedAt_ = 0;
}

void DahdiBearer::Unread(bool one) noexcept {
  if (sinceDrop_ < INT_MAX) ++sinceDrop_;
  full_ = one && !restarting_ ? full_ + 1 : 0;
  if (full_ < fullEnough_) return;
  full_ = 0;
  drop_ = true;
  dropTicks_ = 0;
}

void DahdiBearer::TakeEvents(int64_t now) noexcept {
  if (!Begin()) return;  // the signalling thread is at it
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
  Flush();
  device_->TellSlips();
  dry_ = true;
}

/// In an alarm there is nothing to hear.
void DahdiBearer::Slipped() noexcept {
  if (!alarm_) news_.Slipped(span_);
}

}  // namespace spillway
